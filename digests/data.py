"""In: digests and decks. Out: them as plain data, as `--json` prints it and the API answers."""

from datetime import date

from django.contrib.auth.models import User
from pydantic import Field

from curation.data import Data
from digests.decks import outline_of
from digests.models import Deck, Digest
from digests.order import run_of_deck


class DigestRow(Data):
    """`state` is draft, approved or published; `series` by id, and `picked` where a person picked its sources."""

    id: int
    title: str
    period_start: date
    period_end: date
    state: str
    writer: str
    sections: int = Field(validation_alias="section_count")
    series: int | None = Field(None, validation_alias="series_id")
    picked: bool = False


class DeckData(Data):
    """`slides` is how many it has, `writer` who wrote and arranged them; `fell_back` says why it is another one.

    While it is `under_way` it has no slides yet, or those that it had.
    """

    id: int
    title: str
    slides: int
    writer: str
    fell_back: str
    under_way: bool = False


def digest_rows(owner: User) -> list[DigestRow]:
    """Newest first."""
    return [DigestRow.model_validate(digest) for digest in Digest.objects.of(owner).counted()]


def deck_data(deck: Deck) -> DeckData:
    run = run_of_deck(deck)
    return DeckData(
        id=deck.pk,
        title=deck.title,
        slides=len(outline_of(deck).slides) if deck.outline else 0,
        writer=deck.writer,
        fell_back=deck.fell_back,
        under_way=bool(run and run.is_open),
    )
