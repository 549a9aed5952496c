"""Five a day, whatever device, what is nearest to being forgotten first."""

import datetime

import fsrs
import pytest

from curation.reading.models import Card
from curation.reading.review.due import ask_for_more, due_count, due_today, left_today, met_today
from curation.reading.review.keeping import suspend
from curation.reading.review.rating import rate
from tests.reading.review.cards_cast import DAY, NOON, put_card, put_cards, reviewed
from tests.web.cast import put_talk

pytestmark = pytest.mark.django_db
LATER = NOON + 40 * DAY


@pytest.fixture
def known(talk):
    """Eight that were reviewed once and are all overdue, the first for longest."""
    cards = put_cards(talk, 8)
    return [reviewed(card, NOON + number * DAY) for number, card in enumerate(cards)]


def test_there_are_five_a_day(ada, known):
    assert (len(due_today(ada, LATER)), left_today(ada, LATER), due_count(ada, LATER)) == (5, 5, 8)


def test_what_is_nearest_to_being_forgotten_comes_first(ada, known):
    assert [card.pk for card in due_today(ada, LATER)] == [card.pk for card in known[:5]]


def test_that_is_as_the_scheduler_reckons_it(ada, talk):
    """A card that holds for long may have rested longer and still be better known."""
    rested = [reviewed(card, NOON + number * DAY) for number, card in enumerate(put_cards(talk, 5))]
    for card, stability in zip(rested, (90.0, 3.5, 40.0, 3.6, 12.0), strict=True):
        Card.objects.filter(pk=card.pk).update(stability=stability)
    assert [recall(card) for card in due_today(ada, LATER)] == sorted(recall(card) for card in Card.objects.all())


def recall(card):
    known = fsrs.Card(stability=card.stability, last_review=card.reviewed_at, due=card.due_at)
    return fsrs.Scheduler().get_card_retrievability(known, LATER)


def test_a_new_card_has_its_place_among_the_old(ada, talk, known):
    new = put_card(talk)
    assert [card.pk for card in due_today(ada, LATER)] == [*(card.pk for card in known[:4]), new.pk]


def test_but_one_a_day_only_while_old_ones_wait(ada, talk, known):
    put_cards(talk, 2)
    rate(due_today(ada, LATER)[-1], 3, LATER)
    assert all(not card.is_new for card in due_today(ada, LATER))


def test_new_cards_fill_what_is_left(ada, talk):
    new = put_cards(talk, 7)
    assert [card.pk for card in due_today(ada, NOON)] == [card.pk for card in new[:5]]


def test_what_was_reviewed_counts_on_every_device(ada, known):
    for card in due_today(ada, LATER)[:3]:
        rate(card, 3, LATER)
    assert (left_today(ada, LATER), met_today(ada, LATER).cards) == (2, 3)


def test_a_day_s_share_does_not_grow_back(ada, known):
    for card in due_today(ada, LATER):
        rate(card, 1, LATER)
    assert (due_today(ada, LATER), due_count(ada, LATER)) == ([], 3)


def test_five_more_are_there_when_asked_for(ada, known):
    for card in due_today(ada, LATER):
        rate(card, 3, LATER)
    assert ask_for_more(ada, LATER) == 3


def test_asked_for_twice_it_is_five(ada, talk):
    put_cards(talk, 20)
    for card in due_today(ada, NOON):
        rate(card, 3, NOON)
    ask_for_more(ada, NOON)
    assert ask_for_more(ada, NOON) == 5


def test_asked_for_before_the_share_is_used_it_is_nothing(ada, talk):
    put_cards(talk, 20)
    assert ask_for_more(ada, NOON) == 5


def test_the_next_day_is_five_again(ada, talk):
    put_cards(talk, 20)
    for card in due_today(ada, NOON):
        rate(card, 3, NOON)
    assert left_today(ada, NOON + DAY) == 5


@pytest.mark.parametrize(("zone", "left"), [("UTC", 0), ("Asia/Tokyo", 1)])
def test_a_day_is_the_reader_s_own(ada, talk, settings, zone, left):
    """At 22:30 in London it is the next morning in Tokyo; the card of this noon is due there after two days."""
    settings.TIME_ZONE = zone
    card = rate(put_card(talk), 3, NOON)
    evening = NOON + DAY + datetime.timedelta(hours=10, minutes=30)
    assert card.due_at > NOON
    assert left_today(ada, evening) == left


def test_an_evening_and_the_next_morning_are_a_day_apart(talk):
    card = rate(put_card(talk), 1, NOON + datetime.timedelta(hours=11))
    morning = NOON + DAY - datetime.timedelta(hours=4)
    assert rate(card, 3, morning).stability > card.stability


@pytest.mark.parametrize("month", [3, 10])
def test_a_change_of_the_clocks_moves_no_card_by_a_day(ada, talk, settings, month):
    settings.TIME_ZONE = "Europe/Berlin"
    last_sunday = datetime.datetime(2031, month, 30 if month == 3 else 26, 11, tzinfo=datetime.UTC)
    card = put_card(talk)
    Card.objects.update(due_at=last_sunday - 3 * DAY)
    card = rate(card, 3, last_sunday - DAY)
    assert (left_today(ada, last_sunday), left_today(ada, last_sunday + DAY)) == (0, 1)


def test_what_is_set_aside_is_not_asked(ada, talk):
    suspend(put_card(talk))
    assert due_today(ada, NOON) == []


def test_a_stranger_is_asked_nothing(cleo, known):
    assert (due_today(cleo, LATER), left_today(cleo, LATER)) == ([], 0)


def test_a_pile_of_cards_is_few_questions_to_the_database(ada, known, django_assert_max_num_queries):
    put_cards(put_talk(ada), 20)
    with django_assert_max_num_queries(5):
        assert [card.source.label for card in due_today(ada, LATER)]


def test_a_card_that_is_deleted_meanwhile_is_left_out(talk, monkeypatch):
    card = put_card(talk)
    monkeypatch.setattr("curation.reading.review.due._known", lambda owner, now, most: [card.pk + 1])
    assert [one.pk for one in due_today(talk.owner, NOON)] == [card.pk]
