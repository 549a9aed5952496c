"""In: a text. Out: its sentences as spans. Pure; shared by passages, statements and evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_CLOSERS = "\"'”’»)\\]*_"
_OPENERS = "\"'“‘«(\\[*_"
_STOP = re.compile(rf"(?<![.!?…。！？])[.!?…。！？]+[{_CLOSERS}]*(?:\s+|(?<=[。！？]))")
_STARTS = re.compile(rf"[{_OPENERS}¿¡]*(?:[^\W_a-z]|[a-z]+[A-Z])|[{_OPENERS}]*[@#$£€>•–—-]|[{_OPENERS}]*https?://")
_STARTS_LOW = re.compile(rf"[{_OPENERS}]*(?:\w|[#@$£€>•–—-])")
_LOWER_LINE = re.compile(r"\s*(?:[-*•–>]\s*|\d+[.)]\s+)?[a-z]")
# No abbreviation is that long but those named below: what follows begins anew, however it is spelt.
_LONG_WORD = re.compile(r"[a-z]{5}$")
_LAST_WORD = re.compile(r"[\w.&'’-]+$")
# An abbreviation or the number of an item is short.
_LOOKS_BACK = 80
_ITEM_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivx]+)[.)]$")

# Never the last word of a sentence.
_TITLES_TEXT = (
    "mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon sen rep gov pres messrs mme mlle fr vs cf viz "
    "e.g i.e eg ie approx ca fig figs no nos vol pp p ch sec eq ed eds trans esp incl resp dept "
    "equiv assoc transl illus"
)
_TITLES = frozenset(_TITLES_TEXT.split())
# May end one: then only a word that commonly opens a sentence counts as a new start.
_MAYBE_TEXT = (
    "inc ltd co corp llc plc al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri "
    "sat sun a.m p.m am pm u.s u.k u.n e.u d.c b.c a.d ph.d m.d m.sc b.sc ave blvd rd min max hr hrs est"
)
_MAYBE = frozenset(_MAYBE_TEXT.split())
_OPENING_WORDS = re.compile(
    rf"[{_OPENERS}]*(?:The|A|An|This|That|These|Those|It|He|She|They|We|You|I|In|On|At|But|And|So|If|When|For|As|"
    r"There|Here|What|Why|How|Who|Then|Now|Yet|His|Her|Its|Their|Our|My|Not|No|All|Some|Most|Many|One)\b"
)


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Out: sentences in order, trimmed of white space, never empty; `text[s.start:s.end] == s.text`.

    A line end always ends a sentence: readers join wrapped lines before they get here.
    """
    found: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        edges = [line.start(), *_edges(text, line.start(), line.end()), line.end()]
        found.extend(_trimmed(text, start, end) for start, end in pairwise(edges))
    return [sentence for sentence in found if sentence.text]


def _edges(text: str, start: int, end: int) -> Iterator[int]:
    lower = bool(_LOWER_LINE.match(text, start, end))
    begun = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_here(text, begun, stop, lower=lower):
            yield stop.end()
            begun = stop.end()


def _ends_here(text: str, begun: int, stop: re.Match[str], *, lower: bool) -> bool:
    mark = stop[0].strip()
    before = text[max(begun, stop.start() - _LOOKS_BACK) : stop.start()]
    low = (lower and not mark.startswith(("..", "…"))) or (mark == "." and _LONG_WORD.search(before))
    starts = (_STARTS_LOW if low else _STARTS).match(text, stop.end())
    if not starts and text[stop.end() - 1] not in "。！？":
        return bool(re.match(r"[^\w\s]", text[stop.end()])) and text[stop.end()] not in ",;:)]}”’-–—&/+=<.…!?"
    if before.rstrip().endswith(("[", "(")) and mark[0] in ".…":
        return False
    return mark[0] != "." or mark.startswith("..") or not _is_abbreviation(before, text, stop.end())


def _is_abbreviation(before: str, text: str, after: int) -> bool:
    if _ITEM_NUMBER.match(before + "."):
        return True
    last = _LAST_WORD.search(before)
    if not last:
        return False
    word = last[0].strip("'’-").lower()
    if word in {"no", "p", "ca", "ed", "fig", "sec", "ch", "pp", "nos", "figs", "vol", "eq"}:
        return text[after].isdigit()
    if word in _TITLES:
        return True
    if re.fullmatch(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]", last[0]) or word in _MAYBE:
        return last[0] != "I" and not _OPENING_WORDS.match(text, after)
    return False


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    body = piece.strip()
    offset = start + len(piece) - len(piece.lstrip())
    return Sentence(offset, offset + len(body), body)
