"""In: what a reader wants written. Out: the thing itself, or its row and the promise of it.

Without a model it is there at once. With one, it is promised as a run: a model may be slow, busy or away, and
what is promised goes on after an interruption.
"""

from datetime import date
from typing import Unpack

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import NothingToDo, Refused
from curation.models import Run
from curation.runs import enqueue
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.base import Writer
from curation.writing.schemas import DeckBrief
from digests.choose import Subject
from digests.compose import UNASKED, Progress, compose, forecast_of_again, forecast_parts, unheard, write_again
from digests.decks import make_deck, new_deck, plan_anew
from digests.gather import gather
from digests.material import forecast_deck
from digests.models import Deck, Digest
from digests.periods import latest_week
from digests.wording import digest_title


def order_digest(owner: User, start: date, end: date, wish: Wish = UNASKED) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept, NeedsConsent and OverCap before a model is asked."""
    known = Digest.objects.of(owner).filter(period_start=start, period_end=end).first()
    if known and known.is_the_hands:
        return known
    if not asks_a_model(wish):
        return compose(owner, start, end, wish=wish)
    parts = gather(owner, start, end).parts
    settle(owner, forecast_parts(parts), wish)
    return _promise(owner, start, end)


def order_again(digest: Digest, wish: Wish = UNASKED) -> Digest:
    """The sections that fell back. Raises Refused and NothingToDo as `compose.check_again` does."""
    _require_model(wish)
    settle(digest.owner, forecast_of_again(digest), wish)
    return _promised(digest, Digest.Wanted.FALLEN_BACK)


def again_at_once(digest: Digest, wish: Wish = UNASKED) -> Digest:
    """As `order_again`, for somebody who waits for it."""
    _require_model(wish)
    return write_again(digest, wish=wish)


def may_be_written_again(digest: Digest) -> bool:
    return asks_a_model() and digest.state == Digest.State.DRAFT and digest.sections.fell_back().exists()


def fulfil(owner: User, subject: int, writer: Writer, tell: Progress = unheard) -> Digest:
    """What the row of this digest asks for; without a row (`subject` 0), the latest week."""
    if not subject:
        return compose(owner, *latest_week(owner), writer, tell=tell)
    digest = Digest.objects.of(owner).filter(pk=subject).first()
    if digest is None:
        raise NothingToDo("The digest is gone; there is nothing to write.")
    if digest.wanted == Digest.Wanted.FALLEN_BACK:
        return write_again(digest, writer, tell=tell)
    return compose(owner, digest.period_start, digest.period_end, writer, tell=tell)


def order_deck(owner: User, brief: DeckBrief, wish: Wish = UNASKED, **subject: Unpack[Subject]) -> Deck:
    """`subject` is one source, theme or digest. Raises NothingToDo where there are no words to show."""
    if not asks_a_model(wish):
        return make_deck(owner, brief, wish=wish, **subject)
    deck = new_deck(owner, brief, **subject)
    settle(owner, forecast_deck(deck), wish)
    return _promise_deck(deck)


def order_deck_again(deck: Deck, wish: Wish = UNASKED) -> Deck:
    """Raises Refused where there is no model to ask, NothingToDo for a deck that did not fall back."""
    _require_model(wish)
    if deck.outline and not deck.fell_back:
        raise NothingToDo("This deck did not fall back.")
    settle(deck.owner, forecast_deck(deck), wish)
    return _promise_deck(deck)


def fulfil_deck(owner: User, subject: int, writer: Writer, tell: Progress = unheard) -> Deck:
    deck = Deck.objects.filter(owner=owner, pk=subject).select_related("source", "theme", "digest").first()
    if deck is None:
        raise NothingToDo("The deck is gone; there is nothing to plan.")
    return plan_anew(deck, writer, tell)


def run_of_deck(deck: Deck) -> Run | None:
    return Run.objects.filter(owner=deck.owner_id, kind=Run.Kind.DECK, subject=deck.pk).first()


def run_of(digest: Digest) -> Run | None:
    """The last run for it, under way or closed."""
    return Run.objects.filter(owner=digest.owner_id, kind=Run.Kind.DIGEST, subject=digest.pk).first()


def _require_model(wish: Wish) -> None:
    if not asks_a_model(wish):
        raise Refused("No language model is asked here; what is quoted stays quoted.")


@transaction.atomic
def _promise(owner: User, start: date, end: date) -> Digest:
    digest, _ = Digest.objects.get_or_create(
        owner=owner, period_start=start, period_end=end, defaults={"title": digest_title([], start, end)}
    )
    return _promised(digest, Digest.Wanted.WHOLE)


@transaction.atomic
def _promised(digest: Digest, wanted: Digest.Wanted) -> Digest:
    """Who waits for all of it waits for what fell back as well."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if held.wanted != Digest.Wanted.WHOLE:
        held.wanted = wanted
        held.save(update_fields=["wanted"])
    enqueue(held.owner, Run.Kind.DIGEST, subject=held.pk, label=held.title)
    return held


@transaction.atomic
def _promise_deck(deck: Deck) -> Deck:
    deck.save()
    enqueue(deck.owner, Run.Kind.DECK, subject=deck.pk, label=deck.title)
    return deck
