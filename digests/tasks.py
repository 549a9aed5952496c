"""Background work of the way out."""

from celery import shared_task

from curation.heartbeat import beating
from curation.models import Run
from curation.runs import perform
from curation.writers import get_writer
from curation.writing.base import Writer
from digests import newsletter
from digests.decks import outline_of
from digests.due import due_series, promise_due, tell_of, telling_of_nothing
from digests.memo import go_on, waiting_decks
from digests.models import Deck
from digests.novelty import by_code_alone
from digests.order import fulfil, fulfil_deck
from digests.progress import following
from digests.wanted import is_to_be_quoted
from digests.wording import composed

HOURS = 3600
# How often a model that asks for time is waited for, before its part is quoted instead.
PATIENCE = 3


@shared_task(soft_time_limit=2 * HOURS, time_limit=2 * HOURS + 60)
def compose_digest(run_id: int) -> None:
    perform(run_id, _compose)


def _compose(run: Run) -> str:
    quoting = is_to_be_quoted(run.subject)
    with beating(run) as beat, telling_of_nothing(run.subject):
        digest = fulfil(run.owner, run.subject, _writer(run, quoting=quoting), following(run, beat))
    fallen = list(digest.sections.values_list("is_lead", "fell_back"))
    lead = next((reason for is_lead, reason in fallen if is_lead), "")
    told = composed(digest.title, [reason for is_lead, reason in fallen if not is_lead], lead)
    tell_of(digest, told, quoted=quoting)
    return f"{told} {by_code_alone(digest.uncompared)}".rstrip()


@shared_task
def promise_due_series() -> None:
    for series_id in due_series():
        promise_series.delay(series_id=series_id)


@shared_task
def promise_series(series_id: int) -> None:
    promise_due(series_id)


@shared_task
def send_newsletters() -> None:
    newsletter.begin_due()
    newsletter.deliver()


@shared_task
def send_letters() -> None:
    newsletter.send_letters()
    newsletter.forget_letters()
    newsletter.forget_unconfirmed()


@shared_task
def promise_decks_of_recordings() -> None:
    """Each by itself: what ends in an error keeps no other from its words."""
    for deck_id in waiting_decks():
        promise_deck_of_recording.delay(deck_id=deck_id)


@shared_task
def promise_deck_of_recording(deck_id: int) -> None:
    for deck in Deck.objects.filter(pk=deck_id):
        go_on(deck)


@shared_task(soft_time_limit=2 * HOURS, time_limit=2 * HOURS + 60)
def make_deck(run_id: int) -> None:
    perform(run_id, _make_deck)


def _make_deck(run: Run) -> str:
    with beating(run) as beat:
        deck = fulfil_deck(run.owner, run.subject, _writer(run), following(run, beat))
    fell_back = f" Not as it was asked for: {deck.fell_back}" if deck.fell_back else ""
    return f"{deck.title} ({len(outline_of(deck).slides)} slides).{fell_back}"


def _writer(run: Run, *, quoting: bool = False) -> Writer:
    return get_writer(run.owner, run=run, patient=run.attempts < PATIENCE, quoting=quoting)
