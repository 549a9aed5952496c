"""What hands have said about passages: always together, never together, never in a theme."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from curation.editing.cells import key_of
from curation.hand import hold_passages
from curation.models import Passage, PassageLink, Placement, Theme

Kind = PassageLink.Kind


def kin_of(passages: Iterable[int]) -> set[int]:
    """These passages and all that are always together with one of them."""
    kin: set[int] = set()
    fresh = set(passages)
    while fresh:
        kin |= fresh
        musts = PassageLink.objects.filter(Q(passage__in=fresh) | Q(other__in=fresh), kind=Kind.MUST)
        fresh = {one for pair in musts.values_list("passage", "other") for one in pair if one} - kin
    return kin


def hold_kin(passages: Iterable[Passage], by: User) -> list[Passage]:
    """They and their kin under a lock, all at once and in order."""
    return hold_passages(kin_of(passage.pk for passage in passages), by)


def against(passages: Collection[int] | QuerySet[Any, Any], theme: Theme) -> QuerySet[PassageLink]:
    """The links that forbid that these passages stand in the theme, beside each other and what is in it."""
    inside = Placement.objects.filter(theme=theme).values("passage")
    one_way = Q(passage__in=passages) & (Q(other__in=passages) | Q(other__in=inside))
    other_way = Q(other__in=passages, passage__in=inside)
    return PassageLink.objects.filter(Q(passage__in=passages, theme=theme) | one_way | other_way, kind=Kind.CANNOT)


def pair(one: int, other: int) -> str:
    """The key of the link between two passages, whichever is named first."""
    return key_of(min(one, other), max(one, other), None)


def keys_of(links: Iterable[PassageLink]) -> list[str]:
    return [key_of(link.passage_id, link.other_id, link.theme_id) for link in links]


def named(passages: Collection[Passage]) -> str:
    """The words of one, the number of many."""
    return f"“{next(iter(passages))}”" if len(passages) == 1 else f"{len(passages)} passages"
