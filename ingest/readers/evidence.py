"""In: a line as seen from the starts above it. Out: signs that it goes on with their entry, or does not. Pure.

Layout, wording, voice, shared words and meaning; who speaks stands in `exchanges.py`, what a keeper of links
and quotations does in `keeping.py`. No sign knows a subject: the words in `function_words.py` are grammar's.
"""

import re
from math import log

import numpy as np

from ingest.readers.book import Book
from ingest.readers.function_words import opening_class, says_i, speaks_of_somebody
from ingest.readers.view import Signs, View

_OPEN_END = re.compile(r"(?:[:,;—–]|\\)$")
_OPENED, _CLOSED = re.compile("[“„«]"), re.compile("[”»]")
_TAGS_ONLY = re.compile(r"(?:[#@]\w+|[^\w\s]|\s)+")
_FIRST_OF = re.compile(r"\(?1\s*/")
_LONG, _SHORT, _BRIEF = 50, 14, 12
_VOICE = 4
_RECENT = 4
_CHANCE, _STRANGE = 0.03, 1.2


def layout(view: View) -> Signs:
    """Replies, cuts, list items, lead-ins, sentences that are still open, blank lines."""
    last, line = view.last, view.line
    yield "reply", float(line.is_reply)
    yield "after_reply", view.begun_by(_is_reply)
    yield "ellipsis", float(line.is_ellipsis or last.is_ellipsis)
    yield "open_end", float(bool(_OPEN_END.search(last.text)) and not last.is_reply)
    yield from _low(view)
    yield "tags_only", float(bool(_TAGS_ONLY.fullmatch(line.text)) and not line.is_reply)
    yield "open_quotation", float(_is_quoting(view))
    yield "blank_line", line.after_blank - view.book.blank_share if 0 < view.book.blank_share < 1 else 0.0


def _low(view: View) -> Signs:
    """A small letter goes on with an open sentence, or with the manner of somebody who writes like that."""
    if not view.line.is_low:
        return
    heard = view.holding(view.latest(_is_low, 3))
    open_, plain = float(not view.last.is_finished), float(not view.line.prefix)
    yield "low_after_open", open_
    yield "low_again", (1 - open_) * heard * plain


def lists(view: View) -> Signs:
    """Items after items, numbers that are counted on, lines built alike."""
    last, line = view.last, view.line
    counted = _counted_on(view)
    yield "counted_on", view.holding(counted)
    yield "counts_anew", float(bool(_FIRST_OF.match(line.text)))
    yield "item_after_item", float(line.is_item and last.is_item)
    yield "first_item", float(line.is_item and not last.is_item)
    yield "after_items", float(last.is_item and not line.is_item)


def lengths(view: View) -> Signs:
    last, line = view.last.length, view.line.length
    yield "length", log(1 + line) - 3
    yield "length_above", log(1 + last) - 3
    yield "both_very_long", float(min(last, line) >= _LONG)
    yield "both_short", float(max(last, line) <= _SHORT)
    yield "second", view.second


def endings(view: View) -> Signs:
    yield "unfinished", float(not view.line.is_finished)
    yield "asks", float(view.line.text.endswith("?"))


def wording(view: View) -> Signs:
    """The class of function word the line opens with; brief lines that speak of somebody not named."""
    opening = opening_class(view.line.text)
    if opening and opening != "first_person":
        yield opening, 1.0
    brief = view.line.length <= _BRIEF
    yield "of_somebody", float(brief and opening != "pointer" and speaks_of_somebody(view.line.text))


def voice(view: View) -> Signs:
    """Somebody who says 'I' goes on saying 'I'; a line that brings it in is somebody else's."""
    heard = view.holding(view.latest(_says_i, _VOICE))
    if view.book.marked(_says_i)[view.at]:
        yield "same_voice", heard
        yield "new_voice", (1 - heard) * float(opening_class(view.line.text) == "first_person")


def shared_words(view: View) -> Signs:
    """Rare words in common with one of the lines just above or with the entry's first."""
    shared = np.clip(5 * (view.book.affinities(view.at, view.first, view.at) - _CHANCE), 0, 1.4)
    yield "shared", np.maximum(shared, _best_since(shared))


def meaning(view: View) -> Signs:
    """Nearness to one of the last lines or to the entry's first; a short line far away says little."""
    if view.book.vectors is None:
        return
    near = np.clip(view.book.nearness(view.at, view.first, view.at) - _STRANGE, -1.5, 3)
    near = np.where(near > 0, near, near * min(1.0, len(view.line.stems) / 8)).astype(np.float32)
    yield "near", np.maximum(near, _best_since(near))


def _best_since(values: np.ndarray) -> np.ndarray:
    """For each start, the largest of the last few values that do not lie before it."""
    best = np.maximum.accumulate(values[::-1][:_RECENT])
    return np.concatenate([np.full(max(0, len(values) - len(best)), best[-1]), best[::-1]]).astype(np.float32)


def _is_quoting(view: View) -> bool:
    """A curly quotation mark opened in the last two lines and not closed before this one."""
    before = " ".join(line.text for line in view.book.lines[max(0, view.at - 2) : view.at])
    return len(_OPENED.findall(before)) > len(_CLOSED.findall(before))


def _counted_on(view: View) -> int | None:
    """Where `1/` stands for `2/`, the nearest line above that counts one less."""
    ordinal = view.line.ordinal
    if ordinal is None or ordinal < 2:
        return None
    above = range(view.at - 1, view.first - 1, -1)
    return next((place for place in above if view.book.lines[place].ordinal == ordinal - 1), None)


def _is_reply(book: Book, at: int) -> bool:
    return book.lines[at].is_reply


def _is_low(book: Book, at: int) -> bool:
    return book.lines[at].is_low


def _says_i(book: Book, at: int) -> bool:
    return says_i(book.lines[at].text)
