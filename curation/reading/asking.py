"""In: a question. Out: it stored, and its answer: at once where sentences are quoted, else promised as a run.

The question is stored before any model is asked, and a run stands for the answer: whoever promised it means
to do it, and where that process dies, a worker does.
"""

from contextlib import suppress
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from curation import embedding, writers
from curation.errors import CurationError, NothingToDo, OverCap, TemporaryError
from curation.heartbeat import beating
from curation.models import Run, Source
from curation.reading.answers import Told, answer_question, offers_of, pose
from curation.reading.models import Question
from curation.runs import enqueue, perform
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.forecast import forecast_answer

PLAIN = Wish()


def ask(owner: User, text: str, *, source: Source | None = None, wish: Wish = PLAIN) -> Question:
    """Raises Refused for what is no question, and NeedsConsent; then nothing is stored."""
    question = pose(owner, text, embedding.get_embedder(), source=source)
    _settle(question, wish)
    question.save()
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
        if as_seen.update(answered_at=None):
            question.answered_at = None
            _begin(question, wish)
    return question


def ask_and_wait(
    owner: User, text: str, *, source: Source | None = None, wish: Wish = PLAIN, told: Told | None = None
) -> Question:
    """`told` hears of each statement as soon as it is whole and checked. Raises CurationError where none came."""
    question = ask(owner, text, source=source, wish=wish)
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
    """What a run of kind ANSWER does."""
    question = Question.objects.select_related("owner").filter(pk=run.subject, answered_at=None).first()
    if question is None:
        raise NothingToDo("The question is answered already, or gone.")
    Question.objects.filter(pk=question.pk, writer="").update(answer=[])
    with beating(run):
        answered = answer_question(question, writers.get_writer(run.owner, run=run), told=told)
    return f"{answered.sentence_count} sentences." if not answered.abstained else "The library does not say."


def _settle(question: Question, wish: Wish) -> None:
    """Beyond the cap it is answered all the same: in quoted sentences, and saying why."""
    with suppress(OverCap):
        offers = offers_of(question)
        settle(question.owner, forecast_answer(question.text, offers, reads=settings.LLM_READS), wish)


def _begin(question: Question, wish: Wish) -> Question:
    if not asks_a_model(wish):
        return answer_question(question, writers.get_writer(question.owner, quoting=wish.quoting))
    enqueue(question.owner, Run.Kind.ANSWER, subject=question.pk, label=question.text, announce=False)
    return question


def _explain_silence(question: Question) -> Question:
    run = run_of(question)
    if run and run.status == Run.Status.FAILED:
        raise CurationError(run.message)
    raise TemporaryError(f"Question {question.pk} is kept, and its answer is not there yet; look for it later.")
