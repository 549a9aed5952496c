"""In: paragraphs, headings and lists in reading order. Out: one reading text, its chapters, code and images. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from curation.kinds import InsetKind
from ingest.drafts import DraftChapter, DraftInset

_LONGEST_TITLE = 300


class Form(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True)
class Shown:
    """An image above a block, or within it, `at` characters of its text down.

    `address` is as the page has it, until its reader has found out where that leads: to an address of the web, or to
    the image's bytes, `data`. `why` says why it is neither.
    """

    address: str
    alt: str = ""
    caption: str = ""
    at: int = 0
    data: Callable[[], bytes] | None = field(default=None, compare=False)
    why: str = ""

    def inset(self, place: int) -> DraftInset:
        return DraftInset(
            InsetKind.IMAGE,
            place,
            place,
            alt=self.alt,
            caption=self.caption,
            address=self.address,
            data=self.data,
            why=self.why,
        )


@dataclass(frozen=True)
class Block:
    """`level` is a heading's rank, 1 the highest; `anchors` are the names by which others point at it.

    `language` is that of program code. Only images below the last words stand in a block without text.
    """

    text: str
    form: Form = Form.PARAGRAPH
    level: int = 0
    anchors: tuple[str, ...] = ()
    language: str = ""
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Laid:
    """A reading text, the chapters that lie in it, and what of it is no prose."""

    text: str
    chapters: tuple[DraftChapter, ...] = ()
    insets: tuple[DraftInset, ...] = ()

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
    setting = _Setting()
    for place, block in enumerate(blocks):
        setting.show(block)
        setting.waiting += [opens[place]] if place in opens else []
        if block.form is Form.HEADING and setting.waiting and same_words(block.text, setting.waiting[-1]):
            continue
        if block.text:
            setting.set(block)
    return setting.laid()


@dataclass
class _Setting:
    """What is set so far; `waiting` are the titles of chapters whose first words are still to come."""

    paragraphs: list[str] = field(default_factory=list)
    openings: list[tuple[str, int]] = field(default_factory=list)
    insets: list[DraftInset] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    length: int = 0

    def show(self, block: Block) -> None:
        """An image stands behind the paragraph above it, unless a chapter opens with it."""
        above = self.length if self.waiting or not self.paragraphs else self.length - 2
        for one in block.shown:
            place = self.length + one.at if one.at else above
            self.insets.append(one.inset(place))

    def set(self, block: Block) -> None:
        if self.waiting:
            self.openings.append((" · ".join(self.waiting)[:_LONGEST_TITLE], self.length))
            self.waiting = []
        if block.form is Form.CODE:
            end = self.length + len(block.text)
            self.insets.append(DraftInset(InsetKind.CODE, self.length, end, language=block.language))
        self.paragraphs.append(block.text)
        self.length += len(block.text) + 2

    def laid(self) -> Laid:
        text = "\n\n".join([*self.paragraphs, *self.waiting])
        insets = sorted(self.insets, key=lambda one: (one.start, one.end))
        return Laid(text, tuple(_chapters(self.openings, len(text))), tuple(_within(text, one) for one in insets))


def _within(text: str, inset: DraftInset) -> DraftInset:
    """No image stands beyond the text, and no caption is said that the text says itself."""
    if inset.kind is not InsetKind.IMAGE:
        return inset
    place = min(inset.start, len(text))
    return replace(inset, start=place, end=place, caption="" if inset.caption in text else inset.caption)


def grouped(blocks: Iterable[Block]) -> Iterator[Block]:
    """The items of a list and the rows of a table become one block each, a line for every one."""
    last: Block | None = None
    for block in blocks:
        if last and block.form is last.form and block.form in {Form.ITEM, Form.ROW}:
            last = joined(last, block)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def joined(last: Block, block: Block) -> Block:
    """Both as one, a line for each."""
    text = f"{last.text}\n{block.text}"
    shown = (replace(one, at=one.at + len(last.text) + 1) for one in block.shown)
    return replace(last, text=text, anchors=(*last.anchors, *block.anchors), shown=(*last.shown, *shown))


def same_words(one: str, other: str) -> bool:
    return letters(one) == letters(other) != ""


def letters(text: str) -> str:
    """What two ways of setting the same words have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """A page says its title once more above its text."""
    repeated = next(
        (n for n, block in enumerate(blocks[:5]) if block.form is Form.HEADING and same_words(block.text, title)), None
    )
    if repeated is None:
        return blocks
    above, rest = blocks[:repeated], blocks[repeated + 1 :]
    shown = blocks[repeated].shown
    if shown:
        rest = [replace(rest[0], shown=(*shown, *rest[0].shown)), *rest[1:]] if rest else [Block("", shown=shown)]
    return above + rest


def _chapters(openings: list[tuple[str, int]], end: int) -> Iterator[DraftChapter]:
    """A chapter ends before the blank line that parts it from the next."""
    stops = [(title, start, stop - 2) for (title, start), (_, stop) in pairwise(openings)]
    stops += [(title, start, end) for title, start in openings[-1:]]
    return (DraftChapter(title, start, stop) for title, start, stop in stops)
