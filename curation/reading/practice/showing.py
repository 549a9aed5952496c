"""In: a source's exercises with what was answered. Out: what the pages of practice show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from curation.models import Source
from curation.reading.cited import ShownStatement, footnotes
from curation.reading.models import Attempt, Exercise
from curation.reading.statements import KeptStatement


@dataclass(frozen=True)
class Row:
    """`attempt` is the last one."""

    exercise: Exercise
    attempt: Attempt | None


@dataclass(frozen=True)
class Progress:
    rows: tuple[Row, ...]

    @property
    def answered(self) -> int:
        return sum(row.attempt is not None for row in self.rows)

    @property
    def right(self) -> int:
        return sum(row.attempt is not None and row.attempt.verdict == Attempt.Verdict.RIGHT for row in self.rows)

    @property
    def next_up(self) -> Exercise | None:
        """The first that is not answered yet."""
        return next((row.exercise for row in self.rows if row.attempt is None), None)

    @property
    def is_done(self) -> bool:
        return bool(self.rows) and self.next_up is None


@dataclass(frozen=True)
class ShownExercise:
    steps: list[ShownStatement]
    answer: list[ShownStatement]
    missing: list[ShownStatement]


def progress_of(source: Source) -> Progress:
    """Two queries."""
    attempts = Prefetch("attempts", Attempt.objects.order_by("-said_at", "-id"))
    asked = Exercise.objects.filter(source=source).asked().prefetch_related(attempts)
    return Progress(tuple(Row(one, next(iter(one.attempts.all()), None)) for one in asked))


def show(exercise: Exercise, attempt: Attempt | None) -> ShownExercise:
    """Until it is judged, nothing of the answer is among what is shown."""
    steps, answer = _kept(exercise.steps), _kept(exercise.answer) if attempt and not attempt.is_open else []
    missing = _kept(attempt.missing) if attempt else []
    notes = footnotes([*steps, *answer, *missing], exercise.owner)
    return ShownExercise(notes.show_all(steps), notes.show_all(answer), notes.show_all(missing))


def _kept(told: Sequence[object]) -> list[KeptStatement]:
    return [KeptStatement.model_validate(one) for one in told]
