"""In: the scope of a digest. Out: what it is made of, always in the same order.

The order matters: a writer that remembers its answers is asked the same again after an interruption.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from curation.errors import NothingToDo
from curation.models import Passage, PassageQuerySet, Source, SourceQuerySet, Theme
from curation.offers import as_offer
from curation.writing.schemas import Offer
from digests.scope import Scope
from digests.thumbs import Votes, votes_by_theme

FEWEST_SOURCES = 2
MET = "What you met"
ALSO_PICKED = "Also picked"
PICKED = "What you picked"

Themed = dict[Theme | None, list[Offer]]


@dataclass(frozen=True)
class Part:
    """What one section is written from; without a `theme` it is called `untitled`."""

    theme: Theme | None
    offers: list[Offer]
    untitled: str = MET

    @property
    def heading(self) -> str:
        return self.theme.name if self.theme else self.untitled

    @property
    def is_pinned(self) -> bool:
        return self.theme is not None and self.theme.pinned

    @property
    def sources(self) -> int:
        return len({offer.source_id for offer in self.offers})


@dataclass(frozen=True)
class Gathered:
    """`parts` come largest first; `sources` are all that were kept in the period, or picked."""

    sources: list[Source]
    parts: list[Part]


def gather(scope: Scope) -> Gathered:
    """Raises NothingToDo for a period in which nothing was kept, or of which nothing is left."""
    sources = sources_of(scope)
    if not sources:
        raise NothingToDo(_nothing(scope))
    themed = offers_by_theme(scope)
    parts = _largest(themed, scope) if scope.picks is None else _picked(themed, scope)
    return Gathered(sources, parts)


def sources_of(scope: Scope) -> list[Source]:
    """Of picks, all but what a hand has dropped since: who picks a source says that it counts."""
    mine = Source.objects.of(scope.owner).order_by("pk")
    if scope.picks is not None:
        return list(_not_dropped(mine.filter(pk__in=scope.picks)))
    met = mine.kept().met_between(scope.start, scope.end)
    if scope.themes_in or scope.themes_out:
        met = met.filter(pk__in=passages_of(scope).values("source"))
    return list(met)


def offers_by_theme(scope: Scope) -> Themed:
    """What belongs to no theme stands under None; hidden themes are left out, unless by whom picks their sources."""
    groups: Themed = defaultdict(list)
    for passage in passages_of(scope).select_related("chapter", "placement__theme").prefetch_related("source"):
        placement = getattr(passage, "placement", None)
        theme = placement.theme if placement else None
        is_hidden = theme is not None and theme.state == Theme.State.HIDDEN
        if not is_hidden or scope.picks is not None:
            groups[None if is_hidden else theme].append(as_offer(passage))
    return dict(groups)


def passages_of(scope: Scope) -> PassageQuerySet:
    mine = Passage.objects.of(scope.owner)
    if scope.picks is not None:
        return mine.filter(source__in=_not_dropped(Source.objects.of(scope.owner).filter(pk__in=scope.picks)))
    met = mine.kept().filter(source__met_on__range=(scope.start, scope.end))
    if scope.themes_in:
        met = met.filter(placement__theme__in=scope.themes_in)
    if scope.themes_out:
        met = met.filter(Q(placement=None) | Q(placement__theme=None) | ~Q(placement__theme__in=scope.themes_out))
    return met


def _not_dropped(sources: SourceQuerySet) -> SourceQuerySet:
    return sources.exclude(standing=Source.Standing.FILTERED, standing_by_hand=True)


def _nothing(scope: Scope) -> str:
    if scope.picks is not None:
        return "Nothing of what was picked is left in the library."
    of = " of these themes" if scope.themes_in or scope.themes_out else ""
    return f"Nothing{of} was kept between {scope.start} and {scope.end}."


def _largest(groups: Themed, scope: Scope) -> list[Part]:
    """Pinned themes, then the others by size. Without themes: everything as one.

    What one source alone speaks of is no theme of the week, unless it is pinned or there is nothing else.
    """
    parts = [Part(theme, offers) for theme, offers in groups.items()]
    if set(groups) == {None}:
        return parts
    themed = _by_size(parts)[: scope.measure.sections]
    told = [part for part in themed if part.sources >= FEWEST_SOURCES or part.is_pinned] or themed[:1]
    return _as_readers_want(told, votes_by_theme(scope.series))


def _as_readers_want(parts: list[Part], votes: Mapping[int, Votes]) -> list[Part]:
    """What the series' readers found worth it comes a little earlier. What is pinned stays first."""

    def rank(part: Part) -> tuple[bool, float]:
        said = votes.get(part.theme.pk, Votes()) if part.theme else Votes()
        return part.is_pinned, _size(part)[1] * (1 if part.is_pinned else said.weight)

    return sorted(parts, key=rank, reverse=True)


def _picked(groups: Themed, scope: Scope) -> list[Part]:
    """The largest themes, and as one section all that is picked and in none of these."""
    themed = _by_size([Part(theme, offers) for theme, offers in groups.items()])[: scope.measure.sections]
    told = {offer.source_id for part in themed for offer in part.offers}
    rest = [offer for offer in chain.from_iterable(groups.values()) if offer.source_id not in told]
    rest.sort(key=lambda offer: (offer.source_id, offer.position))
    return [*themed, Part(None, rest, ALSO_PICKED if themed else PICKED)] if rest else themed


def _by_size(parts: list[Part]) -> list[Part]:
    return sorted((part for part in parts if part.theme), key=_size, reverse=True)


def _size(part: Part) -> tuple[bool, int, int]:
    """What is pinned comes first, then what many sources speak of at length: neither breadth nor length alone."""
    return part.is_pinned, part.sources * len(part.offers), -part.offers[0].passage_id
