"""In: texts. Out: the runs of words in them that can stand as a name. Pure.

There is no tagger here. Whether a word is used as a noun or as a verb is read off the words that stand beside
it in the same texts ("the X", "X of", against "to X", "they X", "X the"), after closed lists and endings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from curation.writing import english

LONGEST = 4
LINKS = frozenset({"of", "for", "and", "in", "without", "before", "after", "versus", "vs"})
EDGE = ""

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|^\s*\w[\w.' ]{0,30}:(?=\s)|<[^>]+>|`[^`]*`", re.MULTILINE)
_PIECE = re.compile(r"[^\W\d_][\w]*(?:[.’'\-/&][\w]+)*|[^\s\w]+|\d[\w.,%]*|_+")
_STARTERS = frozenset('.!?:"“([-–—*•…')
_POSSESSIVE = re.compile(r"'s?$")

# What stands before and after a noun phrase, and what stands before and after a verb.
_OPENS = english.DETERMINERS | english.PREPOSITIONS | {"and", "or", "vs", "versus", EDGE}
_CLOSES = (english.PREPOSITIONS | english.AUXILIARIES | english.CONJUNCTIONS | {EDGE}) - {"not"}
_BEFORE_VERB = (
    english.AUXILIARIES - {"is", "are", "was", "were", "be", "been", "have", "has", "had", "am"}
) | frozenset("i you he she it we they who to not never always just what which that".split())
_BEFORE_NOUN = frozenset("the a an my your his her its our their no every each these those of with for".split())
_AFTER_NOUN = frozenset("of is are was were has".split())
_AFTER_VERB = english.PRONOUNS | frozenset("the a an my your his her its our their this these those".split())

_ADVERB = re.compile(r"\w{2,}ly$")
_PAST = re.compile(r"\w{2,}[^e]ed$")
_ADJECTIVE = re.compile(r"\w{2,}(?:ous|ful|less|able|ible|ish|ic|ical|ary|ive|ual|ial|ern|est|ying|ored)$")
_NOUN = re.compile(
    r"\w{2,}(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|ist|hood|dom|ology|graphy|ware|tions|sions|ments|"
    r"ities|ances|ences|ists|age|ages|ture|tures|ics|ure|ures|ives|ation|cy|cies|logy)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    lower: str
    shown: str
    starts: bool = False


@dataclass
class Candidate:
    """A run of words in all its spellings.

    `texts` are the numbers of the texts that hold it, `whole` how often it stood as a whole of `seen`.
    """

    key: str
    spellings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    texts: set[int] = field(default_factory=set)
    seen: int = 0
    whole: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The spelling met most."""
        return max(sorted(self.spellings), key=self.spellings.__getitem__)


class Lexicon:
    """How the words of a corpus are used and cased."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.runs = [runs(text) for text in texts]
        self._noun: Counter[str] = Counter()
        self._verb: Counter[str] = Counter()
        self._speech: Counter[str] = Counter()
        self._shown: dict[str, Counter[str]] = {}
        for run in (run for text in self.runs for run in text):
            self._learn(run)

    def noun_like(self, word: str) -> bool:
        """Whether `word` may be the head of a name."""
        if word in english.BETWEEN or word in english.WEAK_ADJECTIVES or _ADVERB.match(word):
            return False
        return self._leaning(word) > 0

    def verb_like(self, word: str) -> bool:
        if word in english.BETWEEN:
            return False
        return self._leaning(word) < 0

    def shown(self, word: str) -> str:
        """The word as its texts write it inside a sentence: lower, or cased as a name or an acronym."""
        forms = self._shown.get(word)
        if forms is None:
            return word
        return max(sorted(forms), key=lambda form: (forms[form], form == word))

    def is_name(self, word: str) -> bool:
        """Written with one capital wherever it stands: a person, a product, a place."""
        shown = self.shown(word)
        return shown[:1].isupper() and shown[1:].islower()

    def is_person(self, word: str) -> bool:
        """A name that speaks."""
        return self.is_name(word) and self._speech[word] > 0

    def _leaning(self, word: str) -> float:
        noun, verb = self._noun[word], self._verb[word]
        prior = _prior(word)
        return noun - 1.5 * verb + prior

    def _learn(self, run: Sequence[Word]) -> None:
        edged = [EDGE, *(word.lower for word in run), EDGE]
        for before, word, after in zip(edged, run, edged[2:], strict=False):
            lower = word.lower
            as_verb = (before in _BEFORE_VERB) + (after in _AFTER_VERB)
            self._verb[lower] += as_verb
            if not as_verb:
                self._noun[lower] += (before in _BEFORE_NOUN) + (after in _AFTER_NOUN)
            self._speech[lower] += after in english.SPEECH
            if not word.starts or (word.shown.isupper() and len(word.shown) > 1):
                self._shown.setdefault(lower, Counter())[word.shown] += 1


def _prior(word: str) -> float:
    if word in english.WEAK_VERBS:
        return -2.5
    if _NOUN.match(word):
        return 2.0
    if _PAST.match(word) or _ADJECTIVE.match(word):
        return -1.5
    return 0.5


@lru_cache(maxsize=20_000)
def runs(text: str) -> tuple[tuple[Word, ...], ...]:
    """Out: runs of words that no punctuation, number, address or handle breaks."""
    return tuple(tuple(run) for run in _runs(text) if run)


def _runs(text: str) -> Iterator[list[Word]]:
    run: list[Word] = []
    starts = True
    for piece in _PIECE.findall(_NOISE.sub(" . ", text.replace("’", "'"))):
        word = Word(*_cased(piece), starts)
        if not piece[0].isalpha() or _is_numeral(word.lower):
            starts = piece[0] in _STARTERS or (starts and not piece[0].isalpha())
            yield run
            run = []
            continue
        run.append(word)
        starts = False
        if len(word.shown) < len(piece):
            yield run
            run = []
    yield run


def _cased(piece: str) -> tuple[str, str]:
    """Out: the word in lower case and as written, without the possessive ending that some carry."""
    if piece.lower() in english.BETWEEN:
        return piece.lower(), piece
    bare = _POSSESSIVE.sub("", piece)
    return bare.lower(), bare


def _is_numeral(word: str) -> bool:
    return "-" in word and all(part in english.FILLERS for part in word.split("-"))


@lru_cache(maxsize=20_000)
def keys(text: str) -> frozenset[str]:
    """Out: the folded key of every run of up to four words in `text`, candidates or not."""
    found = set()
    for run in runs(text):
        words = [word.lower for word in run]
        for start in range(len(words)):
            found.update(fold(words[start:end]) for end in range(start + 1, min(start + LONGEST, len(words)) + 1))
    return frozenset(found)


def candidates(lexicon: Lexicon, texts: Iterable[int]) -> dict[str, Candidate]:
    """Out: by key, what may name something in the texts of `lexicon` with the numbers given."""
    found: dict[str, Candidate] = {}
    for number in texts:
        for run in lexicon.runs[number]:
            _gather(found, lexicon, number, run)
    return found


def _gather(found: dict[str, Candidate], lexicon: Lexicon, number: int, run: Sequence[Word]) -> None:
    edged = [EDGE, *(word.lower for word in run), EDGE]
    for start in range(1, len(edged) - 1):
        for end in range(start + 1, min(start + LONGEST, len(edged) - 1) + 1):
            words = tuple(edged[start:end])
            if not _can_name(words, lexicon):
                continue
            one = found.setdefault(fold(words), Candidate(fold(words)))
            one.seen += 1
            one.spellings[words] += 1
            one.texts.add(number)
            one.whole += edged[start - 1] in _OPENS and edged[end] in _CLOSES


def fold(words: Sequence[str]) -> str:
    """Out: a key that the singular and the plural share, and the spellings with and without a hyphen."""
    return " ".join([*words[:-1], singular(words[-1])]).replace("-", " ")


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _can_name(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    links = [place for place, word in enumerate(words) if word in english.BETWEEN]
    if not links:
        return _can_stand(words, lexicon)
    if len(links) > 1 or words[links[0]] not in LINKS:
        return False
    left, right = words[: links[0]], words[links[0] + 1 :]
    return bool(left) and bool(right) and _can_stand(left, lexicon) and _can_stand(right, lexicon)


def _can_stand(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    *before, head = words
    if not lexicon.noun_like(head) or (head in english.VAGUE_NOUNS):
        return False
    if any(len(word) < 2 or "'" in word for word in words) or len(set(words)) < len(words):
        return False
    return not any(lexicon.verb_like(word) and not _qualifies(word) or _ADVERB.match(word) for word in before)


def _qualifies(word: str) -> bool:
    """An adjective or a participle, which may stand before a noun though not be one."""
    if word in english.WEAK_VERBS:
        return False
    return bool(_PAST.match(word) or _ADJECTIVE.match(word))
