"""In: a reader's answer. Out: it kept and judged: at once where code judges, else promised as a run.

What is not right becomes a card; what the reader overrules, they have overruled.
"""

from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curation import embedding, writers
from curation.errors import NothingToDo, OverCap, Refused, TemporaryError
from curation.heartbeat import beating
from curation.models import Run
from curation.reading.models import LONGEST_ANSWER, Attempt, Exercise
from curation.reading.practice.judging import BY_READER, Judgement, as_json, case_of, judge
from curation.reading.review.making import card_of_missed, forget_missed
from curation.runs import enqueue, perform
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.forecast import forecast_judgement

PLAIN = Wish()


def answer(exercise: Exercise, text: str, *, wish: Wish = PLAIN) -> Attempt:
    """Empty where the reader would rather be told. Raises Refused for what is too long, and NeedsConsent."""
    words = " ".join(text.replace("\0", " ").split())
    if len(words) > LONGEST_ANSWER:
        raise Refused(f"The answer has {len(words)} characters; the limit is {LONGEST_ANSWER}.")
    attempt = Attempt(owner_id=exercise.owner_id, exercise=exercise, text=words)
    asks = bool(words) and asks_a_model(wish)
    if asks:
        _settle(attempt, wish)
    with transaction.atomic():
        attempt.save()
        if asks:
            enqueue(exercise.owner, Run.Kind.PRACTICE, subject=attempt.pk, label=exercise.question, announce=False)
    return attempt if asks else judge_attempt(attempt, None)


def answer_and_wait(exercise: Exercise, text: str, *, wish: Wish = PLAIN) -> Attempt:
    """Raises TemporaryError where no verdict came; the answer is kept."""
    attempt = answer(exercise, text, wish=wish)
    run = run_of(attempt)
    if run:
        perform(run.pk, work)
        attempt.refresh_from_db()
    if attempt.is_open:
        raise TemporaryError("The answer is kept, and not judged yet; look for it later.")
    return attempt


def judge_attempt(attempt: Attempt, run: Run | None) -> Attempt:
    """Without a run, by code alone."""
    owner = attempt.exercise.owner
    writer = writers.get_writer(owner, run=run) if run else writers.get_writer(owner, quoting=True)
    judgement = judge(case_of(attempt), writer, embedding.get_embedder())
    return _keep(attempt, judgement)


def overrule(attempt: Attempt, verdict: str) -> Attempt:
    """The reader knows better what they meant. Raises Refused for what is no verdict, or before there is one."""
    if verdict not in Attempt.Verdict.values or attempt.is_open:
        raise Refused("Say right, partly or wrong, once the answer is judged.")
    overruled = attempt.overruled or attempt.verdict
    fields: dict[str, object] = {"verdict": verdict, "overruled": overruled, "judged_by": BY_READER}
    return _written(attempt, fields)


def run_of(attempt: Attempt) -> Run | None:
    """The work on its verdict, while it has none."""
    if not attempt.is_open:
        return None
    return Run.objects.filter(owner=attempt.owner_id, kind=Run.Kind.PRACTICE, subject=attempt.pk).first()


def work(run: Run) -> str:
    """What a run of kind PRACTICE does."""
    attempts = Attempt.objects.select_related("exercise__source", "exercise__owner")
    attempt = attempts.filter(pk=run.subject, verdict="").first()
    if attempt is None:
        raise NothingToDo("The answer is judged already, or gone.")
    with beating(run):
        judged = judge_attempt(attempt, run)
    return f"{judged.get_verdict_display()}."


def _settle(attempt: Attempt, wish: Wish) -> None:
    """Beyond the cap it is judged all the same, by its words."""
    case = case_of(attempt)
    texts = [case.question, case.said, *(one.text for one in case.reference)]
    with suppress(OverCap):
        settle(attempt.exercise.owner, forecast_judgement(texts, case.offers, reads=settings.LLM_READS), wish)


def _keep(attempt: Attempt, judgement: Judgement) -> Attempt:
    fields = {
        "verdict": str(judgement.verdict),
        "reason": judgement.reason[:300],
        "missing": as_json(judgement.missing),
        "judged_by": judgement.judged_by[:80],
        "fell_back": judgement.fell_back[:500],
        "judged_at": timezone.now(),
    }
    return _written(attempt, fields)


@transaction.atomic
def _written(attempt: Attempt, fields: dict[str, object]) -> Attempt:
    """With the card of a missed question, or without it. What its reader made a card of by hand stays one."""
    was_missed = attempt.verdict == Attempt.Verdict.WRONG
    for name, value in fields.items():
        setattr(attempt, name, value)
    Attempt.objects.filter(pk=attempt.pk).update(**fields)
    if attempt.verdict == Attempt.Verdict.WRONG:
        card_of_missed(attempt.exercise)
    elif attempt.verdict == Attempt.Verdict.RIGHT and was_missed:
        forget_missed(attempt.exercise, attempt.said_at)
    return attempt
