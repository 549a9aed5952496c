"""In: the lines of a text without layout. Out: the same lines with what can be seen in each. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Embedder, Vectors
from ingest.readers.speech import Mark, mark_of

_WORD = re.compile(r"[^\W\d_][\w’'-]+|\d[\d,.]*\w*")
_SUFFIX = re.compile(r"(?:['’]s?|ization|isation|ations?|ically|ments?|ings?|edly|ed|ies|es|s|ly)$")
_REPLY = re.compile(r"(?:RT\s+)?(?:\.?@\w{2,30}:?[\s,]+)+|RT @\w+")
_ITEM = re.compile(r"(?:[-*•·–>→✅☑✔👉]|\(?\d{1,2}[.):]|[a-z][.)])\s*(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,2})(?:\s*/\s*(?:\d{1,2}|n|x)?(?=\W|$)|[.):](?=\s))")
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.{3})\s*[\])]?")
_PREFIX = re.compile(r"([^\W\d_][\w'’.]*(?: [^\W\d_][\w'’]*)?):\s+\S")
URL = re.compile(r"https?://\S+")
_ENDS = re.compile(r"(?:[.!?…。][\"'”’»)\]*_]*|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?)$")
_QUOTED = re.compile(r"[“„\"‘«].*[”“\"’»][.,]?$", re.DOTALL)
_STRANGERS_SEEN = 4_000
_STRANGERS_APART = 8
_STOP_WORDS_TEXT = (
    "a about above after again all also am an and any are as at be because been before being below "
    "between both but by can cannot could did do does doing done down during each even ever every few for "
    "from further get gets got had has have having he her here hers him his how i if in into is it its "
    "itself just know let like lot made make makes many may me might more most much must my myself never "
    "new no nor not now of off on once one only or other our out over own people put really said same say "
    "says see she should so some still such than that the their them then there these they thing things "
    "think this those though through time to too two under until up us use used using very want was way "
    "we well were what when where which while who whom why will with would year years yes yet you your "
    "yours i'm it's don't i've that's they're we're you're can't didn't isn't"
)
STOP_WORDS = frozenset(_STOP_WORDS_TEXT.split())


@dataclass(frozen=True)
class Line:
    """One line that is not empty. `number` is its index in the file, blank lines included."""

    number: int
    text: str
    after_blank: bool

    @cached_property
    def mark(self) -> Mark | None:
        return mark_of(self.text)

    @cached_property
    def prefix(self) -> str:
        """`me` of `me: what?`; empty when the line has no such beginning."""
        match = _PREFIX.match(self.text)
        return match[1] if match else ""

    @cached_property
    def stems(self) -> frozenset[str]:
        words = (word.replace("’", "'") for word in _WORD.findall(URL.sub(" ", self.text).lower()))
        return frozenset(_stem(word) for word in words if word not in STOP_WORDS and len(word) > 2)

    @cached_property
    def length(self) -> int:
        return len(self.text.split())

    @cached_property
    def is_reply(self) -> bool:
        return bool(_REPLY.match(self.text))

    @cached_property
    def is_item(self) -> bool:
        return bool(_ITEM.match(self.text)) and not self.is_ellipsis

    @cached_property
    def ordinal(self) -> int | None:
        """The place of this line in a numbered thread or list."""
        match = _NUMBERED.match(self.text)
        return int(match[1]) if match else None

    @cached_property
    def is_ellipsis(self) -> bool:
        return bool(_ELLIPSIS.fullmatch(self.text))

    @cached_property
    def is_said(self) -> bool:
        """All of it stands between quotation marks."""
        return bool(_QUOTED.match(self.text))

    @cached_property
    def is_quoted(self) -> bool:
        return self.is_said and self.length > 2

    @cached_property
    def is_low(self) -> bool:
        """Opens with a small letter, and not as an address does."""
        return self.text[:1].islower() and not URL.match(self.text)

    @cached_property
    def is_finished(self) -> bool:
        return bool(_ENDS.search(self.text)) or bool(URL.search(self.text[-60:]))

    @cached_property
    def is_stamped(self) -> bool:
        return self.mark is not None and self.mark.start_ms is not None

    @cached_property
    def looks_like_title(self) -> bool:
        """Short, unfinished, opening with a capital, and no turn, item, quotation or reply."""
        if self.length > 16 or self.is_item or self.is_reply:
            return False
        if self.mark and self.mark.shape != "inline":
            return False
        if self.mark and self.mark.text[:1].islower():
            return False
        ends = self.text[-1:]
        return (self.text[:1].isupper() or self.text[:1].isdigit()) and (ends.isalnum() or ends in ")?”’'\"")


@dataclass(frozen=True)
class Book:
    """All lines with what only the whole can tell: rare words, and vectors where there is an embedder."""

    lines: tuple[Line, ...]
    embedder: Embedder | None = None

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Inverse document frequency over lines, 1 for a word of one line in fifty or rarer."""
        counts = Counter(stem for line in self.lines for stem in line.stems)
        total = max(50, len(self.lines))
        return {stem: min(1.0, log(total / count) / log(50)) for stem, count in counts.items()}

    @cached_property
    def vectors(self) -> Vectors | None:
        if self.embedder is None or not self.lines:
            return None
        return np.asarray(self.embedder.embed([line.text[:1_000] for line in self.lines]), dtype=np.float32)

    @cached_property
    def strangers(self) -> tuple[float, float]:
        """Mean and deviation of the cosine of two lines of this book that stand apart, from a sample."""
        count = len(self.lines)
        if self.vectors is None or count < 3:
            return 0.0, 1.0
        apart = min(_STRANGERS_APART, count // 2)
        chance = np.random.default_rng(count)
        first = chance.integers(0, count - apart, _STRANGERS_SEEN)
        second = chance.integers(first + apart, count)
        cosines = np.einsum("ij,ij->i", self.vectors[first], self.vectors[second])
        return float(cosines.mean()), max(0.05, float(cosines.std()))

    def nearness(self, at: int, start: int, end: int) -> NDArray[np.float32]:
        """Cosine of one line with lines from `start` to `end`, in deviations above what strangers have."""
        if self.vectors is None:
            return np.zeros(end - start, np.float32)
        mean, deviation = self.strangers
        return np.asarray((self.vectors[start:end] @ self.vectors[at] - mean) / deviation, np.float32)

    @cached_property
    def _places(self) -> dict[str, NDArray[np.int64]]:
        found = defaultdict(list)
        for at, line in enumerate(self.lines):
            for stem in line.stems:
                found[stem].append(at)
        return {stem: np.array(places) for stem, places in found.items() if len(places) > 1}

    def affinities(self, at: int, start: int, end: int) -> NDArray[np.float32]:
        """Rare words that one line shares with lines from `start` to `end`, over what it could share: 0 to 1."""
        both = np.zeros(end - start, np.float32)
        for stem in self.lines[at].stems & self._places.keys():
            places = self._places[stem]
            first, last = places.searchsorted((start, end))
            both[places[first:last] - start] += self.rarity[stem]
        sizes = self._sizes[start:end] * self._sizes[at]
        return np.asarray(both / np.sqrt(np.maximum(1, sizes)), np.float32)

    @cached_property
    def blank_share(self) -> float:
        """How many lines have a blank one above them."""
        return sum(line.after_blank for line in self.lines[1:]) / max(1, len(self.lines) - 1)

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return np.array([len(line.stems) for line in self.lines])

    @cached_property
    def _named(self) -> dict["Naming", tuple[str, ...]]:
        return {}

    def named(self, naming: "Naming") -> tuple[str, ...]:
        """For every line, the name that is found for it; looked for once."""
        if naming not in self._named:
            self._named[naming] = tuple(naming(self, at) for at in range(len(self.lines)))
        return self._named[naming]

    @cached_property
    def _marked(self) -> dict["Test", NDArray[np.bool_]]:
        return {}

    def marked(self, test: "Test") -> NDArray[np.bool_]:
        """For every line, whether it is what the test asks for; asked once."""
        if test not in self._marked:
            self._marked[test] = np.array([test(self, at) for at in range(len(self.lines))], bool)
        return self._marked[test]


Test = Callable[[Book, int], bool]
Naming = Callable[[Book, int], str]


def book_of(text: str, embedder: Embedder | None = None) -> Book:
    rows = text.split("\n")
    lines = [
        Line(number, row.strip(), number > 0 and not rows[number - 1].strip())
        for number, row in enumerate(rows)
        if row.strip()
    ]
    return Book(tuple(lines), embedder)


def _stem(word: str) -> str:
    short = _SUFFIX.sub("", word)
    return short if len(short) > 2 else word
