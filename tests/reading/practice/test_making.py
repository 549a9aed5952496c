"""What a source asks back: of marks and takeaways only, each question with an answer that the words bear out."""

import pytest

from curation.errors import ModelAway, NothingToDo, Refused
from curation.reading.aids import ask_for, ask_for_and_wait
from curation.reading.models import Exercise, Mark, Practice
from curation.reading.offering import offers_of
from curation.reading.practice.grounds import grounds_of
from curation.reading.practice.making import practise
from curation.writing.schemas import ExerciseDraft, PracticeDraft
from tests.reading.review.cards_cast import put_mark
from tests.reading.scripted import cited
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db
ASKED = "How many of the traces were wrong?"


def asks(question, *answer, **fields):
    return PracticeDraft(exercises=[ExerciseDraft(question=question, answer=list(answer), **fields)])


def starts(source):
    return dict(source.passages.values_list("pk", "start"))


def test_with_nothing_marked_nor_explained_there_is_nothing_to_ask(read):
    with pytest.raises(NothingToDo, match="mark what matters"):
        ask_for(Practice, read)


def test_in_pass_one_nothing_is_asked(talk, quoting):
    put_mark(talk)
    with pytest.raises(Refused, match="Read it first"):
        practise(talk, quoting)


def test_a_mark_is_asked_about(read):
    mark = put_mark(read, SECOND)
    ask_for(Practice, read)
    [exercise] = Exercise.objects.all()
    assert (exercise.mark, exercise.key, exercise.answer[0]["status"]) == (mark, "ninety-four", "verified")


def test_part_of_a_sentence_stands_for_the_sentence(read):
    put_mark(read, "ninety-four per cent passed")
    [one] = grounds_of(read, offers_of(read), starts(read))
    assert one.ground.statement.text == SECOND


def test_a_mark_that_is_lost_asks_nothing(read):
    put_mark(read, SECOND, start=None, end=None)
    assert grounds_of(read, offers_of(read), starts(read)) == []


def test_a_mark_stands_for_its_words_where_they_are_now(read):
    put_mark(read, SECOND, start=0, end=len(SECOND), text_hash="of an earlier text")
    [one] = grounds_of(read, offers_of(read), starts(read))
    assert one.ground.statement.text == SECOND


def test_marks_come_before_takeaways(explained):
    put_mark(explained.source, SECOND)
    found = grounds_of(explained.source, offers_of(explained.source), starts(explained.source))
    assert found[0].ground.marked
    assert {one.ground.statement.text for one in found} == {FIRST, SECOND}


def test_a_takeaway_whose_words_have_gone_is_not_asked(explained):
    explained.source.passages.update(text="Other words altogether, by Marlow Quill.")
    assert grounds_of(explained.source, offers_of(explained.source), starts(explained.source)) == []


def test_a_model_s_question_keeps_its_checked_answer(read, passage, model):
    put_mark(read)
    model.script(asks(ASKED, cited(FIRST, passage, FIRST)))
    ask_for_and_wait(Practice, read)
    exercise = Exercise.objects.get()
    assert (exercise.question, exercise.mark, exercise.writer) == (ASKED, Mark.objects.get(), "scripted")


@pytest.mark.parametrize(
    "question",
    [
        "How many of the nine hundred traces were wrong?",
        "How many traces did Ottoline Brask find wrong?",
        "Tell me how many traces were wrong.",
        "Forty-one of the hundred and twenty traces were wrong in a way a customer would notice?",
    ],
)
def test_a_question_that_tells_more_than_the_source_or_all_of_it_is_left_out(read, passage, model, question):
    put_mark(read)
    model.script(asks(question, cited(FIRST, passage, FIRST)))
    with pytest.raises(NothingToDo):
        practise(read, model)


def test_a_question_without_a_supported_answer_is_left_out(read, passage, model):
    put_mark(read)
    model.script(asks(ASKED, cited("All nine hundred traces were wrong in Lisbon.", passage, FIRST)))
    with pytest.raises(NothingToDo):
        practise(read, model)


def test_a_worked_example_with_an_invented_step_is_left_out(read, passage, model):
    put_mark(read)
    steps = [cited("Then everybody went to Lisbon.", passage, FIRST)]
    model.script(asks("What comes last?", cited(FIRST, passage, FIRST), steps=steps))
    with pytest.raises(NothingToDo):
        practise(read, model)


def test_a_model_that_is_away_is_stood_in_for_and_it_says_so(read, model):
    put_mark(read, SECOND)
    model.script(ModelAway("The model at example.org is away."))
    practice = ask_for_and_wait(Practice, read)
    assert (practice.writer, practice.fell_back) == ("extractive", "The model at example.org is away.")


def test_asked_anew_what_was_answered_stays(read, quoting):
    from curation.reading.practice.answering import answer

    mark = put_mark(read, SECOND)
    ask_for(Practice, read)
    answer(Exercise.objects.get(), "ninety-four")
    mark.delete()
    put_mark(read, FIRST)
    ask_for(Practice, read)
    assert [one.retired_at is None for one in Exercise.objects.order_by("made_at")] == [False, True]


def test_asked_twice_a_question_is_one(read):
    put_mark(read, SECOND)
    ask_for(Practice, read)
    ask_for(Practice, read)
    assert Exercise.objects.count() == 1


def test_without_words_that_can_be_asked_a_mark_asks_nothing(read):
    put_mark(read, THIRD)
    with pytest.raises(NothingToDo):
        ask_for(Practice, read)
