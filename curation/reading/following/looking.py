"""In: a question whose answer may be under way. Out: all that a page shows of it, and a word for how far that is."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from curation.models import Run
from curation.reading import asking
from curation.reading.background import is_under_way
from curation.reading.cited import ShownAnswer, answer_of
from curation.reading.models import Question


@dataclass(frozen=True)
class Look:
    """`known` is equal where a page that shows the one need not be shown the other."""

    question: Question
    run: Run | None
    shown: ShownAnswer

    @property
    def waits(self) -> bool:
        return is_under_way(self.run)

    @property
    def known(self) -> str:
        return known_of(self.question, self.run)

    @property
    def role(self) -> str:
        """Begins the ids of its notes on a page with other answers."""
        return f"a{self.question.pk}-"


def look_at(owner: User, question_id: int) -> tuple[Question, Run | None]:
    """The run is looked up first: an answer that comes between the two looks is seen. Raises Question.DoesNotExist."""
    run = asking.latest_run(owner, question_id)
    questions = Question.objects.of(owner).select_related("source", "owner", "thread").defer("source__text")
    question = questions.get(pk=question_id)
    return question, run if question.is_open else None


def known_of(question: Question, run: Run | None) -> str:
    return f"{len(question.answer)}-{question.writer and 'before'}-{run.status if run else ''}"


def seen(question: Question, run: Run | None) -> Look:
    return Look(question, run, answer_of(question))
