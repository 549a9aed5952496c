"""In: a line as seen from the starts above it. Out: signs by who speaks, and when. Pure.

Scenes (`Name: words`, with a setting above and asides among them), interviews, and talks with time stamps
(`Name 00:12:34`), whose times follow each other.
"""

import re

import numpy as np

from ingest.readers.book import Book
from ingest.readers.speech import Mark
from ingest.readers.view import Floats, Signs, View

_GAP_MS = 15 * 60_000
_SOON, _LATER = 4, 12
_NEIGHBOURS = 3
_BRIEF = 30


def named_turns(view: View) -> Signs:
    speaker, above = speaker_of(view.book, view.at), view.latest(_is_spoken)
    if speaker:
        yield from _a_turn(view, speaker, view.holding(above))
    else:
        yield from _no_turn(view, above)


def _no_turn(view: View, above: int | None) -> Signs:
    yield "sets_scene", float(_sets_scene(view.book, view.at))
    if above is None:
        return
    soon, later = _coming(view, _SOON), _coming(view, _LATER)
    yield "between_turns", view.holding(soon)
    yield "between_far_turns", view.holding(later) - view.holding(soon)
    over = view.holding(above) - view.holding(later)
    yield "after_turns", over
    yield "brief_after_turns", over * float(view.line.length <= _BRIEF)


def _a_turn(view: View, speaker: str, heard: Floats) -> Signs:
    again = view.holding(_place_of(view, speaker))
    answer = float(bool(speaker_of(view.book, view.at - 1)))
    yield "speaks_again", again
    yield "answers", (1 - again) * heard * answer
    yield "joins_in", (1 - again) * heard * (1 - answer)
    set_above = float(_sets_scene(view.book, view.at - 1))
    yield "first_turn", (1 - heard) * (1 - set_above)
    yield "first_turn_in_scene", (1 - heard) * set_above


def stamped_turns(view: View) -> Signs:
    above = view.latest(_is_stamped)
    earlier = view.book.lines[above].mark if above is not None else None
    if _is_stamped(view.book, view.at):
        same = view.holding(above) * float(_same_talk(earlier, view.line.mark))
        yield "later_in_talk", same
        yield "talk_begins", 1 - same
    elif above is not None:
        yield "below_stamp", float(above == view.at - 1 and earlier is not None and earlier.alone)
        yield from _under_talk(view, view.holding(above), float(_same_talk(earlier, _next_stamp(view))))


def _under_talk(view: View, heard: Floats, same: float) -> Signs:
    """Words between two turns of one talk, or after its last."""
    yield "within_talk", heard * same
    yield "after_talk", heard * (1 - same)
    yield "brief_after_talk", heard * (1 - same) * float(view.line.length <= _BRIEF)


def speaker_of(book: Book, at: int) -> str:
    """Who says this line; empty for nobody."""
    return book.named(_speaker)[at]


def _speaker(book: Book, at: int) -> str:
    """Who says this line: a name before a colon, or any word there that comes again as one, nearby."""
    line = book.lines[at]
    if line.is_reply or line.is_stamped:
        return ""
    if line.mark and line.mark.shape in {"inline", "bold"}:
        return "" if line.looks_like_title and not _is_answered(book, at) else line.mark.speaker
    return line.prefix if line.prefix and _is_answered(book, at) else ""


def _is_answered(book: Book, at: int) -> bool:
    """Whether the lines around open with a name and a colon too, this one or another."""
    around = (place for place in range(at - _NEIGHBOURS, at + _NEIGHBOURS + 1) if place != at)
    return any(book.lines[place].prefix for place in around if 0 <= place < len(book.lines))


def _is_spoken(book: Book, at: int) -> bool:
    return bool(speaker_of(book, at))


def _is_stamped(book: Book, at: int) -> bool:
    line = book.lines[at]
    return line.is_stamped and line.mark is not None and bool(line.mark.speaker)


def _place_of(view: View, speaker: str) -> int | None:
    """The last line above that this speaker says."""
    places = np.flatnonzero(view.book.marked(_is_spoken)[view.first : view.at])[::-1] + view.first
    return next((int(place) for place in places if speaker_of(view.book, int(place)) == speaker), None)


def _coming(view: View, reach: int) -> int | None:
    """The nearest line above by somebody who speaks again soon after this one."""
    after = range(view.at + 1, min(len(view.book.lines), view.at + 1 + reach))
    names = {speaker_of(view.book, place) for place in after} - {""}
    return max((place for name in names if (place := _place_of(view, name)) is not None), default=None)


def _sets_scene(book: Book, at: int) -> bool:
    """A line that is nobody's, naming one of those who speak right after it, whom nobody heard before."""
    if _is_spoken(book, at) or book.lines[at].is_reply:
        return False
    after, earlier = _cast(book, at + 1, at + 4), _cast(book, at - 6, at)
    words = set(re.findall(r"\w{3,}", book.lines[at].text.lower()))
    return any(set(name.lower().split()) & words for name in after - earlier)


def _cast(book: Book, start: int, end: int) -> set[str]:
    return {speaker_of(book, at) for at in range(max(0, start), min(end, len(book.lines)))} - {""}


def _next_stamp(view: View) -> Mark | None:
    after = range(view.at + 1, min(len(view.book.lines), view.at + _LATER))
    return next((view.book.lines[place].mark for place in after if _is_stamped(view.book, place)), None)


def _same_talk(earlier: Mark | None, later: Mark | None) -> bool:
    if not earlier or not later or earlier.start_ms is None or later.start_ms is None:
        return False
    return 0 <= later.start_ms - earlier.start_ms <= _GAP_MS
