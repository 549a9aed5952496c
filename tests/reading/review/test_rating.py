"""A rating counts once, and can be taken back."""

import pytest

from curation.errors import ChangedMeanwhile, NothingToDo, Refused
from curation.reading.models import Card, CardReview
from curation.reading.review.due import left_today
from curation.reading.review.rating import rate, undo
from tests.reading.review.cards_cast import DAY, NOON, put_card

pytestmark = pytest.mark.django_db
STATE = ("phase", "stability", "difficulty", "due_at", "reviewed_at", "review_count")


@pytest.fixture
def card(talk):
    return put_card(talk)


def state(card):
    return Card.objects.values_list(*STATE).get(pk=card.pk)


def test_it_is_asked_again_later(card):
    assert rate(card, 3, NOON).due_at > NOON + DAY


def test_sent_twice_it_counts_once(card):
    rate(card, 3, NOON, seen=0)
    with pytest.raises(ChangedMeanwhile):
        rate(card, 3, NOON, seen=0)
    assert CardReview.objects.count() == 1


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_what_is_no_rating_is_refused(card, rating):
    with pytest.raises(Refused, match="no rating"):
        rate(card, rating, NOON)


def test_taken_back_it_is_as_it_was(card):
    before = state(card)
    rate(card, 4, NOON)
    undo(card.owner)
    assert (state(card), CardReview.objects.count()) == (before, 0)


def test_one_after_another_is_taken_back(card):
    rate(card, 3, NOON)
    between = state(card)
    rate(card, 1, NOON + 5 * DAY)
    undo(card.owner)
    assert state(card) == between
    undo(card.owner)
    assert state(card)[-1] == 0


def test_taken_back_it_is_due_again_today(card):
    rate(card, 3, NOON)
    undo(card.owner)
    assert left_today(card.owner, NOON) == 1


def test_without_a_rating_there_is_nothing_to_take_back(ada):
    with pytest.raises(NothingToDo):
        undo(ada)


def test_nobody_takes_back_what_another_rated(card, cleo):
    rate(card, 3, NOON)
    with pytest.raises(NothingToDo):
        undo(cleo)


def test_a_clock_that_was_set_back_moves_no_review_back(card):
    rate(card, 3, NOON)
    assert rate(card, 3, NOON - 90 * DAY).reviewed_at == NOON
