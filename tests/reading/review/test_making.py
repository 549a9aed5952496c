"""Cards of the reader's own marks and missed questions, and of nothing else."""

import pytest

from curation.errors import NothingToDo, Refused
from curation.models import Source
from curation.reading import passes
from curation.reading.models import LONGEST_SIDE, Card, Exercise, Mark
from curation.reading.review import keeping, making
from curation.reading.review.places import address_of
from tests.reading.review.cards_cast import put_card, put_mark
from tests.shelf import put_source
from tests.web.cast import FIRST, SECOND, THIRD, put_card_of, put_talk

pytestmark = pytest.mark.django_db
SAID = {"text": FIRST, "status": "verified", "citations": []}
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
    Mark.objects.update(start=2, end=20, quote=FIRST[2:20])
    assert address_of(keeping.card_of(talk.owner, card.pk)).endswith(f"#p{talk.passages.first().pk}")


def test_without_its_mark_its_words_are_looked_for(talk):
    card = keeping.edit(put_card(talk, THIRD), front="What was there?", back="One for the refusals.")
    card.mark.delete()
    assert address_of(Card.objects.get()).endswith(f"#p{talk.passages.last().pk}")


def test_words_that_are_gone_lead_to_the_source(talk):
    card = put_card(talk, THIRD)
    Card.objects.update(mark=None, quote="Nothing of the kind.")
    assert address_of(Card.objects.get(pk=card.pk)) == f"/sources/{talk.pk}/"


def put_takeaway(source, **fields):
    """A question of no mark."""
    told = {"question": "How many were wrong?", "answer": [SAID], "identity": "b" * 64}
    return Exercise.objects.create(owner=source.owner, source=source, **(told | fields))


def test_a_missed_takeaway_has_a_card_of_its_own_account(talk, ben):
    his = making.card_of_missed(put_takeaway(put_talk(ben)))
    mine = making.card_of_missed(put_takeaway(talk))
    assert (mine.owner, his.owner) == (talk.owner, ben)


def test_a_missed_takeaway_has_a_card_of_its_own_source(talk, ada):
    making.card_of_missed(put_takeaway(put_talk(ada), identity="c" * 64))
    assert making.card_of_missed(put_takeaway(talk)).source == talk


def test_a_missed_question_on_a_mark_is_the_card_that_asks_it_already(talk):
    mark = put_mark(talk)
    known = put_card_of(mark, front="How many were wrong?")
    assert making.card_of_missed(put_takeaway(talk, mark=mark)) == known


def test_one_word_is_asked_for_by_what_stands_around_it(ada):
    source = put_source(ada, "A small adapter called LoRA leaves the big weights alone. LoRA is cheap.")
    front = making.card_of_mark(put_mark(source, "LoRA", prefix="A small adapter called ", suffix=" is LoRA.")).front
    assert front == "Fill the gap: “… A small adapter called ____ is ____. …”"


def test_words_cut_by_the_edge_of_what_is_kept_around_are_left_out(ada):
    around = {"prefix": "ter weights " + "x" * 51 + " ", "suffix": " " + "y" * 51 + " and then so"}
    front = making.card_of_mark(put_mark(put_source(ada, "LoRA"), "LoRA", **around)).front
    assert ("ter" in front, " so" in front, "weights" in front, "then" in front) == (False, False, True, True)


@pytest.mark.parametrize("words", ["LoRA", "模型从数据中学习"])
def test_a_word_that_stands_alone_does_not_give_itself_away(ada, words):
    card = making.card_of_mark(put_mark(put_source(ada, words), words))
    assert (words in card.front, card.back) == (False, words)


@pytest.mark.parametrize(
    "quote",
    [
        f"https://example.org/{'x' * 90} is where it all began, long ago",
        f"Where it all began, long ago: https://example.org/{'x' * 90}",
        "One\nlong\nlist\nof\nmany\nunusual\nthings",
    ],
)
def test_a_beginning_is_not_the_whole(ada, quote):
    card = making.card_of_mark(put_mark(put_source(ada, quote), quote))
    assert len(card.front.removesuffix(" … How does it go on?")) < len(quote) - 4


def test_a_card_of_many_words_can_still_be_edited(ada):
    quote = "Nobody looked at it, and so it went on. " * 200
    mark = put_mark(put_source(ada, quote), quote, note="Why? " * 2000)
    card = making.card_of_mark(mark)
    assert max(len(card.front), len(card.back)) == LONGEST_SIDE
    assert keeping.edit(card, front="Why?", back=card.back).front == "Why?"


def test_a_form_s_line_ends_are_no_change(talk):
    card = put_card(talk)
    card.front, card.edited_at = "1. One.\n\nWhat comes next?", None
    card.save()
    assert keeping.edit(card, front="1. One.\r\n\r\nWhat comes next?", back=card.back).edited_at is None


def test_in_pass_1_a_reply_from_beyond_the_place_is_on_no_card(talk, passage):
    citation = {"passage_id": passage.pk, "source_id": talk.pk, "quote": THIRD, "status": "verified"}
    mark = put_mark(talk, FIRST, kind=Mark.Kind.PUZZLE, reply=[REPLY | {"citations": [citation]}])
    reading = passes.reached(passes.reading_of(talk), len(FIRST))
    assert making.offered_cards(Source.objects.get(pk=talk.pk)) == []
    passes.end_first(reading)
    assert [one.mark for one in making.offered_cards(Source.objects.get(pk=talk.pk))] == [mark]


def test_a_mark_that_was_not_looked_for_again_leads_to_its_words(talk):
    card = put_card(talk, THIRD)
    Mark.objects.update(start=2, end=2 + len(THIRD), text_hash="of an earlier text")
    assert address_of(keeping.card_of(talk.owner, card.pk)).endswith(f"#p{talk.passages.last().pk}")


def test_words_that_stand_twice_lead_to_where_they_were_marked(talk):
    card = put_card(talk, SECOND)
    last = talk.passages.last()
    last.text = f"{THIRD} {SECOND}"
    last.save()
    Mark.objects.update(start=last.start, end=last.end)
    assert address_of(keeping.card_of(talk.owner, card.pk)).endswith(f"#p{last.pk}")
