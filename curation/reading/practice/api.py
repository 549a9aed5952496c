"""Being asked back by HTTP."""

from typing import Literal

from ninja import Router, Status

from curation.choose import source_of
from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.reading import aids
from curation.reading.models import Attempt, Exercise, Practice
from curation.reading.passes import end_third, reading_of
from curation.reading.practice import answering
from curation.reading.practice.data import AttemptData, PracticeData, attempt_data, practice_data
from curation.reading.practice.opening import refuse_in_pass_one
from curation.requests import SignedInRequest
from curation.wishes import Wish

router = Router(tags=["practice"])


class PracticeWished(Sent):
    """With `quoting`, no language model is asked. What one may cost is `agreed` to beforehand."""

    quoting: bool = False
    agreed: bool = False


class AnswerGiven(Sent):
    """Empty to be told. With `quoting`, code alone judges."""

    answer: Line = ""
    quoting: bool = False
    agreed: bool = False


class VerdictSaid(Sent):
    verdict: Literal["right", "partly", "wrong"]


@router.get(
    "/sources/{int:source_id}/practice",
    response=PracticeData,
    summary="List what a source asks back",
    operation_id="getPractice",
)
def get_practice(request: SignedInRequest, source_id: int) -> PracticeData:
    return practice_data(source_of(request.user, source_id))


@router.post(
    "/sources/{int:source_id}/practice",
    response={200: PracticeData, 202: PracticeData},
    summary="Have a source ask back",
    operation_id="practiseSource",
)
def practise_source(request: SignedInRequest, source_id: int, wish: PracticeWished) -> Status[PracticeData]:
    """202 where a model makes the questions: then GET tells when they are there. Refused in pass 1."""
    source = source_of(request.user, source_id)
    refuse_in_pass_one(source)
    aids.ask_for(Practice, source, wish=Wish(quoting=wish.quoting, agreed=wish.agreed))
    data = practice_data(source)
    return Status(202 if data.run else 200, data)


@router.post(
    "/sources/{int:source_id}/practice/end",
    response=PracticeData,
    summary="End pass 3 of a source",
    operation_id="endPractice",
)
def end_practice(request: SignedInRequest, source_id: int) -> PracticeData:
    source = source_of(request.user, source_id)
    end_third(reading_of(source))
    return practice_data(source)


@router.post(
    "/exercises/{int:exercise_id}/attempts",
    response={201: AttemptData},
    summary="Answer a question of a source",
    operation_id="answerExercise",
)
def answer_exercise(request: SignedInRequest, exercise_id: int, given: AnswerGiven) -> Status[AttemptData]:
    """Answers when the verdict is there."""
    found = Exercise.objects.of(request.user).select_related("source", "owner").filter(pk=exercise_id).first()
    if found is None:
        raise NotFound(f"There is no exercise {exercise_id} of this library.")
    refuse_in_pass_one(found.source)
    wish = Wish(quoting=given.quoting, agreed=given.agreed)
    return Status(201, attempt_data(answering.answer_and_wait(found, given.answer, wish=wish), found))


@router.post(
    "/attempts/{int:attempt_id}/verdict",
    response=AttemptData,
    summary="Say yourself how right an answer was",
    operation_id="overruleVerdict",
)
def overrule_verdict(request: SignedInRequest, attempt_id: int, said: VerdictSaid) -> AttemptData:
    attempts = Attempt.objects.filter(owner=request.user).select_related("exercise__source", "exercise__owner")
    found = attempts.filter(pk=attempt_id).first()
    if found is None:
        raise NotFound(f"There is no answer {attempt_id} of this library.")
    return attempt_data(answering.overrule(found, said.verdict), found.exercise)
