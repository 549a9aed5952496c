"""In: cards. Out: a text file that Anki imports, each note with the link to its words.

Tab-separated with the header lines of Anki's manual ("Text Files", File Headers); the first column is the note's guid,
so that a second import updates what a first one made. Fields are HTML: everything else is escaped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.conf import settings

from curation.models import Source
from curation.reading.models import Card
from curation.reading.review.places import addresses_of

COLUMNS = ("guid", "front", "back", "source", "link", "tags")
_HEADER = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:Threepass",
    "#columns:" + "\t".join(COLUMNS),
    "#guid column:1",
    "#tags column:6",
)


@dataclass(frozen=True)
class Note:
    guid: str
    front: str
    back: str
    source: str
    link: str
    tags: tuple[str, ...]


def anki_text(cards: Iterable[Card]) -> str:
    lines = ["\t".join(_fields(note)) for note in notes_of(list(cards))]
    return "\n".join([*_HEADER, *lines]) + "\n"


def notes_of(cards: list[Card]) -> Iterator[Note]:
    """Of their sources no more is read than what names them."""
    addresses = addresses_of(cards)
    sources = Source.objects.named().in_bulk({card.source_id for card in cards})
    for card in cards:
        if source := sources.get(card.source_id):
            tags = ("threepass", card.origin, source.kind)
            link = f"{settings.SITE_URL}{addresses[card.pk]}"
            yield Note(f"threepass-{card.guid}", card.front, card.back, source.label, link, tags)


def _fields(note: Note) -> list[str]:
    """The link stands on the back too: a note type with two fields keeps it."""
    link = f'<a href="{escape(note.link)}">{_html(note.source)}</a>'
    back = f"{_html(note.back)}<br><br>{link}"
    return [note.guid, _html(note.front), back, _html(note.source), link, " ".join(note.tags)]


def _html(text: str) -> str:
    """On one line: a tab or a line end would begin another field or note."""
    lines = (" ".join(line.split()) for line in escape(text).splitlines())
    return "<br>".join(lines)
