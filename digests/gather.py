"""In: an owner and a period. Out: what a digest of it is made of, always in the same order.

The order matters: a writer that remembers its answers is asked the same again after an interruption.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from curation.errors import NothingToDo
from curation.models import Passage, Source, Theme
from curation.offers import as_offer
from curation.writing.schemas import Offer

MOST_SECTIONS = 6
FEWEST_SOURCES = 2

Themed = dict[Theme | None, list[Offer]]


@dataclass(frozen=True)
class Part:
    """What one section is written from; `theme` is None where the period has no themes at all."""

    theme: Theme | None
    offers: list[Offer]

    @property
    def heading(self) -> str:
        return self.theme.name if self.theme else "What you met"

    @property
    def sources(self) -> int:
        return len({offer.source_id for offer in self.offers})


@dataclass(frozen=True)
class Gathered:
    """`parts` come largest first; `sources` are all that were kept in the period."""

    sources: list[Source]
    parts: list[Part]


def gather(owner: User, start: date, end: date) -> Gathered:
    """Raises NothingToDo for a period in which nothing was kept."""
    sources = list(Source.objects.of(owner).kept().met_between(start, end).order_by("pk"))
    if not sources:
        raise NothingToDo(f"Nothing was kept between {start} and {end}.")
    return Gathered(sources, _largest(offers_by_theme(owner, start, end)))


def offers_by_theme(owner: User, start: date, end: date) -> Themed:
    """What belongs to no theme stands under None; hidden themes are left out."""
    passages = Passage.objects.of(owner).kept().filter(source__met_on__range=(start, end))
    groups: Themed = defaultdict(list)
    for passage in passages.select_related("chapter", "placement__theme").prefetch_related("source"):
        placement = getattr(passage, "placement", None)
        theme = placement.theme if placement else None
        if theme is None or theme.state != Theme.State.HIDDEN:
            groups[theme].append(as_offer(passage))
    return dict(groups)


def _largest(groups: Themed) -> list[Part]:
    """Themes by how many sources speak of them, then by how much. Without themes: everything as one.

    What one source alone speaks of is no theme of the week, unless there is nothing else.
    """
    parts = [Part(theme, offers) for theme, offers in groups.items()]
    if set(groups) == {None}:
        return parts
    themed = sorted((part for part in parts if part.theme), key=_size, reverse=True)[:MOST_SECTIONS]
    return [part for part in themed if part.sources >= FEWEST_SOURCES] or themed[:1]


def _size(part: Part) -> tuple[float, int]:
    """A source counts once; a long one adds a little more with its length."""
    return part.sources + min(len(part.offers), 40) / 10, -part.offers[0].passage_id
