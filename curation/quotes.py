"""In: words that are said to stand in a text. Out: where they stand there, and how surely. Pure.

Verified means the same words in the same order. Close means that only spelling, inflection and
small words differ; a changed number, name, "not", quantity or content word is never close.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nlargest
from itertools import accumulate

from curation.claims import is_protected, names, negates
from curation.figures import figures, strangers
from curation.folding import Folded, Token, fold, tokens

Step = tuple[str, int, int, int, int]  # as difflib gives them: kind, span in the quote, span in the text

_NEAR = 0.9
_FEWEST, _MOST_NEAR = 4, 400
_MOST_PAIRS = 200_000
_LIGHT = 0.5  # what a filler put in or left out weighs
_GAP = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|…|\.{3,})\s*")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?:\s|$)|\n")
_FILLERS = """a an the and or of to in on at that this so well um uh er you know like just really very quite
actually basically i mean kind sort simply also then there here oh yeah right okay"""
_SMALL_WORDS = frozenset(_FILLERS.split())
_CONTRAST = re.compile(r"^[^,;—–]{0,200}[,;—–]\s*(?:and |but )?not\s+\w[^,;]*")
_CUT_NUMBER_AHEAD = re.compile(r"[.,:]\d|\s?%|\s(?:percent|per cent|hundred|thousand|million|billion|trillion)\b", re.I)


class Status(StrEnum):
    VERIFIED = "verified"
    CLOSE = "close"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Found:
    """`text[start:end]` holds the quote; `score` is 1 for the same words, at least 0.9 for close ones."""

    start: int
    end: int
    status: Status
    score: float


def find_quote(quote: str, text: str) -> Found | None:
    """Out: the first place where `quote` stands in `text`; if joined by "…", the span of all its parts."""
    return verbatim(quote, text) or _joined(quote, text) or _near(quote, text)


def verbatim(words: str, text: str) -> Found | None:
    """Out: the first place where the very words stand, whatever their type; no part may be left out."""
    return _exact(words, text) or _folded(words, text, 0)


def changed_words(quote: str, text: str) -> list[Token]:
    """Out: where `quote` repeats four fifths of a stretch of `text`, the words of both that differ."""
    wanted, there = tokens(quote), tokens(text)
    if len(wanted) * len(there) > _MOST_PAIRS:
        return []
    for start, end in _windows(wanted, there)[:1]:
        window = there[start:end]
        steps = _inner(_steps(wanted, window))
        same = sum(j - i for kind, i, j, _, _ in steps if kind == "equal")
        spread = steps[-1][4] - steps[0][3] if steps else 0
        if same >= 0.8 * max(len(wanted), spread):
            differing = [step for step in steps if step[0] != "equal"]
            return [token for _, i, j, k, m in differing for token in [*wanted[i:j], *window[k:m]]]
    return []


def _exact(quote: str, text: str) -> Found | None:
    bare = quote.strip()
    if not any(letter.isalnum() for letter in bare):
        return None
    for match in re.finditer(re.escape(bare), text):
        if _whole(text, *match.span()) and not _asked(bare, text, match.end()):
            return Found(*match.span(), Status.VERIFIED, 1.0)
    return None


def _folded(quote: str, text: str, after: int) -> Found | None:
    """The same words in other type, not before character `after` of the text."""
    wanted = _bare(fold(quote).text)
    if not wanted:
        return None
    for start, end in _occurrences(wanted, fold(text)):
        if start >= after and _whole(text, start, end) and not _asked(quote, text, end):
            return Found(start, end, Status.VERIFIED, 1.0)
    return None


def _bare(folded: str) -> str:
    """Out: the quote without the marks that the quoter's own sentence adds."""
    bare = folded.strip(" '.,;:-()[]")
    return bare if any(letter.isalnum() for letter in bare) else ""


def _asked(quote: str, text: str, end: int) -> bool:
    """True where the quote ends as a statement and the text asks."""
    return quote.rstrip(" '\"”’)]").endswith(".") and text[end:].lstrip("'\"”’)")[:1] == "?"


def _occurrences(wanted: str, folded: Folded) -> Iterator[tuple[int, int]]:
    at = folded.text.find(wanted)
    while at >= 0:
        yield folded.span(at, at + len(wanted))
        at = folded.text.find(wanted, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """False where the span cuts a word, a compound or a number: "5" of "1.5", "profit" of "non-profit"."""
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    first, last = text[start], text[end - 1]
    if first.isalnum() and re.search(r"(?:\w|\w[-‐‑])\Z", before):
        return False
    if first.isdigit() and re.search(r"\d[.,:]$|(?<!\w)[-−]$", before):
        return False
    if last.isdigit() and _CUT_NUMBER_AHEAD.match(after):
        return False
    return not (last.isalnum() and re.match(r"\w|[-‐‑]\w|['’](?!s\b)\w", after))


def _joined(quote: str, text: str) -> Found | None:
    """Parts of two words or more in order, an ellipsis between, nothing left out that turns the meaning."""
    parts = [part for part in _GAP.split(quote) if any(letter.isalnum() for letter in part)]
    if len(parts) < 2 or any(len(part.split()) < 2 for part in parts):
        return None
    found: list[Found] = []
    for part in parts:
        place = _folded(part, text, found[-1].end if found else 0)
        if place is None or (found and _turns(text[found[-1].end : place.start])):
            return None
        found.append(place)
    return Found(found[0].start, found[-1].end, Status.VERIFIED, 1.0)


def _turns(gap: str) -> bool:
    """True where words left out of the middle of a sentence hold a "not"."""
    ends = list(_SENTENCE_END.finditer(gap))
    cut = gap if not ends else _CONTRAST.sub("", gap[: ends[0].start()]) + " " + gap[ends[-1].end() :]
    return negates(tokens(cut))


def _near(quote: str, text: str) -> Found | None:
    wanted, there = tokens(quote), tokens(text)
    if not _FEWEST <= len(wanted) <= _MOST_NEAR:
        return None
    protected = {token.start for token in names(quote, wanted)}, {token.start for token in names(text, there)}
    close = (_align(wanted, there[start:end], *protected) for start, end in _windows(wanted, there))
    best = max((found for found in close if found), key=lambda found: found.score, default=None)
    if best is None or best.score < _NEAR or not _whole(text, best.start, best.end) or _asked(quote, text, best.end):
        return None
    span = text[best.start - 1 if best.start else 0 : best.end]
    other = next(strangers(figures(wanted, quote), figures(tokens(span), span)), None)
    return None if other else best


def _windows(wanted: Sequence[Token], there: Sequence[Token]) -> list[tuple[int, int]]:
    """Out: up to three stretches of the text that share most words with the quote."""
    size, slack = len(wanted), 2 + len(wanted) // 10
    vocabulary = Counter(token.text for token in wanted)
    shared = [token.text in vocabulary for token in there]
    sums = [0, *accumulate(shared)]
    starts = range(max(1, len(there) - size + 1))
    best = nlargest(3, ((sums[min(at + size, len(there))] - sums[at], -at) for at in starts))
    return [(max(0, at - slack), at + size + slack) for at in (-place for _, place in best)]


def _align(
    wanted: Sequence[Token], window: Sequence[Token], quoted_names: set[int], text_names: set[int]
) -> Found | None:
    steps = _inner(_steps(wanted, window))
    if not steps:
        return None
    agreed, touched = 0.0, 0.0
    for kind, i, j, k, m in steps:
        left, right = wanted[i:j], window[k:m]
        if kind == "equal":
            agreed += 2 * (j - i)
        elif _spelling(left, right, quoted_names, text_names):
            agreed += 1.6 * (j - i)
        elif not _small([*left, *right]):
            return None
        touched += ((j - i) + (m - k)) * (_LIGHT if kind in {"insert", "delete"} else 1)
    first, last = window[steps[0][3]], window[steps[-1][4] - 1]
    return Found(first.start, last.end, Status.CLOSE, round(min(1.0, agreed / touched), 3))


def _steps(wanted: Sequence[Token], window: Sequence[Token]) -> list[Step]:
    left, right = [token.text for token in wanted], [token.text for token in window]
    return list(SequenceMatcher(None, left, right, autojunk=False).get_opcodes())


def _inner(steps: list[Step]) -> list[Step]:
    """Leaves off the words of the window before the quote's first and after its last."""
    while steps and steps[0][0] == "insert":
        steps = steps[1:]
    while steps and steps[-1][0] == "insert":
        steps = steps[:-1]
    return steps if steps and steps[-1][4] > steps[0][3] else []


def _small(words: Sequence[Token]) -> bool:
    return all(token.text in _SMALL_WORDS and not is_protected(token) for token in words)


def _spelling(left: Sequence[Token], right: Sequence[Token], quoted_names: set[int], text_names: set[int]) -> bool:
    """True for the same words spelt or inflected in another way, none of them a name, number or "not"."""
    if {" ".join(token.text for token in side) for side in (left, right)} == {"its", "it is"}:
        return True
    if len(left) != len(right):
        return False
    return (
        all(a.text == b.text or _variant(a, b) for a, b in zip(left, right, strict=True))
        and not any(t.start in quoted_names for t in left)
        and not any(t.start in text_names for t in right)
    )


def _variant(a: Token, b: Token) -> bool:
    if min(len(a.text), len(b.text)) < 4 or a.text[:2] != b.text[:2] or is_protected(a) or is_protected(b):
        return False
    if any(letter.isdigit() or letter == "_" for letter in a.text + b.text):
        return False
    swapped = sorted(a.text) == sorted(b.text)
    return swapped or SequenceMatcher(None, a.text, b.text, autojunk=False).ratio() > 0.8
