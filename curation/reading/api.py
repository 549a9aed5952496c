"""Asking and explaining by HTTP."""

from ninja import Router, Status

from curation.choose import source_of
from curation.errors import NotFound
from curation.handover_data import HandoverData, handover_data
from curation.inputs import Line, Sent
from curation.models import Source
from curation.reading import aids, asking, passes
from curation.reading.data import AnswerData, ExplanationData, answer_data, explanation_data
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.models import Explanation, Question
from curation.requests import SignedInRequest
from curation.wishes import Wish

router = Router(tags=["reading"])


class QuestionAsked(Sent):
    """Of the whole library, or of the one source with this id. What a model may cost is `agreed` to beforehand."""

    question: Line
    source: int | None = None
    quoting: bool = False
    agreed: bool = False


class ExplanationWished(Sent):
    """With `quoting`, no language model is asked. What one may cost is `agreed` to beforehand.

    In pass 1 it opens help, which looks no further than the reader has read; `read` ends pass 1 first.
    """

    quoting: bool = False
    agreed: bool = False
    read: bool = False


@router.post("/ask", response=AnswerData, summary="Ask the library, or one source of it", operation_id="askQuestion")
def ask(request: SignedInRequest, asked: QuestionAsked) -> AnswerData:
    """Answers when the answer is there."""
    source = None if asked.source is None else source_of(request.user, asked.source)
    wish = Wish(quoting=asked.quoting, agreed=asked.agreed)
    return answer_data(asking.ask_and_wait(request.user, asked.question, source=source, wish=wish))


@router.get(
    "/sources/{int:source_id}/explanation",
    response=ExplanationData,
    summary="Read the explanation of a source",
    operation_id="getExplanation",
)
def get_explanation(request: SignedInRequest, source_id: int) -> ExplanationData:
    return explanation_data(_explanation_of(source_of(request.user, source_id)))


@router.post(
    "/sources/{int:source_id}/explanation",
    response={200: ExplanationData, 202: ExplanationData},
    summary="Have a source explained",
    operation_id="explainSource",
)
def explain_source(request: SignedInRequest, source_id: int, wish: ExplanationWished) -> Status[ExplanationData]:
    """202 where a model reads it: then GET tells when it is made."""
    source = source_of(request.user, source_id)
    if wish.read:
        passes.end_first(passes.reading_of(source))
    aids.ask_for(Explanation, source, wish=Wish(quoting=wish.quoting, agreed=wish.agreed))
    explanation = _explanation_of(source)
    return Status(202 if explanation.is_open else 200, explanation_data(explanation))


@router.post(
    "/sources/{int:source_id}/handover",
    response={201: HandoverData},
    summary="Get a prompt to have a source explained by your own chat",
    operation_id="handOverSource",
)
def hand_over_explanation(request: SignedInRequest, source_id: int) -> Status[HandoverData]:
    return Status(201, handover_data(hand_over_source(source_of(request.user, source_id))))


@router.post(
    "/questions/{int:question_id}/handover",
    response={201: HandoverData},
    summary="Get a prompt to have a question answered by your own chat",
    operation_id="handOverQuestion",
)
def hand_over_answer(request: SignedInRequest, question_id: int) -> Status[HandoverData]:
    question = Question.objects.of(request.user).filter(pk=question_id).first()
    if question is None:
        raise NotFound(f"There is no question {question_id} in this library.")
    return Status(201, handover_data(hand_over_question(question)))


def _explanation_of(source: Source) -> Explanation:
    explanation = Explanation.objects.select_related("source__reading").filter(source=source).first()
    if explanation is None or not (explanation.is_open or aids.may_be_shown(explanation)):
        raise NotFound(f"Source {source.pk} has not been explained yet.")
    return explanation
