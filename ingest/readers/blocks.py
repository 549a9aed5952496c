"""In: paragraphs, headings and lists in reading order. Out: one reading text with its chapters. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ingest.drafts import DraftChapter

_LONGEST_TITLE = 300


class Form(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class Block:
    """`level` is a heading's rank, 1 the highest; `anchors` are the names by which others point at it."""

    text: str
    form: Form = Form.PARAGRAPH
    level: int = 0
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Laid:
    """A reading text and the chapters that lie in it."""

    text: str
    chapters: tuple[DraftChapter, ...] = ()

    @property
    def words(self) -> int:
        return len(self.text.split())


def laid_out(blocks: Iterable[Block], *, title: str = "") -> Laid:
    """Headings open chapters where there are two or more; the one that only repeats the title is left out."""
    parts = _without_title(list(grouped(blocks)), title)
    opens = {place: block.text for place, block in enumerate(parts) if block.form is Form.HEADING}
    return with_openings(parts, opens if len(opens) > 1 else {})


def with_openings(blocks: Sequence[Block], opens: Mapping[int, str]) -> Laid:
    """The same with chapters that are known from elsewhere: `opens` has the title for a block's place."""
    paragraphs: list[str] = []
    openings: list[tuple[str, int]] = []
    length, waiting = 0, list[str]()
    for place, block in enumerate(blocks):
        waiting += [opens[place]] if place in opens else []
        if block.form is Form.HEADING and waiting and same_words(block.text, waiting[-1]):
            continue
        if waiting:
            openings.append((" · ".join(waiting)[:_LONGEST_TITLE], length))
            waiting = []
        paragraphs.append(block.text)
        length += len(block.text) + 2
    paragraphs += waiting
    text = "\n\n".join(paragraphs)
    return Laid(text, tuple(_chapters(openings, len(text))))


def grouped(blocks: Iterable[Block]) -> Iterator[Block]:
    """The items of a list and the rows of a table become one block each, a line for every one."""
    last: Block | None = None
    for block in blocks:
        if last and block.form is last.form and block.form in {Form.ITEM, Form.ROW}:
            last = replace(last, text=f"{last.text}\n{block.text}", anchors=(*last.anchors, *block.anchors))
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def same_words(one: str, other: str) -> bool:
    return _letters(one) == _letters(other) != ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """A page says its title once more above its text."""
    repeated = next(
        (n for n, block in enumerate(blocks[:5]) if block.form is Form.HEADING and same_words(block.text, title)), None
    )
    return blocks if repeated is None else blocks[:repeated] + blocks[repeated + 1 :]


def _chapters(openings: list[tuple[str, int]], end: int) -> Iterator[DraftChapter]:
    """A chapter ends before the blank line that parts it from the next."""
    stops = [(title, start, stop - 2) for (title, start), (_, stop) in pairwise(openings)]
    stops += [(title, start, end) for title, start in openings[-1:]]
    return (DraftChapter(title, start, stop) for title, start, stop in stops)
