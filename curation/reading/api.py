"""Asking and explaining by HTTP."""

from typing import Literal

from django.http import HttpResponse
from ninja import Router, Status

from curation.choose import source_of
from curation.errors import NotFound
from curation.handover_data import HandoverData, handover_data
from curation.inputs import Line, Sent
from curation.models import Source
from curation.reading import aids, asking, passes
from curation.reading.data import AnswerData, ExplanationData, answer_data, explanation_data
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.levels import RETELLINGS
from curation.reading.models import Explanation, Question, Thread
from curation.reading.threads import remove, rename
from curation.reading.threads.data import ThreadData, ThreadRow, thread_data, thread_row
from curation.reading.threads.keeping import thread_of
from curation.reading.threads.listing import narrowed
from curation.reading.threads.markdown import render_thread
from curation.requests import SignedInRequest
from curation.search import Scope
from curation.wishes import Wish

router = Router(tags=["reading"])


class QuestionAsked(Sent):
    """Of the whole library, or of the one source with this id; in a `thread`, after the questions that are there.

    `only` narrows the library, from then on in that thread. What a model may cost is `agreed` to beforehand.
    """

    question: Line
    source: int | None = None
    thread: int | None = None
    only: Scope | None = None
    quoting: bool = False
    agreed: bool = False


class RestWished(Sent):
    """What a model may cost is `agreed` to beforehand."""

    agreed: bool = False


class ThreadNamed(Sent):
    title: Line


Level = Literal["newcomer", "practitioner", "expert"]


class ExplanationWished(Sent):
    """With `quoting`, no language model is asked. What one may cost is `agreed` to beforehand.

    For a newcomer or an expert, the explanation that is there is told in other words, with the same quotations.
    In pass 1 it opens help, which looks no further than the reader has read; `read` ends pass 1 first.
    """

    level: Level = "practitioner"
    quoting: bool = False
    agreed: bool = False
    read: bool = False


@router.post("/ask", response=AnswerData, summary="Ask the library, or one source of it", operation_id="askQuestion")
def ask(request: SignedInRequest, asked: QuestionAsked) -> AnswerData:
    """Answers when the answer is there."""
    owner, wish = request.user, Wish(quoting=asked.quoting, agreed=asked.agreed)
    source = None if asked.source is None else source_of(owner, asked.source)
    thread = None if asked.thread is None else thread_of(owner, asked.thread)
    made = asking.ask_and_wait(owner, asked.question, source=source, thread=thread, scope=asked.only, wish=wish)
    return answer_data(made)


@router.post(
    "/questions/{int:question_id}/go-on",
    response=AnswerData,
    summary="Have an answer that broke off gone on with",
    operation_id="goOnAnswering",
)
def go_on(request: SignedInRequest, question_id: int, wish: RestWished) -> AnswerData:
    """What was heard of it stays. Answers when the rest is there."""
    question = _question_of(request, question_id)
    asking.go_on(question, wish=Wish(agreed=wish.agreed))
    return answer_data(asking.wait_for(question))


@router.get("/threads", response=list[ThreadRow], summary="List your talks", operation_id="listThreads")
def list_threads(request: SignedInRequest, of: str = "") -> list[ThreadRow]:
    """The one that went on last comes first. `of` is "library", "sources" or the id of one source."""
    talks = Thread.objects.of(request.user).by_last_asked()
    return [thread_row(one) for one in narrowed(talks, of)]


@router.get("/threads/{int:thread_id}", response=ThreadData, summary="Read a talk", operation_id="getThread")
def get_thread(request: SignedInRequest, thread_id: int) -> ThreadData:
    return thread_data(thread_of(request.user, thread_id))


@router.get("/threads/{int:thread_id}.md", summary="Get a talk as Markdown", operation_id="exportThread")
def export_thread(request: SignedInRequest, thread_id: int) -> HttpResponse:
    text = render_thread(thread_data(thread_of(request.user, thread_id)))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@router.patch("/threads/{int:thread_id}", response=ThreadData, summary="Rename a talk", operation_id="renameThread")
def rename_thread(request: SignedInRequest, thread_id: int, named: ThreadNamed) -> ThreadData:
    return thread_data(rename(thread_of(request.user, thread_id), named.title))


@router.delete("/threads/{int:thread_id}", response={204: None}, summary="Delete a talk", operation_id="deleteThread")
def delete_thread(request: SignedInRequest, thread_id: int) -> Status[None]:
    """With its questions and answers. What was pinned to a digest stays there."""
    remove(thread_of(request.user, thread_id))
    return Status(204, None)


@router.get(
    "/sources/{int:source_id}/explanation",
    response=ExplanationData,
    summary="Read the explanation of a source",
    operation_id="getExplanation",
)
def get_explanation(request: SignedInRequest, source_id: int, level: Level = "practitioner") -> ExplanationData:
    return explanation_data(_explanation_of(source_of(request.user, source_id)), level=level)


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
    kind = RETELLINGS.get(wish.level, Explanation)
    if kind is not Explanation:
        _explanation_of(source)
    aid = aids.ask_for(kind, source, wish=Wish(quoting=wish.quoting, agreed=wish.agreed))
    data = explanation_data(_explanation_of(source), level=wish.level)
    return Status(202 if aid.is_open else 200, data)


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
    return Status(201, handover_data(hand_over_question(_question_of(request, question_id))))


def _question_of(request: SignedInRequest, question_id: int) -> Question:
    question = Question.objects.of(request.user).select_related("owner", "thread").filter(pk=question_id).first()
    if question is None:
        raise NotFound(f"There is no question {question_id} in this library.")
    return question


def _explanation_of(source: Source) -> Explanation:
    explanation = Explanation.objects.select_related("source__reading").filter(source=source).first()
    if explanation is None or not (explanation.is_open or aids.may_be_shown(explanation)):
        raise NotFound(f"Source {source.pk} has not been explained yet.")
    return explanation
