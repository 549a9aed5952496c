"""In: texts. Out: the runs of words in them that can stand as a name. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from curation.writing import english
from curation.writing.usage import EDGE, Usage, Word, is_adverb, qualifies, runs

LONGEST = 4
PLURAL_APPEAL = 3
LINKS = frozenset({"of", "for", "and", "in", "without", "before", "after", "versus", "vs"})

# What stands before and after a noun phrase.
_OPENS = english.BETWEEN | english.WEAK_VERBS | {EDGE}
_CLOSES = english.BETWEEN | english.WEAK_VERBS | {EDGE}
# "The model thinking through" tells what it does; in "of reinforcement learning is" something is named.
_CLOSES_A_GERUND = english.CONJUNCTIONS | english.AUXILIARIES | {EDGE}


@dataclass
class Candidate:
    """A run of words in all its spellings.

    `texts` are the numbers of the texts that hold it, `whole` how often it stood as a whole of `seen`.
    """

    key: str
    spellings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    texts: set[int] = field(default_factory=set)
    spans: set[str] = field(default_factory=set)
    seen: int = 0
    whole: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The spelling to show: the one met most, but the plural of what is often met as such."""
        return max(sorted(self.spellings), key=self._appeal)

    def _appeal(self, words: tuple[str, ...]) -> int:
        return self.spellings[words] * (PLURAL_APPEAL if _is_plural(words) else 1)


def candidates(usage: Usage, texts: Iterable[str]) -> dict[str, Candidate]:
    """Out: by key, what may name something in these texts; `usage` is read off them and others."""
    found: dict[str, Candidate] = {}
    for number, text in enumerate(texts):
        for run in runs(text):
            _gather(found, usage, number, run)
    return found


@lru_cache(maxsize=20_000)
def keys(text: str) -> frozenset[str]:
    """Out: the folded key of every run of up to four words in `text`, candidates or not."""
    found: set[str] = set()
    for run in runs(text):
        words = [word.lower for word in run]
        for start in range(len(words)):
            found.update(fold(words[start:end]) for end in _ends(start, len(words)))
    return frozenset(found)


def _ends(start: int, length: int) -> range:
    return range(start + 1, min(start + LONGEST, length) + 1)


def _gather(found: dict[str, Candidate], usage: Usage, number: int, run: Sequence[Word]) -> None:
    edged = [EDGE, *(word.lower for word in run), EDGE]
    for start in range(1, len(edged) - 1):
        for end in _ends(start, len(edged) - 1):
            words = tuple(edged[start:end])
            if not _can_name(words, usage):
                continue
            one = found.setdefault(fold(words), Candidate(fold(words)))
            one.seen += 1
            one.spellings[_spelling(run[start - 1 : end - 1], usage)] += 1
            one.texts.add(number)
            one.whole += edged[start - 1] in _OPENS and _ends_at(words, edged[end])


def _ends_at(words: Sequence[str], after: str) -> bool:
    gerund = len(words) > 1 and words[-1].endswith("ing")
    return after in (_CLOSES_A_GERUND if gerund else _CLOSES)


def _spelling(words: Sequence[Word], usage: Usage) -> tuple[str, ...]:
    """Out: as written where one of the words is a name ("Claude Code"), else without a title's capitals."""
    usual = tuple(usage.shown(word.lower) for word in words)
    written = tuple(word.shown for word in words)
    titled = all(word[0].isupper() for word in written)
    return written if titled and any(usage.is_name(word.lower) for word in words) else usual


def fold(words: Sequence[str]) -> str:
    """Out: a key that the singular and the plural share, and the spellings with and without a hyphen."""
    return " ".join([*words[:-1], singular(words[-1])]).replace("-", " ")


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _is_plural(words: Sequence[str]) -> bool:
    return singular(words[-1]) != words[-1]


def _can_name(words: tuple[str, ...], usage: Usage) -> bool:
    links = [place for place, word in enumerate(words) if word in english.BETWEEN]
    if not links:
        return can_stand(words, usage)
    if len(links) > 1 or words[links[0]] not in LINKS:
        return False
    left, right = words[: links[0]], words[links[0] + 1 :]
    if left and left[-1] in english.MEASURES:
        return False
    return bool(left) and bool(right) and can_stand(left, usage) and can_stand(right, usage)


def can_stand(words: tuple[str, ...], usage: Usage) -> bool:
    *before, head = words
    if not usage.noun_like(head) or (head in english.VAGUE_NOUNS):
        return False
    if any(len(word) < 2 or "'" in word for word in words) or len(set(words)) < len(words):
        return False
    return not any(is_adverb(word) or (usage.verb_like(word) and not qualifies(word)) for word in before)
