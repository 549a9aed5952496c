"""The look back at the weeks."""

import datetime

import pytest

from curation.models import ThemeEvent
from curation.reading.home.weeks import look_back
from curation.reading.review.rating import rate
from tests.reading.home.cast import DAY, NOON, TODAY, WEEK, put_reading, put_text
from tests.reading.review.cards_cast import put_card, put_mark
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db


def grown(theme, gained, *, on=TODAY, kind="grew"):
    return ThemeEvent.objects.create(theme=theme, kind=kind, on=on, gained=gained, size=9)


def test_weeks_of_nothing_are_empty(ada):
    look = look_back(ada, TODAY)
    assert (look.is_empty, len(look.weeks), look.chart.total, look.earlier) == (True, 4, 0, False)


def test_the_week_of_the_day_comes_first(ada):
    assert look_back(ada, TODAY).weeks[0].monday == datetime.date(2031, 5, 5)


def test_passes_are_counted_in_the_week_in_which_they_ended(ada):
    put_reading(put_text(ada, 20), first_ended_at=NOON - WEEK, second_ended_at=NOON)
    this, last = look_back(ada, TODAY).weeks[:2]
    assert (this.passes, this.minutes) == ((0, 1, 0), 5)
    assert (last.passes, last.minutes) == ((1, 0, 0), 20)


def test_the_chart_has_each_pass_on_its_day(ada):
    put_reading(put_text(ada), first_ended_at=NOON - DAY, second_ended_at=NOON - DAY, third_ended_at=NOON)
    chart = look_back(ada, TODAY).chart
    assert [(bar.day.day, len(bar.segments)) for bar in chart.bars if bar.segments] == [(6, 2), (7, 1)]


def test_marks_and_reviews_are_counted(ada):
    source = put_text(ada)
    card = put_card(source, "Weigh the flour.")
    put_mark(source, "Weigh the flour.", made_at=NOON)
    rate(card, 1, NOON)
    rate(card, 3, NOON + DAY)
    week = look_back(ada, TODAY).weeks[0]
    assert (week.marks, week.cards) == (1, 2)


def test_the_themes_that_grew_most_come_first(ada):
    for name, gained in (("Baking", 3), ("Mills", 8), ("Kilns", 5), ("Salt", 1)):
        grown(put_theme(ada, name), gained)
    assert [one.name for one in look_back(ada, TODAY).weeks[0].grown] == ["Mills", "Kilns", "Baking"]


def test_what_a_theme_took_in_on_several_days_is_one(ada):
    theme = put_theme(ada, "Baking")
    grown(theme, 3, kind="born", on=TODAY - DAY)
    grown(theme, 4)
    [one] = look_back(ada, TODAY).weeks[0].grown
    assert (one.gained, one.is_born) == (7, True)


@pytest.mark.parametrize("state", ["hidden", "merged", "faded"])
def test_themes_that_are_put_away_did_not_grow(ada, state):
    grown(put_theme(ada, "Baking", state=state), 3)
    assert not look_back(ada, TODAY).weeks[0].grown


def test_a_stranger_s_weeks_are_nobody_else_s(ada, ben):
    put_reading(put_text(ben), first_ended_at=NOON)
    grown(put_theme(ben, "Kilns"), 3)
    assert look_back(ada, TODAY).is_empty


def test_days_are_the_reader_s(ada, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    put_reading(put_text(ada), first_ended_at=datetime.datetime(2031, 5, 4, 20, tzinfo=datetime.UTC))
    assert look_back(ada, TODAY).weeks[0].passes == (1, 0, 0)


def test_it_says_whether_there_were_weeks_before(ada):
    put_reading(put_text(ada), at=NOON - 6 * WEEK)
    assert look_back(ada, TODAY).earlier
    assert not look_back(ada, TODAY - 4 * WEEK).earlier
