"""In: a deck that is edited. Out: it as plain data, with the ids that the verbs of the API take."""

from datetime import datetime

from curation.data import Data
from digests.deck_editing import last_standing, share_address
from digests.deck_editing.stored import editable
from digests.deck_versions import latest_number, versions_of
from digests.decks import outline_of
from digests.models import Deck
from digests.outline import Deck as Outline


class OutlineData(Data):
    """`version` is the number of the last change, `undo` what would be taken back; `address` is that of its link.

    `slide` is the id of a slide that was just added. A line is named by its slide's id and its place among all lines.
    """

    id: int
    title: str
    version: int
    undo: str
    address: str
    outline: Outline
    slide: str = ""


class VerdictData(Data):
    """`status` is verified, close, unsupported, or own for words that cite nothing."""

    status: str
    reason: str


class VersionData(Data):
    """What the deck was before the change of this number; `undoes` names the change that it took back."""

    number: int
    said: str
    title: str
    at: datetime
    by: str | None
    undoes: int | None


class ShareData(Data):
    """`address` is empty for a deck that is not shared."""

    address: str


def outline_data(deck: Deck, slide: str = "") -> OutlineData:
    last = last_standing(deck)
    return OutlineData(
        id=deck.pk,
        title=deck.title,
        version=latest_number(deck),
        undo=last.said if last else "",
        address=share_address(deck),
        outline=editable(outline_of(deck)),
        slide=slide,
    )


def version_data(deck: Deck) -> list[VersionData]:
    """The last one first."""
    return [
        VersionData(
            number=one.number,
            said=one.said,
            title=one.title,
            at=one.at,
            by=one.by.get_username() if one.by else None,
            undoes=one.undoes,
        )
        for one in versions_of(deck).select_related("by").defer("outline")
    ]
