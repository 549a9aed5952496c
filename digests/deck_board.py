"""In: a deck and the slide that is looked at. Out: what the page shows on which it is edited."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.safestring import SafeString

from curation.evidence import Status, find_quote
from curation.models import Passage
from digests.deck_editing import last_standing
from digests.deck_editing.evidence import OWN, passages_of
from digests.deck_editing.layouts import layouts_of
from digests.deck_editing.lines import takes_lines
from digests.deck_editing.stored import SOURCES, editable
from digests.deck_shown import faces
from digests.deck_versions import latest_number
from digests.decks import outline_of
from digests.models import Deck, DeckVersion
from digests.outline import AnySlide, ColumnsSlide, SlideCitation, SlideLine, TableSlide, TimelineSlide
from digests.outline import Deck as Outline

GONE = "gone"
LAYOUT_NAMES = {
    "title": "Cover",
    "agenda": "Overview",
    "section": "Divider",
    "bullets": "Lines",
    "quotation": "Quotation",
    "big_number": "Large number",
    "two_columns": "Two columns",
    "comparison": "Comparison",
    "timeline": "Timeline",
    "chart": "Chart",
    "table": "Table",
    "picture": "Picture",
    "sources": "Sources",
    "closing": "Close",
}


@dataclass(frozen=True)
class Card:
    """A slide in the storyboard; `parts` are the pages that it is shown on."""

    slide: AnySlide
    number: int
    layout: str
    parts: list[SafeString]
    is_sources: bool


@dataclass(frozen=True)
class Proof:
    """A citation of a line: `lead` and `trail` are the passage's words around the quote."""

    mark: SlideCitation
    passage: Passage | None
    lead: str = ""
    quoted: str = ""
    trail: str = ""


@dataclass(frozen=True)
class Row:
    """A line with its evidence; `status` is that of a verdict, or `gone`. `label` says where on the slide it stands."""

    at: int
    line: SlideLine
    label: str
    status: str
    proofs: list[Proof]


@dataclass(frozen=True)
class Heading:
    at: int
    text: str


@dataclass(frozen=True)
class Board:
    """`version` is the number of the last change, `undo` what taking it back would undo."""

    deck: Deck
    outline: Outline
    cards: list[Card]
    current: Card
    rows: list[Row]
    headings: list[Heading]
    layouts: list[tuple[str, str]]
    takes_lines: bool
    version: int
    undo: DeckVersion | None


def board_of(deck: Deck, at: str = "") -> Board:
    """`at` is the id of a slide; without one that is there, the first. Raises Refused for a deck that is not made."""
    outline = editable(outline_of(deck))
    cards = _cards(outline, deck.owner)
    current = next((card for card in cards if card.slide.id == at), cards[0])
    return Board(
        deck=deck,
        outline=outline,
        cards=cards,
        current=current,
        rows=[] if current.is_sources else rows_of(deck.owner, current.slide),
        headings=_headings(current.slide),
        layouts=layouts_of(current.slide),
        takes_lines=takes_lines(current.slide),
        version=latest_number(deck),
        undo=last_standing(deck),
    )


def rows_of(owner: User, slide: AnySlide) -> list[Row]:
    passages = passages_of(owner, slide.body)
    labels = _labels(slide)
    return [_row(at, line, labels[at], passages) for at, line in enumerate(slide.body)]


def _cards(outline: Outline, owner: User) -> list[Card]:
    shown = faces(outline, owner)
    return [
        Card(slide, number, LAYOUT_NAMES[slide.layout], shown.get(slide.id, []), slide.id == SOURCES)
        for number, slide in enumerate(outline.slides, start=1)
    ]


def _row(at: int, line: SlideLine, label: str, passages: dict[int, Passage]) -> Row:
    proofs = [_proof(one, passages.get(one.passage_id)) for one in line.citations]
    return Row(at, line, label, _status(line, proofs), proofs)


def _status(line: SlideLine, proofs: Sequence[Proof]) -> str:
    """As it was found when the line was made or last edited."""
    if not proofs:
        return OWN
    if any(proof.passage is None for proof in proofs):
        return GONE
    return Status.CLOSE if line.retold else Status.VERIFIED


def _proof(mark: SlideCitation, passage: Passage | None) -> Proof:
    if passage is None:
        return Proof(mark, None, quoted=mark.quote)
    found = find_quote(mark.quote, passage.text) if mark.quote else None
    if found is None:
        return Proof(mark, passage, lead=passage.text)
    text = passage.text
    return Proof(mark, passage, text[: found.start], text[found.start : found.end], text[found.end :])


def _labels(slide: AnySlide) -> list[str]:
    if isinstance(slide, ColumnsSlide):
        return [column.heading for column in slide.columns for _ in column.lines]
    if isinstance(slide, TimelineSlide):
        return [moment.when for moment in slide.moments]
    if isinstance(slide, TableSlide):
        return [f"Row {number}, {name}" for number, row in enumerate(slide.rows, 1) for name in _names(slide, row)]
    if slide.layout == "big_number":
        return ["The number", *("Beneath it" for _ in slide.lines[1:])]
    return [f"Line {number}" for number, _ in enumerate(slide.body, start=1)]


def _names(slide: TableSlide, row: Sequence[SlideLine]) -> list[str]:
    return [slide.header[at] if at < len(slide.header) else "" for at, _ in enumerate(row)]


def _headings(slide: AnySlide) -> list[Heading]:
    named = slide.labels if isinstance(slide, ColumnsSlide | TableSlide) else []
    return [Heading(at, text) for at, text in enumerate(named)]
