"""In: a text. Out: the text with what only print varies folded away, and the way back to its spans.

Pure. Two texts that fold alike say the same thing in other type: case, quotation marks, dashes,
white space, ligatures and widths differ, no word does. Nor does it matter what no reader sees, or what a prompt
breaks up so that it marks nothing there: a writer was not shown it as it stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from curation.writing.fencing import BROKEN
from curation.writing.unseen import is_unseen

_QUOTES = dict.fromkeys("'\"`´‘’‚‛“”„‟«»‹›′″", "'")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹘", "-")
_MARK = {**_QUOTES, **_DASHES}
# a dash loses the space around it, but a minus keeps its number apart from the word before
_SPACED_DASH = re.compile(r" ?-+ (?!\d)| -+ (?=\d)| -+(?=[^\d -])|--+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*[\d]*|\w+")


@dataclass(frozen=True)
class Folded:
    """`text` folded; character i of it came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Out: the span in the original of `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Token:
    """A word as folded, its span in the original, and the word as it stands there."""

    text: str
    start: int
    end: int
    surface: str


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Fold by Unicode NFKC, case, quotation marks, dashes and white space."""
    if text.isascii():
        return _tighten([(_ASCII[ord(mark)], at, at + 1) for at, mark in enumerate(text)])
    pieces = [(mark, start, end) for start, end in _clusters(text) for mark in _fold_cluster(text[start:end])]
    return _tighten(pieces)


def tokens(text: str) -> list[Token]:
    """Out: the words of a text in order; "don't", "cannot" and "we'll" give two, so that a "not" is always its own."""
    return list(_tokens(text))


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[Token, ...]:
    folded = fold(text)
    found = []
    for match in _WORD.finditer(folded.text):
        start, end = folded.span(*match.span())
        ahead = _WORD.match(folded.text, match.end() + 1)
        parts = _expanded(match.group(), ahead.group() if ahead else "")
        found += [Token(part, start, end, text[start:end]) for part in parts]
    return tuple(found)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Out: spans of one base character with the combining marks after it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield start, index
            start = index


def _fold_cluster(cluster: str) -> str:
    if cluster in _MARK:
        return _MARK[cluster]
    if cluster.isspace():
        return " "
    if is_unseen(cluster[0]):
        return ""
    # NFKC would make 105 of 10⁵, and a number must stay what it is
    return cluster if unicodedata.category(cluster[0]) == "No" else unicodedata.normalize("NFKC", cluster).casefold()


_ASCII = [_fold_cluster(chr(code)) for code in range(128)]


def _tighten(pieces: list[tuple[str, int, int]]) -> Folded:
    kept: list[tuple[str, int, int]] = []
    for piece in pieces:
        if not (piece[0] == " " and (not kept or kept[-1][0] == " ")):
            kept.append(piece)
    text = "".join(mark for mark, _, _ in kept)
    for match in reversed(list(_SPACED_DASH.finditer(text))):
        start, end = match.span()
        kept[start:end] = [("-", kept[start][1], kept[end - 1][2])]
    for match in reversed(list(BROKEN.finditer("".join(mark for mark, _, _ in kept)))):
        del kept[match.start()]
    while kept and kept[-1][0] == " ":
        kept.pop()
    return Folded(
        "".join(mark for mark, _, _ in kept),
        tuple(start for _, start, _ in kept),
        tuple(end for _, _, end in kept),
    )


_CONTRACTED = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "cannot": ("can", "not"),
}


_CLITICS = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am"}
_PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "what", "here", "where"])


def _expanded(word: str, ahead: str) -> tuple[str, ...]:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    if word.endswith("n't") and len(word) > 3:
        return word[:-3], "not"
    bare, mark, _ = word.partition("'")
    if not mark or bare not in _PRONOUNS:
        return (word,)
    ending = word[len(bare) :]
    if ending == "'d":
        return bare, "had" if ahead == "better" or ahead.endswith("ed") else "would"
    full = "is" if ending == "'s" else _CLITICS.get(ending)
    return (bare, full) if full else (word,)
