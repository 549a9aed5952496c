"""Cards of the reader's own marks and missed questions, and of nothing else."""

import pytest

from curation.errors import NothingToDo, Refused
from curation.reading.models import Card, Exercise, Mark
from curation.reading.review import keeping, making
from curation.reading.review.places import address_of
from tests.reading.review.cards_cast import put_card, put_mark
from tests.web.cast import FIRST, SECOND, THIRD, put_talk

pytestmark = pytest.mark.django_db
REPLY = {"text": "An eval is a set of cases with a verdict each.", "status": "verified", "citations": []}


def test_without_a_mark_there_is_no_card(talk):
    assert making.offered_cards(talk) == []


def test_a_note_asks_for_the_words_it_is_on(talk):
    card = making.card_of_mark(put_mark(talk, note="How many were wrong?"))
    assert (card.front, card.back, card.origin) == ("How many were wrong?", FIRST, "note")


def test_a_figure_is_asked_for_by_a_gap(talk):
    card = making.card_of_mark(put_mark(talk, SECOND))
    assert (card.hidden, "ninety-four" in card.front, card.back) == ("ninety-four", False, SECOND)


def test_without_a_figure_or_a_phrase_its_beginning_asks_for_the_rest(talk):
    card = making.card_of_mark(put_mark(talk, THIRD))
    assert (card.front, card.back) == ("We had an eval for … How does it go on?", THIRD)


def test_what_was_not_understood_is_asked_with_its_reply(talk):
    card = making.card_of_mark(put_mark(talk, THIRD, kind=Mark.Kind.PUZZLE, reply=[REPLY]))
    assert (card.origin, card.back) == ("puzzle", REPLY["text"])


def test_without_a_reply_it_waits(talk):
    mark = put_mark(talk, THIRD, kind=Mark.Kind.PUZZLE)
    assert making.offered_cards(talk) == []
    with pytest.raises(NothingToDo):
        making.card_of_mark(mark)


def test_a_reply_that_nothing_bears_out_is_none(talk):
    mark = put_mark(talk, THIRD, kind=Mark.Kind.PUZZLE, reply=[REPLY | {"status": "unsupported"}])
    with pytest.raises(NothingToDo):
        making.card_of_mark(mark)


def test_a_question_that_was_practised_is_the_front(talk):
    mark = put_mark(talk)
    answer = [{"text": FIRST, "status": "verified", "citations": []}]
    Exercise.objects.create(
        owner=talk.owner, source=talk, mark=mark, question="How many were wrong?", answer=answer, identity="a"
    )
    assert making.card_of_mark(mark).front == "How many were wrong?"


def test_those_that_stay_ticked_are_made(talk):
    first, second = put_mark(talk), put_mark(talk, SECOND)
    assert [one.mark for one in making.offered_cards(talk)] == [first, second]
    making.make_cards(talk, [second.pk])
    assert [card.mark_id for card in Card.objects.all()] == [second.pk]


def test_what_has_its_card_is_not_offered_again(talk):
    put_card(talk)
    assert making.offered_cards(talk) == []


def test_made_twice_it_is_one(talk):
    mark = put_mark(talk)
    assert making.card_of_mark(mark) == making.card_of_mark(mark)


def test_of_another_source_s_marks_no_card_is_made(talk, ben):
    his = put_mark(put_talk(ben))
    assert making.make_cards(talk, [his.pk]) == []


@pytest.mark.parametrize(("each", "made"), [(True, 1), (False, 0)])
def test_a_habit_makes_a_card_of_each_highlight(talk, ada, each, made):
    making.set_habit(ada, each_mark=each)
    making.card_of_habit(put_mark(talk))
    assert Card.objects.count() == made


def test_a_card_goes_with_its_mark(talk):
    card = put_card(talk)
    card.mark.delete()
    assert not Card.objects.exists()


def test_unless_its_reader_wrote_it_anew(talk):
    card = put_card(talk)
    keeping.edit(card, front="How many?", back="Forty-one.")
    card.mark.delete()
    assert (Card.objects.get().mark, Card.objects.get().front) == (None, "How many?")


def test_all_cards_go_with_their_source(talk):
    keeping.edit(put_card(talk), front="How many?", back="Forty-one.")
    talk.delete()
    assert not Card.objects.exists()


def test_a_gap_is_forgotten_where_its_words_are(talk):
    assert keeping.edit(put_card(talk, SECOND), front="What?", back="Most passed.").hidden == ""


@pytest.mark.parametrize(("front", "back"), [("", "x"), ("x", " "), ("x" * 4001, "x")])
def test_a_side_needs_words_and_not_too_many(talk, front, back):
    with pytest.raises(Refused):
        keeping.edit(put_card(talk), front=front, back=back)


def test_it_opens_its_passage(talk):
    card = put_card(talk, THIRD)
    assert address_of(card).endswith(f"#p{talk.passages.last().pk}")


def test_it_follows_its_mark_where_the_text_was_corrected(talk):
    card = put_card(talk, THIRD)
    Mark.objects.update(start=2, end=20)
    assert address_of(keeping.card_of(talk.owner, card.pk)).endswith(f"#p{talk.passages.first().pk}")


def test_without_its_mark_its_words_are_looked_for(talk):
    card = keeping.edit(put_card(talk, THIRD), front="What was there?", back="One for the refusals.")
    card.mark.delete()
    assert address_of(Card.objects.get()).endswith(f"#p{talk.passages.last().pk}")


def test_words_that_are_gone_lead_to_the_source(talk):
    card = put_card(talk, THIRD)
    Card.objects.update(mark=None, quote="Nothing of the kind.")
    assert address_of(Card.objects.get(pk=card.pk)) == f"/sources/{talk.pk}/"
