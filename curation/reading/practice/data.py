"""In: what a source asks back. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from curation.data import Data, RunData
from curation.models import Source
from curation.reading import aids
from curation.reading.data import AnswerStatement
from curation.reading.models import Attempt, Exercise, Practice
from curation.reading.practice.answering import run_of
from curation.reading.practice.showing import progress_of


class AttemptData(Data):
    """Without a `verdict` it is being judged, by `run`. `judged_by` is "words", "reader", or the model's name."""

    id: int
    text: str
    verdict: str
    reason: str
    judged_by: str
    fell_back: str
    answer: list[AnswerStatement]
    missing: list[AnswerStatement]
    said_at: datetime
    run: RunData | None


class ExerciseData(Data):
    """The reference answer is told with an attempt at it."""

    id: int
    source_id: int
    kind: str
    question: str
    steps: list[AnswerStatement]
    attempt: AttemptData | None


class PracticeData(Data):
    """`made_at` is null where the questions are still to be made, by `run`."""

    source_id: int
    exercises: list[ExerciseData]
    writer: str
    fell_back: str
    outdated: bool
    made_at: datetime | None
    run: RunData | None


def practice_data(source: Source) -> PracticeData:
    aid: Practice | None = Practice.objects.filter(source=source).first()
    run = aids.run_of(aid) if aid else None
    return PracticeData(
        source_id=source.pk,
        exercises=[exercise_data(row.exercise, row.attempt) for row in progress_of(source).rows],
        writer=aid.writer if aid else "",
        fell_back=aid.fell_back if aid else "",
        outdated=aid.is_outdated if aid else False,
        made_at=aid.made_at if aid else None,
        run=RunData.model_validate(run) if run else None,
    )


def exercise_data(exercise: Exercise, attempt: Attempt | None) -> ExerciseData:
    return ExerciseData(
        id=exercise.pk,
        source_id=exercise.source_id,
        kind=exercise.kind,
        question=exercise.question,
        steps=_statements(exercise.steps),
        attempt=attempt_data(attempt, exercise) if attempt else None,
    )


def attempt_data(attempt: Attempt, exercise: Exercise) -> AttemptData:
    run = run_of(attempt)
    return AttemptData(
        id=attempt.pk,
        text=attempt.text,
        verdict=attempt.verdict,
        reason=attempt.reason,
        judged_by=attempt.judged_by,
        fell_back=attempt.fell_back,
        answer=[] if attempt.is_open else _statements(exercise.answer),
        missing=_statements(attempt.missing),
        said_at=attempt.said_at,
        run=RunData.model_validate(run) if run else None,
    )


def _statements(told: list[dict[str, object]]) -> list[AnswerStatement]:
    return [AnswerStatement.model_validate(one) for one in told]
