"""In: a text without its front matter. Out: which of the shapes people paste it has. Pure."""

import re
from collections import Counter
from enum import StrEnum
from itertools import pairwise

from curation.kinds import Kind
from ingest.readers.book import Book, book_of
from ingest.readers.cues import TIMING
from ingest.readers.header import RULE, headed, heading_of
from ingest.readers.posts_page import counter_line
from ingest.readers.speech import Mark, mark_of

_MANY_TURNS = 12
_SLOWEST_WPM = 5
_URL = re.compile(r"https?://")


class Shape(StrEnum):
    POSTS_PAGE = "page of posts"
    EPISODE = "transcript"
    NOTES = "dated notes"
    TIMELINE = "timeline of posts"
    COMMONPLACE = "commonplace book"
    PROSE = "prose"


_BY_KIND = {
    Kind.EPISODE: Shape.EPISODE,
    Kind.MEMO: Shape.PROSE,
    Kind.ARTICLE: Shape.PROSE,
    Kind.HIGHLIGHT: Shape.COMMONPLACE,
    Kind.LINK: Shape.COMMONPLACE,
    Kind.POST: Shape.TIMELINE,
}


def shape_of(text: str, *, kind: Kind | None) -> Shape:
    book = book_of(text)
    if counter_line(book) is not None and kind in {None, Kind.POST}:
        return Shape.POSTS_PAGE
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    levels = [heading[0] for line in book.lines if (heading := heading_of(line.text))]
    if kind is Kind.NOTE:
        return Shape.NOTES if levels.count(1) > 1 else Shape.PROSE
    if is_transcript(book, levels):
        return Shape.EPISODE
    if levels:
        return Shape.NOTES if levels.count(1) > 1 else Shape.PROSE
    return _list_or_prose(book)


def is_transcript(book: Book, levels: list[int]) -> bool:
    """Turns from the top on, each later than the last, or captions: lines cut wherever a screen ends."""
    rows = [line.text for line in book.lines if not RULE.match(line.text)]
    described, rest = headed(rows)
    lines = [row for row in (rest if described.values else rows) if not heading_of(row)]
    if len(lines) < 4 or any(line.is_reply for line in book.lines):
        return False
    marks = [(place, mark) for place, mark in enumerate(map(mark_of, lines)) if mark]
    return _is_timed(marks, lines) or _is_dialogue(marks, lines) or _is_caption_text(lines, chapters=levels.count(2))


def _is_timed(marks: list[tuple[int, Mark]], lines: list[str]) -> bool:
    """Times ascend from the top to the end of the file, at no slower pace than people talk.

    A few stamped turns above other things are an exchange that someone kept, and no episode.
    """
    stamped = [(place, mark.start_ms) for place, mark in marks if mark.start_ms is not None]
    if len(stamped) < 3 or stamped[0][0] > 3:
        return False
    backward = sum(later[1] < earlier[1] for earlier, later in pairwise(stamped))
    places = [place for place, _ in stamped]
    return backward <= len(stamped) // 20 and _covers(places, lines) and _is_pace_of_speech(stamped, lines)


def _covers(places: list[int], lines: list[str]) -> bool:
    gaps = [later - earlier for earlier, later in pairwise(places)]
    tail = lines[places[-1] + 1 :]
    if max(gaps) > max(8, len(lines) // 4):
        return False
    if len(places) >= _MANY_TURNS:
        return len(tail) <= max(8, len(lines) // 5)
    return len(tail) < max(2, 2 * max(gaps)) and not any(map(_is_kept, tail[max(gaps) - 1 :]))


def _is_kept(line: str) -> bool:
    """As in a commonplace book: a title, an address, a quotation."""
    return bool(_URL.search(line)) or line.startswith(("“", '"')) or line[-1:].isalnum()


def _is_pace_of_speech(stamped: list[tuple[int, int]], lines: list[str]) -> bool:
    """A list of appointments or chapters has a few words to many minutes."""
    words = sum(len(line.split()) for line in lines[stamped[0][0] : stamped[-1][0]])
    return words * 60_000 >= _SLOWEST_WPM * (stamped[-1][1] - stamped[0][1])


def _is_dialogue(marks: list[tuple[int, Mark]], lines: list[str]) -> bool:
    bold = [mark.speaker for _, mark in marks if mark.shape == "bold" and mark.text]
    named = [mark.speaker for _, mark in marks if mark.shape == "inline"]
    first = next((place for place, mark in marks if mark.shape in {"bold", "inline"}), len(lines))
    if len(bold) >= 3 and len(set(bold)) < len(bold) and first <= 3:
        return True
    counts = Counter(named)
    again = sum(count for count in counts.values() if count > 1)
    return first <= 2 and again >= 4 and again >= 0.5 * len(lines) and len(counts) <= max(6, len(named) // 3)


def _is_caption_text(lines: list[str], *, chapters: int) -> bool:
    words = [len(line.split()) for line in lines]
    items = sum(line.startswith(("- ", "* ", ">", "•")) for line in lines)
    unfinished = sum(not line.endswith((".", "!", "?", "…", "”", '"', ":")) for line in lines)
    if items > 0.1 * len(lines) or sum(words) > 30 * len(lines) or len(lines) < 12:
        return False
    return (chapters > 0 and len(lines) > 15 * chapters) or unfinished > 0.35 * len(lines) > 12


def _list_or_prose(book: Book) -> Shape:
    lines = book.lines
    blanks = sum(line.after_blank for line in lines)
    replies = sum(line.is_reply for line in lines)
    posted = replies + sum("@" in line.text or "#" in line.text for line in lines) / 2
    kept = _commonplace_signs(book)
    if len(lines) < 3 or _is_wrapped(book) or (blanks > 0.6 * len(lines) and replies < 2 and kept < 3):
        return Shape.PROSE
    if kept >= 3 and kept > 2 * replies:
        return Shape.COMMONPLACE
    if posted >= 1 or _is_scene(book):
        return Shape.TIMELINE
    return _without_signs(book, kept)


def _is_wrapped(book: Book) -> bool:
    """Lines of about one width, broken in the middle of sentences by an editor."""
    lines = book.lines[:-1]
    broken = sum(not line.is_finished and 50 <= len(line.text) <= 110 for line in lines)
    low = sum(line.text[:1].islower() for line in book.lines)
    return broken > 0.5 * len(lines) and low > 0.25 * len(lines)


def _commonplace_signs(book: Book) -> int:
    """Titles with a remark below, time-stamped turns, cut and quoted passages."""
    lines = book.lines
    titles = sum(
        line.looks_like_title and not after.looks_like_title and after.length <= 60 for line, after in pairwise(lines)
    )
    stamps = sum(line.is_stamped for line in lines)
    quoted = sum(line.is_quoted and line.length > 12 for line in lines)
    return titles + stamps + quoted + sum("[…]" in line.text or "[...]" in line.text for line in lines)


def _is_scene(book: Book) -> bool:
    return sum(line.mark is not None and line.mark.shape == "inline" for line in book.lines) >= 3


def _without_signs(book: Book, kept: int) -> Shape:
    """Nothing but lines: many, of all lengths, are a list; the rest is prose with one paragraph a line."""
    blanks = sum(line.after_blank for line in book.lines)
    if len(book.lines) < 6 or blanks > 0.3 * len(book.lines) or any(TIMING.match(line.text) for line in book.lines):
        return Shape.PROSE
    lengths = [line.length for line in book.lines]
    if kept or sum(lengths) > 45 * len(lengths):
        return Shape.COMMONPLACE
    return Shape.TIMELINE
