"""An answer is kept, judged against the passages, and what was missed becomes a card."""

import pytest
from django.db import OperationalError

from curation.errors import ModelAway, NeedsConsent, Refused
from curation.models import Run
from curation.reading import tasks
from curation.reading.models import Attempt, Card, Exercise
from curation.reading.practice import answering
from curation.reading.review.making import card_of_missed
from curation.wishes import Wish
from curation.writing.schemas import JudgementDraft
from tests.reading.scripted import cited
from tests.web.cast import FIRST, SECOND

pytestmark = pytest.mark.django_db
GOOD = "Forty-one of the hundred and twenty were wrong so that a customer would notice."
BAD = "Nobody looked at the traces at all."


@pytest.fixture
def exercise(read, passage):
    citation = {"passage_id": passage.pk, "source_id": read.pk, "quote": FIRST, "status": "verified", "end": len(FIRST)}
    answer = [{"text": FIRST, "status": "verified", "citations": [citation]}]
    return Exercise.objects.create(
        owner=read.owner, source=read, question="How bad was it?", answer=answer, identity="a" * 64
    )


def judged(exercise, text, model, draft):
    """By a model, in the background."""
    model.script(draft)
    attempt = answering.answer(exercise, text)
    tasks.judge(answering.run_of(attempt).pk)
    attempt.refresh_from_db()
    return attempt


def test_without_a_model_it_is_judged_at_once_and_says_by_what(exercise):
    attempt = answering.answer(exercise, GOOD)
    assert (attempt.verdict, attempt.judged_by, Run.objects.count()) == ("right", "words", 0)


def test_what_was_wrong_becomes_a_card_once(exercise):
    for _ in range(2):
        answering.answer(exercise, BAD)
    card = Card.objects.get()
    assert (card.origin, card.front, card.back, card.quote) == ("missed", "How bad was it?", FIRST, FIRST)


def test_what_was_right_does_not(exercise):
    answering.answer(exercise, GOOD)
    assert not Card.objects.exists()


def test_to_be_shown_it_costs_no_call(exercise, model):
    attempt = answering.answer(exercise, "")
    assert (attempt.verdict, model.asked) == ("wrong", [])


def test_the_reader_may_overrule_and_it_is_remembered(exercise):
    attempt = answering.overrule(answering.answer(exercise, BAD), "right")
    attempt.refresh_from_db()
    assert (attempt.verdict, attempt.overruled, attempt.judged_by) == ("right", "wrong", "reader")
    assert not Card.objects.exists()


def test_a_card_that_was_used_stays_all_the_same(exercise):
    attempt = answering.answer(exercise, BAD)
    Card.objects.update(review_count=1)
    answering.overrule(attempt, "right")
    assert Card.objects.count() == 1


def test_a_reader_may_be_harder_on_themself(exercise):
    answering.overrule(answering.answer(exercise, GOOD), "wrong")
    assert Card.objects.count() == 1


def test_what_is_no_verdict_is_refused(exercise):
    with pytest.raises(Refused):
        answering.overrule(answering.answer(exercise, GOOD), "brilliant")


def test_an_endless_answer_is_refused(exercise):
    with pytest.raises(Refused, match="limit"):
        answering.answer(exercise, "x" * 2001)
    assert not Attempt.objects.exists()


def test_a_model_s_verdict_stands_with_its_checked_reason(exercise, passage, model):
    attempt = judged(exercise, GOOD, model, JudgementDraft(verdict="partly", missing=[cited(SECOND, passage, SECOND)]))
    assert (attempt.verdict, attempt.judged_by) == ("partly", "scripted")
    assert [one["text"] for one in attempt.missing] == [SECOND]


def test_without_a_reason_that_holds_the_words_decide(exercise, passage, model):
    invented = cited("All nine hundred traces were wrong in Lisbon.", passage, FIRST)
    attempt = judged(exercise, GOOD, model, JudgementDraft(verdict="wrong", missing=[invented], mistaken="in Oslo"))
    assert (attempt.verdict, attempt.judged_by) == ("right", "words")


def test_what_it_calls_mistaken_must_stand_in_the_answer(exercise, model):
    attempt = judged(exercise, BAD, model, JudgementDraft(verdict="wrong", mistaken="Nobody looked"))
    assert (attempt.verdict, attempt.reason) == ("wrong", "The source does not bear out “Nobody looked”.")


def test_what_code_finds_against_it_is_never_right(exercise, model):
    attempt = judged(exercise, "Twelve of the traces were wrong.", model, JudgementDraft(verdict="right"))
    assert (attempt.verdict, "another figure" in attempt.reason) == ("partly", True)


def test_a_model_that_is_away_leaves_it_to_the_words(exercise, model):
    attempt = judged(exercise, GOOD, model, ModelAway("The model at example.org is away."))
    assert (attempt.judged_by, attempt.fell_back) == ("words", "The model at example.org is away.")


def test_until_it_is_judged_there_is_no_verdict(exercise, model):
    attempt = answering.answer(exercise, GOOD)
    assert (attempt.is_open, answering.run_of(attempt).kind) == (True, "practice")


def test_judged_twice_it_is_judged_once(exercise, model):
    attempt = judged(exercise, GOOD, model, JudgementDraft(verdict="right"))
    late = Run.objects.create(owner=exercise.owner, kind=Run.Kind.PRACTICE, subject=attempt.pk)
    tasks.judge(late.pk)
    late.refresh_from_db()
    assert (late.status, model.asked) == (Run.Status.NOTHING, ["judge_answer"])


def test_a_reader_is_asked_before_it_costs(exercise, model, pricey):
    with pytest.raises(NeedsConsent):
        answering.answer(exercise, GOOD)
    assert not Attempt.objects.exists()
    assert answering.answer(exercise, GOOD, wish=Wish(agreed=True)).is_open


def test_a_card_that_was_made_by_hand_stays_when_the_reader_overrules(exercise):
    attempt = answering.overrule(answering.answer(exercise, GOOD), "partly")
    card_of_missed(exercise)
    answering.overrule(attempt, "right")
    assert Card.objects.count() == 1


def test_a_card_from_before_stays_too(exercise):
    answering.answer(exercise, BAD)
    answering.overrule(answering.answer(exercise, BAD), "right")
    assert Card.objects.count() == 1


def test_an_answer_without_its_promise_is_none(exercise, model, monkeypatch):
    def broken(*_, **__):
        raise OperationalError("The database is away.")

    monkeypatch.setattr(answering, "enqueue", broken)
    with pytest.raises(OperationalError):
        answering.answer(exercise, GOOD)
    assert not Attempt.objects.exists()


def test_what_no_database_can_keep_is_left_out(exercise):
    assert answering.answer(exercise, "Forty-one\0of them.").text == "Forty-one of them."
