"""In: a question. Out: it stored, and its answer: at once where sentences are quoted, else promised as a run.

The question is stored before any model is asked, and a run stands for the answer: whoever promised it means
to do it, and where that process dies, a worker does, from where it was. What broke off stays, and goes on when asked.
"""

from contextlib import suppress
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from curation import embedding, writers
from curation.errors import CurationError, NothingToDo, OverCap, Refused, TemporaryError
from curation.heartbeat import beating
from curation.models import Run, Source
from curation.reading import passes
from curation.reading.answers import Told, answer_question, begun_of, earlier_of, offers_of, pose
from curation.reading.models import Question, Reading, Thread
from curation.reading.threads import rescope, scope_of, thread_for
from curation.runs import enqueue, perform
from curation.search import Scope
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.forecast import forecast_answer

PLAIN = Wish()


def ask(
    owner: User,
    text: str,
    *,
    source: Source | None = None,
    thread: Thread | None = None,
    scope: Scope | None = None,
    wish: Wish = PLAIN,
) -> Question:
    """In a `thread`, of what that is asked of; else a new one is begun. A `scope` that is told becomes the thread's.

    Raises Refused for what is no question, and NeedsConsent; then nothing is stored.
    """
    source = thread.source if thread else source
    scope = scope or (scope_of(thread) if thread else Scope())
    reading = Reading.objects.of(owner).filter(source=source).first() if source else None
    bound = passes.bound_of(reading) if reading else None
    question = pose(owner, text, embedding.get_embedder(), source=source, thread=thread, scope=scope, bound=bound)
    _settle(question, wish)
    _store(question, thread, scope)
    if reading and bound is not None:
        passes.open_help(reading)
    return _begin(question, wish)


def ask_again(question: Question, *, wish: Wish = PLAIN) -> Question:
    """The same question of the same passages. Its answer stays until there is a word of another.

    Where another was asked for or came meanwhile, that one counts.
    """
    _settle(question, wish)
    if not asks_a_model(wish):
        return _begin(question, wish)
    with transaction.atomic():
        as_seen = Question.objects.filter(pk=question.pk, answered_at=question.answered_at)
        if as_seen.update(answered_at=None, cut=""):
            question.answered_at, question.cut = None, ""
            _begin(question, wish)
    return question


def go_on(question: Question, *, wish: Wish = PLAIN) -> Question:
    """Have the rest of an answer written that broke off; what was heard of it stays.

    Raises Refused where nothing broke off or no model is there to go on.
    """
    if not (question.cut or question.is_open):
        raise Refused("This answer is whole.")
    if not asks_a_model(wish):
        raise Refused("Only a language model can go on with it; it can be answered anew without one.")
    _settle(question, wish)
    with transaction.atomic():
        as_seen = Question.objects.filter(pk=question.pk, answered_at=question.answered_at, cut=question.cut)
        broken = {"answered_at": None, "writer": "", "cut": ""} if question.cut else {"cut": ""}
        if as_seen.update(**broken):
            question.refresh_from_db()
            _begin(question, wish)
    return question


def ask_and_wait(
    owner: User,
    text: str,
    *,
    source: Source | None = None,
    thread: Thread | None = None,
    scope: Scope | None = None,
    wish: Wish = PLAIN,
    told: Told | None = None,
) -> Question:
    """`told` hears of each statement as soon as it is whole and checked. Raises CurationError where none came."""
    question = ask(owner, text, source=source, thread=thread, scope=scope, wish=wish)
    return wait_for(question, told=told)


def wait_for(question: Question, *, told: Told | None = None) -> Question:
    """Do here what was promised. Raises CurationError where no answer came of it."""
    run = run_of(question)
    if run is None:
        return question
    perform(run.pk, partial(work, told=told))
    question.refresh_from_db()
    return question if not question.is_open else _explain_silence(question)


def run_of(question: Question) -> Run | None:
    """The latest work on its answer, while it has none."""
    return latest_run(question.owner, question.pk) if question.is_open else None


def latest_run(owner: User, question_id: int) -> Run | None:
    """For who looks at both: a run that was looked up before its question is never over while that is open."""
    return Run.objects.filter(owner=owner, kind=Run.Kind.ANSWER, subject=question_id).first()


def work(run: Run, *, told: Told | None = None) -> str:
    """What a run of kind ANSWER does. What was heard before it was interrupted is gone on with."""
    asked = Question.objects.select_related("owner", "thread")
    question = asked.filter(pk=run.subject, answered_at=None).first()
    if question is None:
        raise NothingToDo("The question is answered already, or gone.")
    with beating(run):
        answered = answer_question(question, writers.get_writer(run.owner, run=run), told=told)
    if answered.cut:
        return f"{answered.sentence_count} sentences; then it broke off."
    return f"{answered.sentence_count} sentences." if not answered.abstained else "The library does not say."


def _settle(question: Question, wish: Wish) -> None:
    """Beyond the cap it is answered all the same: in quoted sentences, and saying why."""
    with suppress(OverCap):
        offers, said = offers_of(question), [one.text for one in begun_of(question)]
        earlier = earlier_of(question)
        forecast = forecast_answer(question.text, offers, reads=settings.LLM_READS, earlier=earlier, said=said)
        settle(question.owner, forecast, wish)


@transaction.atomic
def _store(question: Question, thread: Thread | None, scope: Scope) -> None:
    if thread:
        rescope(thread, scope)
    question.thread = thread or thread_for(question.owner, question.text, source=question.source, scope=scope)
    question.save()


def _begin(question: Question, wish: Wish) -> Question:
    if not asks_a_model(wish):
        question.answer = []
        return answer_question(question, writers.get_writer(question.owner, quoting=wish.quoting))
    enqueue(question.owner, Run.Kind.ANSWER, subject=question.pk, label=question.text, announce=False)
    return question


def _explain_silence(question: Question) -> Question:
    run = run_of(question)
    if run and run.status == Run.Status.FAILED:
        raise CurationError(run.message)
    raise TemporaryError(f"Question {question.pk} is kept, and its answer is not there yet; look for it later.")
