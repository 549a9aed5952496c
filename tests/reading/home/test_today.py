"""What a day holds, and when it is over."""

import pytest

from curation.errors import Refused
from curation.models import Source, Theme
from curation.reading import passes
from curation.reading.home.habit import habit_of, new_since, set_minutes, visited
from curation.reading.home.reckoning import LETTERS_A_MINUTE
from curation.reading.home.today import today_of
from curation.reading.models import Reading, Stretch
from curation.reading.review.rating import rate
from tests.reading.home.cast import DAY, NOON, TODAY, WEEK, put_reading, put_text
from tests.reading.review.cards_cast import put_card, put_mark
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(ada):
    """One that ada follows."""
    return put_theme(ada, "Baking", followed_at=NOON)


def begun(today):
    return [one.thing.source_id for one in today.going_on]


def fresh(today):
    return [one.thing.source_id for one in today.fresh]


def put_due_card(source):
    card = put_card(source, "Weigh the flour.")
    type(card).objects.update(due_at=NOON - DAY, made_at=NOON - DAY)
    return card


def test_a_day_of_nothing_is_not_over(ada):
    today = today_of(ada, NOON)
    assert (today.minutes, today.is_over, today.has_begun) == (0, False, False)


def test_what_was_begun_goes_on_the_last_open_first(ada):
    older, newer = put_text(ada, 5), put_text(ada, 5)
    put_reading(older, read=1, at=NOON - DAY)
    put_reading(newer, read=1)
    assert begun(today_of(ada, NOON)) == [newer.pk, older.pk]


def test_no_more_than_three_go_on(ada):
    for _ in range(5):
        put_reading(put_text(ada, 2), read=1)
    today = today_of(ada, NOON)
    assert (len(today.going_on), today.beyond) == (3, 2)


def test_it_says_how_far_and_how_long_yet(ada):
    put_reading(put_text(ada, 10), read=4)
    [one] = today_of(ada, NOON).going_on
    assert (one.thing.percent, one.thing.minutes, one.thing.current_pass) == (40, 6, 1)


def test_after_pass_1_the_next_one_waits(ada):
    put_reading(put_text(ada, 16), first_ended_at=NOON)
    [one] = today_of(ada, NOON).going_on
    assert (one.thing.current_pass, one.thing.minutes) == (2, 4)


def test_a_page_that_was_only_opened_is_not_begun(ada, theme):
    source = put_text(ada, 3, theme=theme)
    put_reading(source)
    today = today_of(ada, NOON)
    assert (begun(today), fresh(today)) == ([], [source.pk])


@pytest.mark.parametrize("gone", [{"third_ended_at": NOON, "first_ended_at": NOON}, {}])
def test_what_is_over_or_dropped_does_not_go_on(ada, gone):
    source = put_text(ada)
    put_reading(source, read=2, **gone)
    if not gone:
        Source.objects.update(standing="filtered", standing_by_hand=True)
    assert not today_of(ada, NOON).going_on


def test_what_lies_idle_for_weeks_is_found_and_does_not_nag(ada):
    source = put_text(ada)
    put_reading(source, read=2, at=NOON - 4 * WEEK)
    assert today_of(ada, NOON).going_on == ()
    assert [one.source_id for one in today_of(ada, NOON, more=True).set_aside] == [source.pk]


def test_what_is_new_in_followed_themes_comes_best_first(ada, theme):
    plain, good = put_text(ada, 2, theme=theme, signal=0.4), put_text(ada, 2, theme=theme, signal=0.9)
    put_text(ada, 2, theme=put_theme(ada, "Kilns"))
    assert fresh(today_of(ada, NOON)) == [good.pk, plain.pk]


@pytest.mark.parametrize(
    "fields", [{"standing": "filtered"}, {"met_on": TODAY - 8 * DAY}, {"kind": "link"}], ids=["filtered", "old", "link"]
)
def test_what_is_filtered_old_or_a_bare_link_is_not_new(ada, theme, fields):
    put_text(ada, 2, theme=theme, **fields)
    assert not today_of(ada, NOON).fresh


@pytest.mark.parametrize("state", ["hidden", "faded"])
def test_a_theme_that_is_put_away_brings_nothing(ada, theme, state):
    put_text(ada, 2, theme=theme)
    awake = put_text(ada, 2, theme=put_theme(ada, "Kilns", followed_at=NOON))
    Theme.objects.filter(pk=theme.pk).update(state=state)
    assert fresh(today_of(ada, NOON)) == [awake.pk]


def test_who_follows_nothing_finds_the_newest(ada):
    older, newer = put_text(ada, 2, met_on=TODAY - WEEK * 9), put_text(ada, 2, theme=put_theme(ada, "Kilns"))
    put_text(ada, 2, standing="filtered")
    put_text(ada, 2, kind="link")
    today = today_of(ada, NOON)
    assert fresh(today) == [newer.pk, older.pk]
    assert {one.thing.theme for one in today.fresh} == {""}


def test_of_the_newest_what_is_begun_is_gone_on_with(ada):
    new, read = put_text(ada, 2), put_text(ada)
    put_reading(read, read=1)
    today = today_of(ada, NOON)
    assert (begun(today), fresh(today)) == ([read.pk], [new.pk])


def test_what_is_in_pass_1_comes_before_what_waits(ada):
    waiting = [put_text(ada, 2) for _ in range(3)]
    for number, source in enumerate(waiting):
        put_reading(source, first_ended_at=NOON, at=NOON - number * DAY / 24)
    read = put_text(ada, 5)
    put_reading(read, read=1, at=NOON - DAY)
    today = today_of(ada, NOON)
    assert (begun(today), today.beyond) == ([read.pk, waiting[0].pk, waiting[1].pk], 1)
    assert len(today_of(ada, NOON, more=True).going_on) == 4


def test_few_that_wait_stand_there_alone(ada):
    for _ in range(3):
        put_reading(put_text(ada, 2), first_ended_at=NOON)
    assert len(today_of(ada, NOON).going_on) == 2


def test_many_that_wait_do_not_hide_what_is_read(ada):
    for _ in range(25):
        put_reading(put_text(ada, 2), first_ended_at=NOON - DAY)
    read = put_text(ada, 5)
    put_reading(read, read=1, at=NOON - DAY)
    assert begun(today_of(ada, NOON))[0] == read.pk


def test_what_lies_idle_does_not_hide_what_waits(ada):
    for _ in range(25):
        put_reading(put_text(ada, 2), read=1, at=NOON - 4 * WEEK)
    waits = put_text(ada, 2)
    put_reading(waits, first_ended_at=NOON)
    assert begun(today_of(ada, NOON)) == [waits.pk]


def test_what_is_deleted_meanwhile_is_left_out(ada, theme, monkeypatch):
    put_text(ada, 2, theme=theme)
    monkeypatch.setattr("curation.reading.home.fresh.named_sources", lambda ids: {})
    assert not today_of(ada, NOON).fresh


def test_nothing_stands_there_twice(ada, theme):
    source = put_text(ada, 4, theme=theme)
    put_reading(source, read=1)
    today = today_of(ada, NOON)
    assert (begun(today), fresh(today)) == ([source.pk], [])


def test_a_source_stands_under_the_theme_that_it_is_mostly_in(ada, theme):
    other = put_theme(ada, "Mills", followed_at=NOON)
    source = put_text(ada, 2, theme=theme)
    for position in (1, 2):
        passage = source.passages.create(owner=ada, position=position, start=position, end=position + 1, text="Mill.")
        other.placements.create(passage=passage)
    [one] = today_of(ada, NOON).fresh
    assert one.thing.theme == "Mills"


def test_the_day_is_cut_to_its_minutes(ada, theme):
    for _ in range(5):
        put_text(ada, 8, theme=theme)
    today = today_of(ada, NOON)
    assert (today.minutes, len(today.fresh), today.beyond) == (16, 2, 3)


def test_a_long_text_is_offered_in_part(ada):
    put_reading(put_text(ada, 50), read=10)
    [one] = today_of(ada, NOON).going_on
    assert (one.minutes, one.is_part) == (20, True)


def test_the_minutes_are_the_reader_s(ada):
    put_reading(put_text(ada, 50), read=10)
    set_minutes(ada, 30)
    assert today_of(ada, NOON).minutes == 30


@pytest.mark.parametrize("minutes", [0, 4, 241, -3])
def test_a_day_of_no_time_is_refused(ada, minutes):
    with pytest.raises(Refused):
        set_minutes(ada, minutes)


def test_cards_take_their_part_of_the_day(ada):
    source = put_text(ada, 50)
    put_due_card(source)
    put_reading(source, read=10)
    today = today_of(ada, NOON)
    assert (today.due.count, today.going_on[0].minutes) == (1, 19)


def test_cards_stay_when_the_minutes_are_used_up(ada):
    source = put_text(ada, 25)
    put_due_card(source)
    put_reading(source, first_ended_at=NOON, third_ended_at=NOON)
    today = today_of(ada, NOON)
    assert (today.due.count, today.is_over) == (1, False)


def test_what_was_read_today_is_taken_off_the_day(ada):
    reading = put_reading(put_text(ada, 60), read=10, at=NOON)
    Stretch.objects.create(reading=reading, day=TODAY, start=4 * LETTERS_A_MINUTE, end=10 * LETTERS_A_MINUTE)
    today = today_of(ada, NOON)
    assert (today.done.minutes, today.minutes) == (6, 14)


def test_when_the_minutes_are_read_the_day_is_over(ada):
    reading = put_reading(put_text(ada, 60), read=22)
    Stretch.objects.create(reading=reading, day=TODAY, start=0, end=22 * LETTERS_A_MINUTE)
    today = today_of(ada, NOON)
    assert (today.is_over, today.minutes, today.beyond) == (True, 0, 1)


def test_more_is_there_for_whoever_asks(ada):
    reading = put_reading(put_text(ada, 60), read=22)
    Stretch.objects.create(reading=reading, day=TODAY, start=0, end=22 * LETTERS_A_MINUTE)
    [one] = today_of(ada, NOON, more=True).going_on
    assert one.minutes == 38


def test_when_nothing_is_left_the_day_is_over_before_its_minutes(ada):
    put_reading(put_text(ada, 4), first_ended_at=NOON, second_ended_at=NOON, third_ended_at=NOON)
    today = today_of(ada, NOON)
    assert (today.is_over, today.done.passes) == (True, (1, 1, 1))


def test_what_was_finished_yesterday_is_not_done_today(ada):
    put_reading(put_text(ada, 4), **dict.fromkeys(["first_ended_at", "third_ended_at"], NOON - DAY))
    assert not today_of(ada, NOON).done.is_something


def test_a_day_is_one_of_the_reader_s_time_zone(ada, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    put_reading(put_text(ada, 4), **dict.fromkeys(["first_ended_at", "third_ended_at"], NOON - DAY / 24))
    today = today_of(ada, NOON)
    assert (today.day, today.done.is_something) == (TODAY + DAY, False)


def test_reviews_and_marks_are_done_too(ada):
    source = put_text(ada)
    card = put_due_card(source)
    put_mark(source, "Weigh the flour.", made_at=NOON)
    rate(card, 3, NOON)
    done = today_of(ada, NOON).done
    assert (done.cards, done.marks, done.minutes) == (1, 1, 1)


def test_what_is_read_further_is_kept_by_day(ada):
    source = put_text(ada, 10)
    reading = passes.reading_of(source)
    passes.reached(passes.reached(reading, 100), 300)
    passes.reached(Reading.objects.get(pk=reading.pk), 200)
    stretch = Stretch.objects.get()
    assert (stretch.start, stretch.end) == (0, 300)


def test_who_says_they_have_read_it_has_read_to_the_end(ada):
    source = put_text(ada, 12)
    put_reading(source, read=4, first_ended_at=NOON)
    assert today_of(ada, NOON).done.minutes == 8


def test_a_stranger_s_reading_is_nobody_else_s(ada, ben):
    put_reading(put_text(ben, 12), read=4)
    assert not today_of(ada, NOON).going_on


def test_things_are_new_for_a_week(ada):
    habit = visited(visited(habit_of(ada), TODAY - DAY), TODAY)
    assert new_since(habit, TODAY) == TODAY - WEEK


def test_who_was_away_for_longer_sees_all_that_came_since(ada):
    habit = visited(visited(habit_of(ada), TODAY - 3 * WEEK), TODAY)
    assert new_since(habit, TODAY) == TODAY - 3 * WEEK
    assert new_since(visited(habit, TODAY), TODAY) == TODAY - 3 * WEEK


def test_a_visit_leaves_the_minutes_as_they_are(ada):
    set_minutes(ada, 45)
    visited(habit_of(ada), TODAY)
    assert habit_of(ada).minutes == 45
