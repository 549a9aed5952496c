"""In: `My Clippings.txt` from a Kindle, in any of its languages. Out: a HIGHLIGHT each, with place and note.

Records are parted by a line of `=`; the second line of each says what it is, where, and when, in the
device's language: en es pt de fr it nl ru zh ja ko.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers.worded_dates import date_in

_RULE = re.compile(r"^={6,}\s*$", re.MULTILINE)
_MOST_DIGITS = 9
_ABOUT = re.compile(r"^\s*[-–—]\s*\S")
_AUTHOR = re.compile(r"^(?P<title>.+?)\s*[(（](?P<author>[^()（）]*(?:\([^()]*\)[^()]*)*)[)）]\s*$")
_NUMBERS = r"#?\s*(\d+(?:\s*[-–]\s*\d+)?)"
_LOCATION = re.compile(
    r"(?:loc(?:ation|atie)?\.?|posici[oó]n|posi[cç][aã]o|position|emplacement|posizione|"
    rf"位置\s*(?:no\.|#)?|위치|мест[оае])\s*{_NUMBERS}",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:(?:page|página|pagina|seite|страниц\w*|第)\s*(?P<after>[0-9ivxlcdm]+(?:\s*[-–]\s*\d+)?)\b)|"
    r"(?P<before>(?<!\d)\d+(?:\s*[-–]\s*\d+)?)\s*(?:ページ|쪽|페이지)",
    re.IGNORECASE,
)


class _What(StrEnum):
    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"
    NOTE = "note"


# Stems, since languages bend their words; the first that occurs decides.
_STEMS = {
    _What.BOOKMARK: "bookmark|marcador|lesezeichen|signet|segnalibro|bladwijzer|закладк|书签|書籤|ブックマーク|북마크",
    _What.HIGHLIGHT: "highlight|clip|subrayado|resaltado|destaque|markierung|surlign|evidenziazione|markering|выделен|"
    "标注|標註|螢光|ハイライト|하이라이트",
    _What.NOTE: r"note|\bnota|notiz|notitie|заметк|笔记|筆記|メモ|메모",
}
_LIMIT = re.compile(r"^<[^>]{10,200}>$|^\[[^\]]*limit[^\]]*\]$", re.IGNORECASE)


@dataclass(frozen=True)
class _Clip:
    """`start` and `end` are locations, or pages where the device counts no locations."""

    number: int
    what: _What
    title: str
    author: str
    text: str
    place: str
    start: int | None
    end: int | None
    at: datetime | None
    note: str = ""


def recognises(given: Given) -> bool:
    if given.is_binary:
        return False
    lines = [line for line in given.opening.split("\n") if line.strip()]
    told = len(lines) > 2 and _ABOUT.match(lines[1]) and (_what(lines[1]) or "|" in lines[1])
    return bool(told) and bool(_RULE.search(given.opening))


def read(given: Given) -> ReadResult:
    records = [record for record in _RULE.split(given.text) if record.strip()]
    found = [_clip(number, record) for number, record in enumerate(records, start=1)]
    clips = [one for one in found if isinstance(one, _Clip)]
    left_out = [one for one in found if isinstance(one, LeftOut)]
    highlights, shorter = _longest([clip for clip in clips if clip.what is _What.HIGHLIGHT])
    noted, alone = _with_notes(highlights, [clip for clip in clips if clip.what is _What.NOTE])
    drafts = [_draft(clip) for clip in sorted([*noted, *alone], key=lambda clip: clip.number)]
    if not drafts:
        raise UnreadableUpload(f"{given.name} is a file of Kindle clippings without any highlight or note in it.")
    left_out += [LeftOut(_name(clip), "A longer highlight of the same place replaces it.") for clip in shorter]
    return ReadResult("Kindle clippings", tuple(drafts), left_out=gathered(left_out))


def _clip(number: int, record: str) -> _Clip | LeftOut:
    """A record has a title, a line about itself, an empty line and its words."""
    lines = [line.strip("\ufeff\u200b ") for line in record.strip("\n").split("\n")]
    about = lines[1] if len(lines) > 1 else ""
    what = _what(about.partition("|")[0]) or _what(about)
    name = f"record {number}" + (f" (“{lines[0][:60]}”)" if lines[0] else "")
    if not _ABOUT.match(about) or what is None:
        return LeftOut(name, "Its second line does not say what it is.")
    text = "\n".join(lines[2:]).strip()
    if what is _What.BOOKMARK:
        return LeftOut(name, "A bookmark marks a place and has no words.")
    if not text or _LIMIT.match(text):
        return LeftOut(name, "It has no words; the book's publisher limits how much may be highlighted.")
    return _told(number, what, lines[0], about, text)


def _what(about: str) -> _What | None:
    found = {what: re.search(stems, about, re.IGNORECASE) for what, stems in _STEMS.items()}
    return next((what for what, match in found.items() if match), None)


def _told(number: int, what: _What, heading: str, about: str, text: str) -> _Clip:
    named = _AUTHOR.match(heading)
    page, location = _PAGE.search(about), _LOCATION.search(about)
    pages = (page["after"] or page["before"]) if page else ""
    where = location[1] if location else pages
    start, end = _range(where)
    told = [f"page {_tidy(pages)}" if pages else "", f"location {_tidy(location[1])}" if location else ""]
    return _Clip(
        number=number,
        what=what,
        title=named["title"] if named else heading,
        author=in_order(named["author"]) if named else "",
        text=text,
        place=", ".join(part for part in told if part),
        start=start,
        end=end,
        at=date_in(about.rpartition("|")[2] if "|" in about else about),
    )


def in_order(author: str) -> str:
    """`Last, First` as a person says it; several authors stay as they are."""
    last, comma, first = author.strip().partition(", ")
    return f"{first} {last}" if comma and ";" not in author and "," not in first else author.strip()


def _tidy(numbers: str) -> str:
    start, end = _range(numbers)
    return f"{start}-{end}" if start is not None and end != start else numbers.strip()


def _range(numbers: str) -> tuple[int | None, int | None]:
    """`249-51` means 249 to 251."""
    first, _, last = numbers.replace("–", "-").replace(" ", "").partition("-")
    if not first.isdigit() or len(first) > _MOST_DIGITS:
        return None, None
    if not last.isdigit() or len(last) > _MOST_DIGITS:
        return int(first), int(first)
    last = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(first), int(last)


def _longest(clips: Sequence[_Clip]) -> tuple[list[_Clip], list[_Clip]]:
    """A highlight that was extended leaves the shorter one behind. Out: what stays, and what it replaces."""
    stay: list[_Clip] = []
    gone: list[_Clip] = []
    for book in _by_book(clips).values():
        for group in _touching(book):
            kept: list[_Clip] = []
            for clip in sorted(group, key=lambda one: (-len(one.text), one.number)):
                (gone if any(_holds(longer, clip) for longer in kept) else kept).append(clip)
            stay += kept
    return sorted(stay, key=lambda clip: clip.number), gone


def _touching(clips: Sequence[_Clip]) -> Iterator[list[_Clip]]:
    """Clips of one book whose places overlap, those with none by their words: no clip holds one of another group."""
    unplaced: dict[str, list[_Clip]] = defaultdict(list)
    for clip in clips:
        if clip.start is None:
            unplaced[clip.text].append(clip)
    yield from unplaced.values()
    group: list[_Clip] = []
    reach = 0
    for clip in sorted((clip for clip in clips if clip.start is not None), key=_start):
        if group and _start(clip) > reach:
            yield group
            group = []
        group.append(clip)
        reach = max(reach, _start(clip), clip.end or 0)
    if group:
        yield group


def _start(clip: _Clip) -> int:
    return clip.start or 0


def _by_book(clips: Sequence[_Clip]) -> dict[tuple[str, str], list[_Clip]]:
    books: dict[tuple[str, str], list[_Clip]] = defaultdict(list)
    for clip in clips:
        books[clip.title, clip.author].append(clip)
    return books


def _holds(longer: _Clip, clip: _Clip) -> bool:
    """Of one book, and touching."""
    if longer.start is None or clip.start is None:
        return clip.text == longer.text
    meet = longer.start <= (clip.end or clip.start) and clip.start <= (longer.end or longer.start)
    return meet and (clip.text in longer.text or longer.text.startswith(clip.text[: len(clip.text) * 4 // 5]))


def _with_notes(highlights: Sequence[_Clip], notes: Sequence[_Clip]) -> tuple[list[_Clip], list[_Clip]]:
    """A note belongs to the highlight in whose range it stands; without one it is a note by itself."""
    by_book = _by_book(highlights)
    written: dict[int, list[str]] = defaultdict(list)
    alone = []
    for note in notes:
        owner = _owner(note, by_book.get((note.title, note.author), []))
        if owner:
            written[owner.number].append(note.text)
        else:
            alone.append(note)
    return [replace(clip, note="\n\n".join(written[clip.number])) for clip in highlights], alone


def _owner(note: _Clip, highlights: Sequence[_Clip]) -> _Clip | None:
    around = [
        clip
        for clip in highlights
        if note.start is not None and clip.start is not None and clip.start <= note.start <= (clip.end or clip.start)
    ]
    return min(around, key=lambda clip: ((clip.end or 0) - (clip.start or 0), -clip.number), default=None)


def _draft(clip: _Clip) -> Draft:
    return Draft(
        kind=Kind.HIGHLIGHT if clip.what is _What.HIGHLIGHT else Kind.NOTE,
        text=clip.text,
        title=clip.title,
        author=clip.author if clip.what is _What.HIGHLIGHT else "",
        note=clip.note,
        place=clip.place,
        site="Kindle",
        met_at=clip.at,
    )


def _name(clip: _Clip) -> str:
    return f"record {clip.number} (“{clip.title[:60]}”)"
