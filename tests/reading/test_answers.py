"""A question is stored first; its answer is checked statement by statement, whoever writes it."""

from decimal import Decimal

import pytest

from curation.errors import CurationError, ModelAway, NeedsConsent, OverCap, Refused
from curation.models import Run
from curation.reading import asking, tasks
from curation.reading.answers import passages_of
from curation.reading.cited import answer_of
from curation.reading.models import Question
from curation.wishes import Wish
from curation.writing.schemas import AnswerDraft
from tests.reading.scripted import cited
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db

INVENTED = "All nine hundred traces were wrong in Lisbon."


def finish(question):
    """As a worker does."""
    tasks.answer(Run.objects.get(kind=Run.Kind.ANSWER, subject=question.pk, status=Run.Status.QUEUED).pk)
    question.refresh_from_db()
    return question


def test_without_a_model_it_is_answered_at_once(ada, talk):
    question = asking.ask(ada, "How many traces were wrong?")
    assert (question.is_open, question.writer, question.sentence_count > 0) == (False, "extractive", True)
    assert not Run.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_what_is_no_question_is_refused_and_not_stored(ada, text):
    with pytest.raises(Refused):
        asking.ask(ada, text)
    assert not Question.objects.exists()


def test_with_a_model_the_question_is_stored_before_it_is_asked(ada, talk, model):
    question = asking.ask(ada, "How many traces were wrong?")
    assert (question.is_open, model.asked) == (True, [])
    assert asking.run_of(question).status == Run.Status.QUEUED


def test_the_promise_is_kept_quiet_for_whoever_made_it(ada, talk, model, announced, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asking.ask(ada, "How many traces were wrong?")
    assert announced == []


def test_whoever_comes_by_finishes_the_answer(ada, talk, passage, model):
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(FIRST, passage)]))
    finish(question)
    assert [one["text"] for one in question.answer] == [FIRST]
    assert (question.writer, question.fell_back) == ("scripted", "")


def test_an_answer_that_is_there_is_not_written_twice(ada, talk, passage, model):
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(FIRST, passage)]))
    finish(question)
    run = Run.objects.create(owner=ada, kind=Run.Kind.ANSWER, subject=question.pk)
    tasks.answer(run.pk)
    run.refresh_from_db()
    assert (run.status, model.asked) == (Run.Status.NOTHING, ["answer"])


def test_what_was_not_said_is_kept_and_withheld_with_its_reason(ada, talk, passage, model):
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST), cited(INVENTED, passage, FIRST)]))
    shown = answer_of(finish(question))
    assert [one.text for one in shown.statements] == [FIRST]
    assert [(one.text, "900" in one.reason or "nine hundred" in one.reason) for one in shown.withheld] == [
        (INVENTED, True)
    ]


def test_an_answer_of_which_nothing_is_supported_says_that_nothing_is(ada, talk, passage, model):
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(INVENTED, passage, INVENTED)]))
    finish(question)
    assert (question.abstained, question.sentence_count, len(question.answer)) == (True, 0, 1)


def test_a_passage_that_was_not_offered_cannot_be_cited(ada, ben, talk, passage, model):
    from tests.web.cast import put_talk

    theirs = put_talk(ben).passages.first()
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(FIRST, theirs)]))
    finish(question)
    assert question.answer[0]["status"] == "unsupported"
    assert question.answer[0]["citations"] == []


def test_each_statement_is_seen_as_soon_as_it_is_whole(ada, talk, passage, model):
    seen = []

    def look(_statement):
        kept = Question.objects.get()
        seen.append((kept.is_open, [one["status"] for one in kept.answer]))

    model.script(AnswerDraft(statements=[cited(FIRST, passage), cited(INVENTED, passage, FIRST)]))
    asking.ask_and_wait(ada, "How many traces were wrong?", told=look)
    assert seen == [(True, ["verified"]), (True, ["verified", "unsupported"])]


def test_what_breaks_off_stays_and_says_why(ada, talk, passage, model):
    told = []
    model.script([cited(SECOND, passage, SECOND), ModelAway("The model at example.org broke off.")])
    question = asking.ask_and_wait(ada, "How many traces were wrong?", told=told.append)
    assert [one.text for one in told] == [one["text"] for one in question.answer] == [SECOND]
    assert (question.writer, question.cut) == ("scripted", "The model at example.org broke off.")
    assert (question.fell_back, question.is_open) == ("", False)


def test_what_breaks_off_with_nothing_borne_out_is_replaced(ada, talk, passage, model):
    model.script([cited(INVENTED, passage, FIRST), ModelAway("The model at example.org broke off.")])
    question = asking.ask_and_wait(ada, "How many traces were wrong in a way a customer would notice?")
    assert (question.writer, question.fell_back) == ("extractive", "The model at example.org broke off.")
    assert FIRST in question.answer[0]["text"]


def test_what_cannot_be_answered_fails_the_run_and_keeps_the_question(ada, talk, model):
    model.script(Refused("The key was not accepted."))
    with pytest.raises(CurationError, match="The key was not accepted"):
        asking.ask_and_wait(ada, "How many traces were wrong?")
    question = Question.objects.get()
    assert question.is_open
    assert asking.run_of(question).message == "The key was not accepted."


def test_it_is_asked_again_of_the_same_passages(ada, talk, passage, model):
    model.script(ModelAway("Away."))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    offered = question.offered
    model.script(AnswerDraft(statements=[cited(THIRD, talk.passages.last())]))
    asking.ask_again(question)
    finish(question)
    assert (question.fell_back, question.writer, question.offered) == ("", "scripted", offered)


def test_an_answer_stays_until_there_is_a_word_of_another(ada, talk, passage, model):
    model.script(AnswerDraft(statements=[cited(FIRST, passage)]), Refused("The key was not accepted."))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    asking.ask_again(question)
    finish(question)
    assert ([one["text"] for one in question.answer], question.writer, question.is_open) == ([FIRST], "scripted", True)


def test_what_is_heard_takes_the_place_of_the_answer_before(ada, talk, passage, model):
    seen = []
    model.script(AnswerDraft(statements=[cited(FIRST, passage)]))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    model.script([cited(SECOND, passage, SECOND), lambda: seen.append(Question.objects.get())])
    asking.ask_again(question)
    finish(question)
    assert ([one["text"] for one in seen[0].answer], seen[0].writer) == ([SECOND], "")


def test_an_answer_that_came_meanwhile_is_not_wiped(ada, talk, passage, model):
    question = asking.ask(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(FIRST, passage)]))
    finish(Question.objects.get())
    asking.ask_again(question)
    question.refresh_from_db()
    assert ([one["text"] for one in question.answer], question.is_open) == ([FIRST], False)
    assert not Run.objects.filter(status=Run.Status.QUEUED).exists()


def test_a_question_deleted_meanwhile_is_not_asked_again(ada, talk, model):
    question = asking.ask(ada, "How many traces were wrong?")
    Question.objects.filter(pk=question.pk).delete()
    asking.ask_again(question)
    assert not Question.objects.exists()


def test_it_is_answered_without_the_model_where_the_reader_says_so(ada, talk, model):
    model.script(Refused("The key was not accepted."))
    with pytest.raises(CurationError):
        asking.ask_and_wait(ada, "How many traces were wrong?")
    question = asking.ask_again(Question.objects.get(), wish=Wish(quoting=True))
    assert (question.is_open, question.writer) == (False, "extractive")


def test_a_question_deleted_meanwhile_stays_deleted(ada, talk, passage, model):
    def delete(_offers):
        Question.objects.all().delete()
        return AnswerDraft(statements=[cited(FIRST, passage)])

    question = asking.ask(ada, "How many traces were wrong?")
    model.script(delete)
    tasks.answer(Run.objects.get().pk)
    assert not Question.objects.filter(pk=question.pk).exists()


def test_nobody_else_s_passages_are_offered(ada, ben, talk):
    from tests.web.cast import put_talk

    put_talk(ben)
    question = asking.ask(ada, "How many traces were wrong?")
    assert set(question.offered) <= set(talk.passages.values_list("pk", flat=True))


def test_a_source_is_fetched_once_for_all_its_passages(ada, talk, django_assert_num_queries):
    question = asking.ask(ada, "Which eval were the traces of the refusals for?")
    with django_assert_num_queries(2):
        found = passages_of(question)
    assert (len(found), len({id(passage.source) for passage in found})) == (2, 1)


def test_a_reader_is_asked_before_much_is_spent(ada, talk, model, pricey):
    with pytest.raises(NeedsConsent):
        asking.ask(ada, "How many traces were wrong?")
    assert not Question.objects.exists()


def test_a_reader_who_agreed_is_answered_by_the_model(ada, talk, model, pricey):
    assert asking.ask(ada, "How many traces were wrong?", wish=Wish(agreed=True)).is_open


def test_a_reader_who_would_rather_not_pay_is_answered_too(ada, talk, model, pricey):
    assert asking.ask(ada, "How many traces were wrong?", wish=Wish(quoting=True)).writer == "extractive"


def test_beyond_the_cap_the_writer_itself_says_why_it_quotes(ada, talk, model, pricey, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.000001")
    model.script(OverCap("The month's cap is reached."))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    assert (question.writer, question.fell_back) == ("extractive", "The month's cap is reached.")
