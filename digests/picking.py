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
    _refuse_many(sources)
    return _write(_fill(Digest(owner=owner, title=title, picked=True), sources, wish), wish, wait=wait)


def pick_also(digest: Digest, sources: Collection[int], wish: Wish = UNASKED, *, wait: bool = False) -> Digest:
    """The draft is written anew. Raises as `pick` does, and Refused for a digest that a hand has touched."""
    with transaction.atomic():
        held = _held(digest)
        together = {*sources, *_picked(held)}
        _refuse_many(together)
        _fill(held, together, wish)
    return _write(held, wish, wait=wait)


def unpick(digest: Digest, sources: Collection[int], wish: Wish = UNASKED, *, wait: bool = False) -> Digest:
    """Without these, as far as they are in it, the draft is written anew. Raises as `pick_also` does."""
    with transaction.atomic():
        held = _held(digest)
        left = _picked(held) - set(sources)
        if not left:
            raise Refused("Leave at least one source in it.")
        _fill(held, left, wish)
    return _write(held, wish, wait=wait)


def _held(digest: Digest) -> Digest:
    """As it is now, for as long as the transaction lasts."""
    held = Digest.objects.select_for_update().filter(pk=digest.pk).first()
    if held is None:
        raise NotFound(f"“{digest}” is not there any more.")
    if not held.picked:
        raise Refused(f"“{held}” is of a period; its sources are not for you to pick.")
    if held.is_the_hands:
        raise Refused(f"“{held}” was edited or approved by hand; it stays as it is.")
    return held


def _picked(digest: Digest) -> set[int]:
    return set(digest.picks.values_list("pk", flat=True))


@transaction.atomic
def _fill(digest: Digest, ids: Collection[int], wish: Wish) -> Digest:
    found = _found(digest.owner, ids)
    scope = _scope(digest, found)
    _settle(scope, wish)
    digest.period_start, digest.period_end = scope.start, scope.end
    digest.save()
    digest.picks.set(found)
    return digest


def _refuse_many(ids: Collection[int]) -> None:
    """What a series leaves behind may be made of more; of that, some are taken out."""
    if len(ids) > MOST_PICKS:
        raise Refused(f"A digest is made of up to {MOST_PICKS} sources; these are {len(ids)}.")


def _found(owner: User, ids: Collection[int]) -> list[Source]:
    found = Source.objects.of(owner).defer("text").in_bulk(ids)
    missing = [one for one in ids if one not in found]
    if missing:
        raise NotFound(f"There is no source {missing[0]} in this library.")
    if not found:
        raise Refused("Pick at least one source.")
    return list(found.values())


def _scope(digest: Digest, found: Collection[Source]) -> Scope:
    days, picks = [source.met_on for source in found], frozenset(source.pk for source in found)
    return Scope(digest.owner, min(days), max(days), picks=picks, digest=digest.pk or 0)


def _settle(scope: Scope, wish: Wish) -> None:
    parts = gather(scope).parts
    if not parts:
        raise NothingToDo("There is nothing to quote in what was picked.")
    settle(scope.owner, forecast_parts(parts, scope.brief), wish)


def _write(digest: Digest, wish: Wish, *, wait: bool) -> Digest:
    """What it may cost is agreed to by now."""
    write = compose_within if wait else order_within
    return write(scope_of(digest), wish=replace(wish, agreed=True))
