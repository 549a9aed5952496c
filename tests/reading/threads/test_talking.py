"""Questions follow each other; each knows the ones before, and in pass 1 nothing of what follows."""

import pytest

from curation.errors import ModelAway, NotFound, Refused
from curation.models import Run
from curation.reading import asking, passes, tasks
from curation.reading.answers import offers_of
from curation.reading.models import Question, Thread
from curation.reading.threads import remove, rename, scope_of
from curation.reading.threads.context import turns_before
from curation.reading.threads.keeping import thread_of
from curation.reading.threads.listing import talks_of
from curation.search import Scope
from curation.wishes import Wish
from curation.writing.schemas import AnswerDraft
from tests.reading.scripted import cited
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db


def test_a_first_question_begins_a_talk(ada, talk):
    question = asking.ask(ada, "How many traces were wrong?", source=talk)
    assert (question.thread.title, question.thread.source) == (question.text, talk)


def test_a_question_in_a_talk_is_asked_of_the_same(ada, talk):
    first = asking.ask(ada, "How many traces were wrong?", source=talk)
    second = asking.ask(ada, "And the refusals?", thread=first.thread)
    assert (second.thread, second.source, Thread.objects.count()) == (first.thread, talk, 1)


def test_a_list_of_talks_loads_the_last_question_of_each(ada, talk):
    first = asking.ask(ada, "How many traces were wrong?", source=talk)
    last = asking.ask(ada, "And the refusals?", thread=first.thread)
    other = asking.ask(ada, "What did the dashboard say?")
    assert [(one.question_count, one.latest) for one in talks_of(ada)] == [(1, [other]), (2, [last])]


def test_what_is_refused_begins_no_talk(ada):
    with pytest.raises(Refused):
        asking.ask(ada, "  ")
    assert not Thread.objects.exists()


def test_a_follow_up_is_found_by_what_it_leans_on(ada, talk):
    """The words of the second question alone stand nowhere."""
    first = asking.ask(ada, "What eval did we have for the refusals?")
    second = asking.ask(ada, "And why only those?", thread=first.thread)
    assert second.answer[0]["text"] == THIRD


def test_a_model_is_told_what_was_asked_and_borne_out_before(ada, talk, passage, model):
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST), cited("It snowed in Lisbon.", passage, FIRST)]))
    first = asking.ask_and_wait(ada, "How many traces were wrong?")
    [turn] = turns_before(first.thread)
    assert (turn.question, turn.said) == ("How many traces were wrong?", (FIRST,))
    model.script(AnswerDraft(statements=[cited(SECOND, passage, SECOND)]))
    asking.ask_and_wait(ada, "Why?", thread=first.thread)
    assert model.talks[1] == ("Why?", ["How many traces were wrong?"], [])


def test_a_question_asked_again_knows_only_those_before_it(ada, talk):
    first = asking.ask(ada, "How many traces were wrong?")
    asking.ask(ada, "What did the dashboard say?", thread=first.thread)
    assert turns_before(first.thread, first) == []


def test_a_talk_is_renamed(ada, talk):
    thread = asking.ask(ada, "How many traces were wrong?").thread
    assert rename(thread, "  Wrong   traces ").title == "Wrong traces"


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_talk_has_a_name_that_fits(ada, talk, title):
    thread = asking.ask(ada, "How many traces were wrong?").thread
    with pytest.raises(Refused):
        rename(thread, title)


def test_a_talk_goes_with_its_questions(ada, talk):
    remove(asking.ask(ada, "How many traces were wrong?").thread)
    assert not Question.objects.exists()


def test_somebody_else_s_talk_is_not_there(ada, ben, talk):
    thread = asking.ask(ada, "How many traces were wrong?").thread
    with pytest.raises(NotFound):
        thread_of(ben, thread.pk)


def test_a_scope_is_kept_for_the_questions_that_follow(ada, talk):
    first = asking.ask(ada, "How many traces were wrong?", scope=Scope(kind="memo"))
    second = asking.ask(ada, "How many traces were wrong?", thread=first.thread)
    assert (first.abstained, second.abstained, scope_of(first.thread)) == (True, True, Scope(kind="memo"))


def test_another_scope_takes_its_place(ada, talk):
    first = asking.ask(ada, "How many traces were wrong?", scope=Scope(kind="memo"))
    second = asking.ask(ada, "How many traces were wrong?", thread=first.thread, scope=Scope(kind="episode"))
    assert (second.abstained, scope_of(Thread.objects.get())) == (False, Scope(kind="episode"))


def test_in_pass_one_it_is_answered_from_what_was_read(ada, talk):
    reading = passes.reached(passes.reading_of(talk), len(f"{FIRST} {SECOND}"))
    question = asking.ask(ada, "What of the dashboard and the refusals?", source=talk)
    assert question.bound == reading.furthest
    assert {offer.text for offer in offers_of(question)} == {f"{FIRST} {SECOND}"}


def test_asking_in_pass_one_is_remembered_as_help(ada, talk):
    reading = passes.reached(passes.reading_of(talk), 40)
    asking.ask(ada, "How many traces were wrong?", source=talk)
    reading.refresh_from_db()
    assert (reading.helped_from, reading.is_alone) == (40, False)


def test_after_pass_one_all_of_it_is_asked(ada, talk):
    passes.end_first(passes.reading_of(talk))
    question = asking.ask(ada, "What eval did we have for the refusals?", source=talk)
    assert (question.bound, question.answer[0]["text"]) == (None, THIRD)


def test_a_source_that_was_never_opened_is_asked_whole(ada, talk):
    assert asking.ask(ada, "What eval did we have for the refusals?", source=talk).bound is None


@pytest.mark.parametrize("place", range(0, len(f"{FIRST} {SECOND} {THIRD}"), 7))
def test_a_model_is_shown_nothing_beyond_the_place(ada, talk, model, place):
    """Not in a passage, nor in a heading, nor in an answer that was given before the source was begun."""
    model.script(AnswerDraft(statements=[cited(THIRD, talk.passages.last(), THIRD)]))
    before = asking.ask_and_wait(ada, "What of the refusals?", source=talk)
    shown = []
    model.script(lambda offers: shown.extend(offers) or AnswerDraft())
    passes.reached(passes.reading_of(talk), place)
    question = asking.ask_and_wait(ada, "And why only those?", thread=before.thread)
    assert model.talks[-1] == ("And why only those?", [], [])
    assert all(offer.text in talk.text[:place] and not offer.chapter for offer in shown)
    assert THIRD not in str(question.answer)


def test_of_what_broke_off_the_rest_is_asked_for(ada, talk, passage, model, announced):
    model.script([cited(SECOND, passage, SECOND), ModelAway("It broke off.")])
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    model.script(AnswerDraft(statements=[cited(SECOND, passage, SECOND), cited(FIRST, passage, FIRST)]))
    asking.wait_for(asking.go_on(question))
    question.refresh_from_db()
    assert model.talks[-1] == ("How many traces were wrong?", [], [SECOND])
    assert ([one["text"] for one in question.answer], question.cut) == ([SECOND, FIRST], "")


def test_what_breaks_off_again_keeps_what_it_has(ada, talk, passage, model):
    model.script([cited(SECOND, passage, SECOND), ModelAway("It broke off.")], ModelAway("Still away."))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    question = asking.wait_for(asking.go_on(question))
    assert ([one["text"] for one in question.answer], question.cut) == ([SECOND], "Still away.")


def test_what_was_killed_goes_on_from_where_it_was(ada, talk, passage, model):
    """As a worker finds it whose predecessor heard one statement and died."""
    question = asking.ask(ada, "How many traces were wrong?")
    heard = [{"text": SECOND, "status": "verified", "citations": []}]
    Question.objects.filter(pk=question.pk).update(answer=heard)
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST)]))
    tasks.answer(Run.objects.get(kind=Run.Kind.ANSWER).pk)
    question.refresh_from_db()
    assert model.talks == [("How many traces were wrong?", [], [SECOND])]
    assert [one["text"] for one in question.answer] == [SECOND, FIRST]


def test_a_whole_answer_is_not_gone_on_with(ada, talk, passage, model):
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST)]))
    with pytest.raises(Refused):
        asking.go_on(asking.ask_and_wait(ada, "How many traces were wrong?"))


def test_without_a_model_it_is_answered_anew_in_quotes(ada, talk, passage, model):
    model.script([cited(SECOND, passage, SECOND), ModelAway("It broke off.")])
    question = asking.ask_and_wait(ada, "How many traces were wrong in a way a customer would notice?")
    again = asking.ask_again(question, wish=Wish(quoting=True))
    assert (again.writer, again.cut, FIRST in again.answer[0]["text"]) == ("extractive", "", True)
