"""In: texts. Out: how their words are used and cased, read off the words beside them. Pure.

There is no tagger here. Whether a word serves as a noun or as a verb shows in its company in the same texts
("the X", "X of", against "to X", "they X", "X the"), after closed lists and endings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from curation.writing import english

EDGE = ""
PLURAL_APPEAL = 3

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|^\s*\w[\w.' ]{0,30}:(?=\s)|<[^>]+>|`[^`]*`", re.MULTILINE)
_SPEAKER = re.compile(r"^\s*((?:[A-Z][\w'.-]* ){1,3}[A-Z][\w'.-]*):\s", re.MULTILINE)
_NEW_LINE = re.compile(r"\n\s*(?=[A-Z])")
_PIECE = re.compile(r"[^\W\d_][\w]*(?:[.’'\-/&][\w]+)*|[^\s\w]+|\d[\w.,%]*|_+")
_STARTERS = frozenset('.!?:"“([-–—*•…#>|/')
_POSSESSIVE = re.compile(r"'s?$")

_FULL_AUXILIARIES = english.AUXILIARIES - english.HAVE_AND_BE
_MAY_OPEN_EITHER = frozenset({"what", "which", "that"})
_BEFORE_VERB = (_FULL_AUXILIARIES | english.SUBJECTS | {"to", "not", "never", "always", "just"}) - _MAY_OPEN_EITHER
_BEFORE_NOUN = english.ARTICLES | {"no", "every", "each", "these", "those", "of", "with", "for"}
_AFTER_NOUN = frozenset({"of", "is", "are", "was", "were", "has"})
_BEFORE_HEAD = english.ARTICLES | english.DETERMINERS | english.PREPOSITIONS
_AFTER_HEAD = english.BETWEEN | {EDGE}
_ALONE = 0.2
_AFTER_VERB = english.PRONOUNS | english.ARTICLES | {"this", "these", "those"}

_ADVERB = re.compile(r"\w{2,}ly$")
_PAST = re.compile(r"\w{2,}[^e]ed$")
_ADJECTIVE = re.compile(r"\w{2,}(?:ous|ful|less|able|ible|ish|ic|ical|ive|ual)$")
_NOUN = re.compile(
    r"\w{2,}(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|ist|hood|dom|ology|graphy|ware|tions|sions|ments|"
    r"ities|ances|ences|ists|age|ages|ture|tures|ics|ure|ures|ives|ation|cy|cies|logy)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    lower: str
    shown: str
    starts: bool = False


class Usage:
    """How the words of a corpus are used and cased, in whatever order its texts come."""

    def __init__(self, texts: Sequence[str]) -> None:
        corpus = [run for text in texts for run in runs(text)]
        self._noun: Counter[str] = Counter()
        self._verb: Counter[str] = Counter()
        self._head: Counter[str] = Counter()
        self._speech: Counter[str] = Counter()
        self._shown: dict[str, Counter[str]] = {}
        self._speakers = {name for text in texts for name in _speakers(text)}
        self._met = Counter(word.lower for run in corpus for word in run)
        for run in corpus:
            self._learn(run)

    @classmethod
    def of(cls, *texts: Sequence[str]) -> Usage:
        """Kept for the next group of the same corpus: what is in one is the background of the others."""
        return _usage(tuple(sorted(chain(*texts))))

    def noun_like(self, word: str) -> bool:
        """Whether `word` may be the head of a name."""
        if word in english.BETWEEN or word in english.WEAK_ADJECTIVES or _ADVERB.match(word):
            return False
        return self._leaning(word) > 0

    def verb_like(self, word: str) -> bool:
        if word in english.BETWEEN:
            return False
        return self._leaning(word) < 0

    def names_alone(self, word: str) -> bool:
        """Whether `word` serves as a noun by itself: "golden" and "overdue" lean on one."""
        proper = self.shown(word) != word
        return proper or bool(_NOUN.match(word)) or self._plurals(word) or self._head[word] >= _ALONE * self._met[word]

    def shown(self, word: str) -> str:
        """The word as its texts write it inside a sentence: lower, or cased as a name or an acronym."""
        forms = self._shown.get(word)
        if forms is None:
            return word
        return max(sorted(forms), key=lambda form: (forms[form], form == word))

    def plural(self, word: str, readily: int = PLURAL_APPEAL) -> str:
        """The plural of `word` where the texts use it that `readily`, one in so many, else the word."""
        forms = _plurals_of(word) & self._met.keys()
        found = max(sorted(forms), key=lambda form: self._met[form], default=word)
        return found if self._met[found] * readily >= self._met[word] else word

    def known(self, forms: Sequence[str]) -> str:
        """Out: of these forms of a word the one met most, empty where none is."""
        met = max(forms, key=lambda form: self._met[form])
        return met if self._met[met] else ""

    def is_name(self, word: str) -> bool:
        """Written with one capital wherever it stands: a person, a product, a place."""
        shown = self.shown(word)
        return shown[:1].isupper() and shown[1:].islower()

    def is_person(self, word: str) -> bool:
        """A name that speaks."""
        return word in self._speakers or (self.is_name(word) and self._speech[word] > 0)

    def _plurals(self, word: str) -> bool:
        return word.removesuffix("s") in self._met.keys() - {word} or any(
            self._noun[form] for form in _plurals_of(word)
        )

    def _leaning(self, word: str) -> float:
        noun, verb = self._noun[word], self._verb[word]
        prior = _prior(word)
        return noun - 1.5 * verb + prior

    def _learn(self, run: Sequence[Word]) -> None:
        edged = [EDGE, EDGE, *(word.lower for word in run), EDGE]
        for earlier, before, word, after in zip(edged, edged[1:], run, edged[3:], strict=False):
            lower = word.lower
            self._head[lower] += before in _BEFORE_HEAD and after in _AFTER_HEAD
            as_verb = (before in _BEFORE_VERB) + (after in _AFTER_VERB)
            self._verb[lower] += as_verb
            if not as_verb:
                closes = _closes(earlier, before, lower, after)
                self._noun[lower] += (before in _BEFORE_NOUN) + (after in _AFTER_NOUN) + closes
            self._speech[lower] += after in english.SPEECH or before in english.SPEECH
            if not word.starts or (word.shown.isupper() and len(word.shown) > 1):
                self._shown.setdefault(lower, Counter())[word.shown] += 1


@lru_cache(maxsize=2)
def _usage(corpus: tuple[str, ...]) -> Usage:
    return Usage(corpus)


def _closes(earlier: str, before: str, word: str, after: str) -> bool:
    """Whether `word` ends what an article opened one word before: "a tax return in January"."""
    ends = after == EDGE or after in english.PREPOSITIONS or after in english.AUXILIARIES
    opened = earlier in english.ARTICLES and before not in english.BETWEEN
    return opened and ends and not word.endswith(("s", "ed"))


def _plurals_of(word: str) -> set[str]:
    return {word + "s", word + "es", word[:-1] + "ies"}


def _prior(word: str) -> float:
    if word in english.WEAK_VERBS:
        return -2.5
    if _NOUN.match(word):
        return 2.0
    if _PAST.match(word) or _ADJECTIVE.match(word):
        return -1.5
    return 0.5


def _speakers(text: str) -> set[str]:
    """Out: the parts of names of two words or more that stand before a colon, as transcripts put them."""
    return {part.lower() for found in _SPEAKER.findall(text) for part in found.split()}


@lru_cache(maxsize=20_000)
def runs(text: str) -> tuple[tuple[Word, ...], ...]:
    """Out: runs of words that no punctuation, number, address or handle breaks."""
    return tuple(tuple(run) for run in _runs(text) if run)


def _runs(text: str) -> Iterator[list[Word]]:
    run: list[Word] = []
    starts = True
    for piece in _PIECE.findall(_prepared(text)):
        word = Word(*_cased(piece), starts)
        if not piece[0].isalpha() or _is_numeral(word.lower):
            starts = piece[0] in _STARTERS or piece[-1] == "." or (starts and not piece[0].isalpha())
            yield run
            run = []
            continue
        run.append(word)
        starts = False
        if len(word.shown) < len(piece):
            yield run
            run = []
    yield run


def _prepared(text: str) -> str:
    """Out: `text` with a stop for each address, handle, speaker and new line that begins a sentence."""
    return _NEW_LINE.sub(" . ", _NOISE.sub(" . ", text.replace("’", "'")))


def _cased(piece: str) -> tuple[str, str]:
    """Out: the word in lower case and as written, without the possessive ending that some carry."""
    if piece.lower() in english.BETWEEN:
        return piece.lower(), piece
    bare = _POSSESSIVE.sub("", piece)
    return bare.lower(), bare


def _is_numeral(word: str) -> bool:
    return "-" in word and not english.NUMERALS.isdisjoint(word.split("-"))


def is_adverb(word: str) -> bool:
    return bool(_ADVERB.match(word))


def qualifies(word: str) -> bool:
    """Whether its ending tells that the word may stand before a noun, whatever stands around it elsewhere."""
    endings = (_PAST, _ADJECTIVE, _NOUN)
    return word not in english.WEAK_VERBS and any(ending.match(word) for ending in endings)
