"""In: a podcast transcript in HTML. Out: one EPISODE with its speakers, times and chapters.

`<cite>Name:</cite><time>0:09</time><p>words</p>` as the podcast namespace has it, in any order and with
anything missing, and pages whose paragraphs open with a name: `<p><b>Name</b> (0:09) words`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.clock import STAMP, milliseconds
from ingest.readers.front import Front
from ingest.readers.html_blocks import Block, blocks_in
from ingest.readers.speech import is_name, mark_of
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.turns import ended
from ingest.readers.weave import Piece

_CITE = r"<cite\b[^<>]*>[^<]{1,80}</cite>"
_TIME = rf"<time\b[^<>]*>\s*[\[(]?{STAMP}[\])]?\s*</time>"
_BETWEEN = r"(?:[\s:()\[\]]|<(?!/?(?:cite|time)\b)[^<>]*>)*+"
# A turn's name and its time stand beside one another; those of an article have words between them.
_TURN = re.compile(rf"{_CITE}{_BETWEEN}{_TIME}|{_TIME}{_BETWEEN}{_CITE}", re.I)
_LABELS = re.compile(
    r"<(?:p|div|li)\b[^<>]*>\s*(?:<span\b[^<>]*>\s*)?<(b|strong)\b[^<>]*>\s*([^<]{1,60}?)\s*</\1>", re.I
)
_LEAD_TIME = re.compile(rf"\s*:?\s*[\[(]?({STAMP})[\])]?\s*:?\s*")
_BRACKETS = "[]() \t\r\n"
_FEWEST, _SHARE = 4, 0.5


@dataclass
class _Row:
    """A paragraph, or the name and the time above one."""

    text: str
    speaker: str = ""
    start_ms: int | None = None
    chapter: str = ""


def recognises(given: Given) -> bool:
    head = "" if given.is_binary else given.head.decode("utf-8", errors="replace")
    if "<" not in head[:2_000]:
        return False
    return bool(_TURN.search(head)) or _is_all_labels(head)


def _is_all_labels(head: str) -> bool:
    """Half of the paragraphs open with a name in bold, and names come again."""
    names = [_name(match[2]) for match in _LABELS.finditer(head)]
    people = Counter(name for name in names if is_name(name))
    paragraphs = len(re.findall(r"<p\b", head, re.I)) or len(names)
    again = sum(count for count in people.values() if count > 1)
    return again >= _FEWEST and again >= _SHARE * paragraphs


def read(given: Given) -> ReadResult:
    blocks = blocks_in(given.text, name=given.name)
    above, rows = _rows([block for block in blocks if block.tag not in {"h1", "title"}])
    said = list(ended(_pieces(rows)))
    if not said:
        raise UnreadableUpload(f"{given.name} is a podcast transcript without any words.")
    about = Front(title=_title(blocks), url=given.url)
    draft = spoken_draft(Kind.EPISODE, about, said, title=given.title, tidy=False)
    left = [LeftOut(f"“{above[0].text[:60]}”", "it stands above the first turn", len(above))] if above else []
    return ReadResult("podcast transcript (HTML)", (draft,), left_out=tuple(left))


def _title(blocks: Sequence[Block]) -> str:
    found = {block.tag: block.text for block in reversed(blocks) if block.tag in {"h1", "title"}}
    return found.get("h1") or found.get("title") or ""


def _rows(blocks: Sequence[Block]) -> tuple[list[_Row], list[_Row]]:
    """The rows above the first turn, and those from it on; a heading right above it is a chapter."""
    counts = Counter(filter(is_name, map(_lead, blocks)))
    people = {name for name, count in counts.items() if count > 1 or len(counts) > 1}
    rows = [_row(block, people) for block in blocks]
    first = next((place for place, row in enumerate(rows) if row.speaker or row.start_ms is not None), 0)
    first -= bool(first and rows[first - 1].chapter)
    return [row for row in rows[:first] if row.text], rows[first:]


def _row(block: Block, people: Collection[str]) -> _Row:
    if re.fullmatch(r"h[2-6]", block.tag):
        return _Row("", chapter=block.text)
    marked = {what: text for what, text in reversed(block.parts) if what in {"cite", "time"} and text.strip()}
    if marked:
        rest = " ".join("".join(text for what, text in block.parts if what not in {"cite", "time"}).split())
        return _Row(rest.lstrip(":()[] "), _name(marked.get("cite", "")), _ms(marked.get("time", "")))
    if _lead(block) in people:
        return _bold(block)
    mark = mark_of(block.text)
    known = mark and (
        mark.shape == "name-time" or mark.speaker in people or (mark.shape == "time" and not mark.speaker)
    )
    return _Row(mark.text, mark.speaker, mark.start_ms) if mark and known else _Row(block.text)


def _lead(block: Block) -> str:
    """What the block opens with in bold."""
    what, text = next(((what, text) for what, text in block.parts if text.strip()), ("", ""))
    return _name(text) if what == "bold" else ""


def _bold(block: Block) -> _Row:
    text = block.text.removeprefix(_lead(block))
    time = _LEAD_TIME.match(text)
    return _Row(text[time.end() if time else 0 :].lstrip(": "), _lead(block), milliseconds(time[1]) if time else None)


def _pieces(rows: Sequence[_Row]) -> Iterator[Piece]:
    speaker, at, chapter = "", None, ""
    for row in rows:
        speaker = row.speaker or speaker
        at = row.start_ms if row.start_ms is not None else at
        chapter = row.chapter or chapter
        if row.text:
            yield Piece(row.text, speaker, at, None, paragraph=True, chapter=chapter)
            at, chapter = None, ""


def _name(text: str) -> str:
    return " ".join(text.split()).rstrip(": ")


def _ms(text: str) -> int | None:
    return milliseconds(text.strip(_BRACKETS))
