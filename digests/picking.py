"""In: sources that a person picked. Out: a digest of these under a title of their own, composed like another."""

from collections.abc import Collection
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import NotFound, NothingToDo, Refused
from curation.models import Source
from curation.wishes import Wish, settle
from digests.compose import UNASKED, compose_within, forecast_parts
from digests.gather import gather
from digests.models import Digest
from digests.order import order_within
from digests.scope import Scope, scope_of

MOST_PICKS = 200
LONGEST_TITLE = 200


def pick(owner: User, title: str, sources: Collection[int], wish: Wish = UNASKED, *, wait: bool = False) -> Digest:
    """Raises Refused, NotFound and NothingToDo, and before a model is asked NeedsConsent and OverCap.

    `wait` for a model, or promise it.
    """
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(f"A digest of what you pick needs a title of its own, of up to {LONGEST_TITLE} characters.")
    found = _found(owner, sources)
    _settle(_scope(owner, found), wish)
    return _write(_fill(Digest(owner=owner, title=title, picked=True), found), wish, wait=wait)


def pick_also(digest: Digest, sources: Collection[int], wish: Wish = UNASKED, *, wait: bool = False) -> Digest:
    """The draft is written anew. Raises as `pick` does, and Refused for a digest that a hand has touched."""
    if not digest.picked:
        raise Refused(f"“{digest}” is of a period; sources are added to digests of what you picked.")
    if digest.is_the_hands:
        raise Refused(f"“{digest}” was edited or approved by hand; it stays as it is.")
    found = _found(digest.owner, {*sources, *digest.picks.values_list("pk", flat=True)})
    _settle(replace(_scope(digest.owner, found), digest=digest.pk), wish)
    return _write(_fill(digest, found), wish, wait=wait)


def _found(owner: User, ids: Collection[int]) -> list[Source]:
    if len(ids) > MOST_PICKS:
        raise Refused(f"A digest is made of up to {MOST_PICKS} sources; these are {len(ids)}.")
    found = Source.objects.of(owner).in_bulk(ids)
    missing = [one for one in ids if one not in found]
    if missing:
        raise NotFound(f"There is no source {missing[0]} in this library.")
    if not found:
        raise Refused("Pick at least one source.")
    return list(found.values())


def _scope(owner: User, found: Collection[Source]) -> Scope:
    days = [source.met_on for source in found]
    return Scope(owner, min(days), max(days), picks=frozenset(source.pk for source in found))


def _settle(scope: Scope, wish: Wish) -> None:
    parts = gather(scope).parts
    if not parts:
        raise NothingToDo("There is nothing to quote in what was picked.")
    settle(scope.owner, forecast_parts(parts, scope.brief), wish)


@transaction.atomic
def _fill(digest: Digest, found: Collection[Source]) -> Digest:
    scope = _scope(digest.owner, found)
    digest.period_start, digest.period_end = scope.start, scope.end
    digest.save()
    digest.picks.set(found)
    return digest


def _write(digest: Digest, wish: Wish, *, wait: bool) -> Digest:
    """What it may cost is agreed to by now."""
    write = compose_within if wait else order_within
    return write(scope_of(digest), wish=replace(wish, agreed=True))
