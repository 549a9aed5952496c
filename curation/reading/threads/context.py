"""In: a question in a talk. Out: the questions before it with what was borne out of their answers."""

from collections.abc import Sequence

from curation.reading.models import Question, Thread
from curation.reading.statements import KeptStatement, supported
from curation.writing.following import MOST_TURNS
from curation.writing.schemas import Turn


def turns_before(thread: Thread | None, question: Question | None = None, *, bound: int | None = None) -> list[Turn]:
    """Oldest first, the latest few; without a `question`, all that were asked so far.

    In pass 1 only those that were themselves answered from before the reader's place: another would tell what follows.
    """
    if thread is None:
        return []
    asked = Question.objects.filter(thread=thread, answered_at__isnull=False)
    if question and question.pk:
        asked = asked.filter(pk__lt=question.pk)
    if bound is not None:
        asked = asked.filter(bound__lte=bound)
    latest = asked.order_by("-pk").only("text", "answer")[:MOST_TURNS]
    return [Turn(one.text, _said(one.answer)) for one in reversed(latest)]


def _said(answer: Sequence[object]) -> tuple[str, ...]:
    return tuple(one.text for one in supported(map(KeptStatement.model_validate, answer)))
