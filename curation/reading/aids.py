"""In: a reader's wish for an aid to one source. Out: it made at once where sentences are quoted, else promised.

One run makes all that is asked for and not made: an explanation, a cleaned-up transcript, a second opinion.
"""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from curation import writers
from curation.errors import NothingToDo
from curation.heartbeat import beating
from curation.models import Run, Source
from curation.reading import passes
from curation.reading.background import do_and_wait
from curation.reading.cleaning import clean_up
from curation.reading.consenting import forecasts_of
from curation.reading.explaining import explain
from curation.reading.levels import retell_as
from curation.reading.models import (
    Aid,
    Cleaning,
    ExpertsWords,
    Explanation,
    NewcomersWords,
    Opinion,
    Practice,
    Unpuzzling,
)
from curation.reading.opinions import form_opinion
from curation.reading.practice.making import practise
from curation.reading.puzzles import unpuzzle
from curation.runs import enqueue
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.base import Writer

# How often a model that names a time is waited for, before its stand-in writes.
MOST_WAITS = 3
PLAIN = Wish()


def explain_all(source: Source, writer: Writer) -> Explanation:
    """With it what the reader did not get is answered."""
    explanation = explain(source, writer)
    with suppress(NothingToDo):
        unpuzzle(source, writer)
    return explanation


MAKERS: dict[type[Aid], Callable[[Source, Writer], Aid]] = {
    Explanation: explain_all,
    Unpuzzling: unpuzzle,
    NewcomersWords: retell_as(NewcomersWords),
    ExpertsWords: retell_as(ExpertsWords),
    Cleaning: clean_up,
    Opinion: form_opinion,
    Practice: practise,
}


def ask_for(kind: type[Aid], source: Source, *, wish: Wish = PLAIN, announce: bool = True) -> Aid:
    """In pass 1 it opens help. Raises NothingToDo where nothing of the source may be seen, NeedsConsent and OverCap;
    then nothing is promised and no help was opened.
    """
    if not asks_a_model(wish):
        made = MAKERS[kind](source, writers.get_writer(source.owner, quoting=wish.quoting))
        passes.help_wished(source)
        return made
    settle(source.owner, forecasts_of(kind, source), wish)
    passes.help_wished(source)
    wanted = {"owner": source.owner, "asked_at": timezone.now()}
    with transaction.atomic():
        aid, _ = kind._default_manager.update_or_create(source=source, defaults=wanted)
        enqueue(source.owner, Run.Kind.EXPLAIN, subject=source.pk, label=source.label, announce=announce)
    return aid


def ask_for_and_wait(kind: type[Aid], source: Source, *, wish: Wish = PLAIN) -> Aid:
    """Raises CurationError where nothing came of it."""
    aid = ask_for(kind, source, wish=wish, announce=False)
    run = run_of(aid)
    if run:
        do_and_wait(run, work, aid)
    return aid


def run_of(aid: Aid) -> Run | None:
    """The latest work on it, while it is asked for and not made."""
    if not aid.is_open:
        return None
    return Run.objects.filter(owner=aid.owner_id, kind=Run.Kind.EXPLAIN, subject=aid.source_id).first()


def is_worth_another(aid: Aid) -> bool:
    """The same text, read as far by the same model, would give the same once more."""
    return _reads_on(aid) or aid.is_outdated or aid.is_open or (asks_a_model() and "extractive" in aid.writer)


def may_be_shown(aid: Aid) -> bool:
    """Made, and in pass 1 of nothing beyond the reader's place."""
    if aid.made_at is None:
        return False
    return aid.bound is not None or passes.bound_of(passes.seen(aid.source)) is None


def _reads_on(aid: Aid) -> bool:
    """More of the source may be seen now than when it was made."""
    return aid.bound is not None and passes.bound_of(passes.seen(aid.source)) != aid.bound


def work(run: Run) -> str:
    """What a run of kind EXPLAIN does."""
    source = Source.objects.select_related("owner").filter(pk=run.subject).first()
    kinds = _asked_for(source) if source else []
    if source is None or not kinds:
        raise NothingToDo("Nothing is asked for that is not made already.")
    with beating(run):
        writer = writers.get_writer(run.owner, run=run, patient=run.attempts <= MOST_WAITS)
        made = [MAKERS[kind](source, writer) for kind in kinds]
    return ", ".join(str(aid._meta.verbose_name) for aid in made).capitalize() + "."


def _asked_for(source: Source) -> list[type[Aid]]:
    """What was asked for last comes first: one that fails again and again holds up no later one."""
    asked = [aid for kind in MAKERS if (aid := kind._default_manager.filter(source=source).first()) and aid.is_open]
    return [type(aid) for aid in sorted(asked, key=lambda aid: aid.asked_at, reverse=True)]
