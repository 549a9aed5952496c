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
from digests.compose import (
    UNASKED,
    Progress,
    compose,
    compose_within,
    consented,
    forecast_of_again,
    forecast_parts,
    unheard,
    write_again,
)
from digests.deck_versions import latest_number
from digests.decks import make_deck, new_deck, plan_anew, stored
from digests.gather import gather
from digests.material import forecast_deck
from digests.models import Deck, Digest
from digests.periods import latest_week
from digests.scope import Scope, scope_of
from digests.wanted import promise, runs_of
from digests.wording import digest_title

# The last change that may go.
SURE = "sure"
AS_IT_IS = "It stays as it is: what is quoted stays quoted."


def order_digest(owner: User, start: date, end: date, wish: Wish = UNASKED) -> Digest:
    """Of all that was met in a period, as `order_within`."""
    return order_within(Scope(owner, start, end), wish)


def order_within(scope: Scope, wish: Wish = UNASKED) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept, NeedsConsent and OverCap before a model is asked."""
    known = scope.rows.first()
    if known and known.is_the_hands:
        return known
    if not asks_a_model(wish):
        return compose_within(scope, wish=wish)
    settle(scope.owner, forecast_parts(gather(scope).parts, scope.brief), wish)
    return promise_within(scope)


@transaction.atomic
def promise_within(scope: Scope, wanted: Digest.Wanted = Digest.Wanted.WHOLE) -> Digest:
    """Its row, made where there is none yet, and a run that writes it."""
    if scope.picks is not None:
        return promise(scope.rows.get(), wanted)
    digest, _ = Digest.objects.get_or_create(
        owner=scope.owner,
        series_id=scope.series,  # type: ignore[misc]
        picked=False,
        period_start=scope.start,
        period_end=scope.end,
        defaults={"title": digest_title([], scope.start, scope.end)},
    )
    return promise(digest, wanted)


def order_again(digest: Digest, wish: Wish = UNASKED) -> Digest:
    """The sections that fell back. Raises Refused and NothingToDo as `compose.check_again` does."""
    _require_model(wish)
    settle(digest.owner, forecast_of_again(digest), wish)
    return promise(digest, Digest.Wanted.FALLEN_BACK)


def again_at_once(digest: Digest, wish: Wish = UNASKED) -> Digest:
    """As `order_again`, for somebody who waits for it."""
    _require_model(wish)
    return write_again(digest, wish=wish)


def order_anew(digest: Digest, wish: Wish = UNASKED) -> Digest:
    """All of it, as its row and its series say now. Raises Refused for what a hand has touched; else `order_within`."""
    if digest.is_the_hands:
        raise Refused(f"“{digest}” was edited or approved by hand; it stays as it is.")
    return order_within(scope_of(digest), wish)


def may_be_written_again(digest: Digest) -> bool:
    return asks_a_model() and digest.state == Digest.State.DRAFT and digest.sections.fell_back().exists()


def fulfil(owner: User, subject: int, writer: Writer, tell: Progress = unheard) -> Digest:
    """What the row of this digest asks for; without a row (`subject` 0), the latest week."""
    if not subject:
        return compose(owner, *latest_week(owner), writer, tell=tell)
    digest = Digest.objects.of(owner).filter(pk=subject).first()
    if digest is None:
        raise NothingToDo("The digest is gone; there is nothing to write.")
    if digest.writer and not digest.wanted:
        raise NothingToDo("It is written already.")
    if digest.wanted == Digest.Wanted.FALLEN_BACK:
        return write_again(digest, writer, tell=tell)
    return compose_within(scope_of(digest), writer, tell=tell)


def order_deck(owner: User, brief: DeckBrief, wish: Wish = UNASKED, **subject: Unpack[Subject]) -> Deck:
    """`subject` is one thing. Raises NeedsConsent and OverCap before a model is asked.

    NothingToDo, where there are no words to show, is raised of a deck made at once; a promised one's run says so.
    """
    if not asks_a_model(wish):
        return make_deck(owner, brief, wish=wish, **subject)
    deck = new_deck(owner, brief, **subject)
    settle(owner, forecast_deck(deck), wish)
    return promise_deck_of(deck)


def order_deck_again(deck: Deck, wish: Wish = UNASKED, *, sure: bool = False) -> Deck:
    """One that was never made is made at once where no model is asked. What a hand has changed by now is replaced
    only where one is `sure`.

    Raises Refused for another without a model to ask, NothingToDo for a deck that did not fall back.
    """
    if not deck.outline and not asks_a_model(wish):
        return plan_anew(deck, consented(deck.owner, forecast_deck(deck), wish))
    _require_model(wish)
    if deck.outline and not deck.fell_back:
        raise NothingToDo("This deck did not fall back.")
    settle(deck.owner, forecast_deck(deck), wish)
    if sure:
        deck.wanted[SURE] = latest_number(deck)
        deck.save(update_fields=["wanted"])
    return promise_deck_of(deck)


def fulfil_deck(owner: User, subject: int, writer: Writer, tell: Progress = unheard) -> Deck:
    deck = Deck.objects.filter(owner=owner, pk=subject).select_related("source", "theme", "digest").first()
    if deck is None:
        raise NothingToDo("The deck is gone; there is nothing to plan.")
    if deck.edited_by_hand and deck.wanted.get(SURE) != latest_number(deck):
        raise NothingToDo("A hand has changed the deck; it stays as it is.")
    return plan_anew(deck, writer, tell)


def run_of_deck(deck: Deck) -> Run | None:
    return Run.objects.filter(owner=deck.owner_id, kind=Run.Kind.DECK, subject=deck.pk).first()


def run_of(digest: Digest) -> Run | None:
    """The last run for it, under way or closed."""
    return runs_of(digest).first()


def _require_model(wish: Wish) -> None:
    if not asks_a_model(wish):
        raise Refused(f"No language model is asked here. {AS_IT_IS}")


@transaction.atomic
def promise_deck_of(deck: Deck) -> Deck:
    if deck.pk is None:
        stored(deck)
    enqueue(deck.owner, Run.Kind.DECK, subject=deck.pk, label=deck.title)
    return deck
