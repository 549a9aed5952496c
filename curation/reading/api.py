"""Asking by HTTP."""

from ninja import Router

from curation.choose import source_of
from curation.inputs import Line, Sent
from curation.reading import answers
from curation.reading.data import AnswerData, answer_data
from curation.requests import SignedInRequest

router = Router(tags=["reading"])


class QuestionAsked(Sent):
    """Of the whole library, or of the one source with this id."""

    question: Line
    source: int | None = None


@router.post("/ask", response=AnswerData, summary="Ask the library, or one source of it", operation_id="askQuestion")
def ask(request: SignedInRequest, asked: QuestionAsked) -> AnswerData:
    source = None if asked.source is None else source_of(request.user, asked.source)
    return answer_data(answers.ask(request.user, asked.question, source=source))
