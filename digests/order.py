"""In: what a reader wants written. Out: the thing itself, or its row and the promise of it.

Without a model it is there at once. With one, it is promised as a run: a model may be slow, busy or away, and
what is promised goes on after an interruption.
"""

from dataclasses import asdict
from datetime import date
from typing import Unpack

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import NothingToDo, Refused
from curation.models import Run
from curation.runs import enqueue
from curation.writing.base import Writer
from curation.writing.schemas import DeckBrief
from digests.choose import Subject
from digests.compose import Progress, check_again, compose, unheard, write_again
from digests.decks import make_deck, new_deck, plan_anew
from digests.gather import gather
from digests.models import Deck, Digest
from digests.periods import latest_week
from digests.wording import digest_title


def is_promised() -> bool:
    """Whether writing is work for the background here."""
    return bool(settings.CHAT)


def order_digest(owner: User, start: date, end: date) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept."""
    known = Digest.objects.of(owner).filter(period_start=start, period_end=end).first()
    if known and known.is_the_hands:
        return known
    if not is_promised():
        return compose(owner, start, end)
    gather(owner, start, end)
    return _promise(owner, start, end)


def order_again(digest: Digest) -> Digest:
    """The sections that fell back. Raises Refused and NothingToDo as `compose.check_again` does."""
    if not is_promised():
        raise Refused("No language model is set here, so what is quoted stays quoted.")
    check_again(digest)
    return _promised(digest, Digest.Wanted.FALLEN_BACK)


def may_be_written_again(digest: Digest) -> bool:
    return is_promised() and digest.state == Digest.State.DRAFT and digest.sections.fell_back().exists()


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


def order_deck(owner: User, brief: DeckBrief, **subject: Unpack[Subject]) -> Deck:
    """`subject` is one source, theme or digest. Raises NothingToDo where there are no words to show."""
    if not is_promised():
        return make_deck(owner, **asdict(brief), **subject)
    return _promise_deck(new_deck(owner, brief, **subject))


def order_deck_again(deck: Deck) -> Deck:
    """Raises Refused where there is no model to ask, NothingToDo for a deck that did not fall back."""
    if not is_promised():
        raise Refused("No language model is set here, so the deck stays as it is laid out.")
    if deck.outline and not deck.fell_back:
        raise NothingToDo("This deck did not fall back.")
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
