"""When a series is due, on days on which the clock is changed as well. The zones' rules are those of tzdata."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digests.schedule import Rhythm, days_before, days_until, last_due, moment, next_due

VIENNA = "Europe/Vienna"


def rhythm(cadence="weekly", *, weekday=0, monthday=1, hour=7, zone=VIENNA):
    return Rhythm(cadence, weekday, monthday, hour, zone)


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def dues(of, start, number):
    """The next times, one after another, as the clock there shows them."""
    moments, after = [], start
    for _ in range(number):
        after = next_due(of, after)
        moments.append(after.astimezone(ZoneInfo(of.zone)).strftime("%Y-%m-%d %H:%M"))
    return moments


@pytest.mark.parametrize(
    ("of", "after", "due"),
    [
        (rhythm("daily"), "2026-11-18 06:59", "2026-11-18 07:00"),
        (rhythm("daily"), "2026-11-18 07:00", "2026-11-19 07:00"),
        (rhythm("weekly"), "2026-11-18 12:00", "2026-11-23 07:00"),
        (rhythm("weekly", weekday=2), "2026-11-18 06:00", "2026-11-18 07:00"),
        (rhythm("weekly", weekday=2), "2026-11-18 07:00", "2026-11-25 07:00"),
        (rhythm("monthly", monthday=15), "2026-12-20 07:00", "2027-01-15 07:00"),
    ],
)
def test_it_is_due_at_its_hour_and_later_than_now(of, after, due):
    assert next_due(of, at(after)) == at(due)


def test_what_is_made_when_asked_for_is_never_due():
    assert next_due(rhythm("never"), at("2026-11-18 12:00")) is None
    assert last_due(rhythm("never"), at("2026-11-18 12:00")) is None


def test_its_hour_stays_when_the_clock_is_changed():
    assert dues(rhythm("daily"), at("2026-03-28 06:00"), 3) == [f"2026-03-{day} 07:00" for day in (28, 29, 30)]
    first, second = (next_due(rhythm("daily"), at(f"2026-03-{day} 06:00")) for day in (28, 29))
    assert second - first == timedelta(hours=23)


def test_an_hour_that_the_clock_leaves_out_is_the_next_that_there_is():
    of = rhythm("daily", hour=2)
    assert dues(of, at("2026-03-28 00:00"), 3) == ["2026-03-28 02:00", "2026-03-29 03:00", "2026-03-30 02:00"]


def test_half_an_hour_left_out_moves_it_by_half_an_hour():
    of = rhythm("daily", hour=2, zone="Australia/Lord_Howe")
    assert dues(of, at("2026-10-04 00:00", of.zone), 1) == ["2026-10-04 02:30"]


def test_an_hour_that_the_clock_shows_twice_counts_once():
    of = rhythm("daily", hour=2)
    due = next_due(of, at("2026-10-25 00:00"))
    assert (due, next_due(of, due)) == (
        datetime(2026, 10, 25, 0, tzinfo=UTC),
        datetime(2026, 10, 26, 1, tzinfo=UTC),
    )


def test_midnight_may_be_left_out_too():
    assert dues(rhythm("daily", hour=0, zone="Asia/Beirut"), at("2026-03-28 12:00", "Asia/Beirut"), 1) == [
        "2026-03-29 01:00"
    ]


def test_a_day_that_a_place_left_out_is_made_up_for_at_once():
    assert moment(date(2011, 12, 30), 7, ZoneInfo("Pacific/Apia")) == at("2011-12-31 00:00", "Pacific/Apia")


def test_a_day_that_a_month_does_not_have_is_its_last():
    of = rhythm("monthly", monthday=31)
    assert dues(of, at("2027-12-31 08:00"), 4) == [
        "2028-01-31 07:00",
        "2028-02-29 07:00",
        "2028-03-31 07:00",
        "2028-04-30 07:00",
    ]


@pytest.mark.parametrize("cadence", ["daily", "weekly", "monthly"])
@pytest.mark.parametrize("zone", ["UTC", VIENNA, "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 2, 23])
def test_every_time_of_two_years_comes_once_and_its_days_join_those_before(cadence, zone, hour):
    of, after, end = rhythm(cadence, monthday=31, hour=hour, zone=zone), at("2027-01-10 12:00", zone), None
    while after < at("2029-01-10 12:00", zone):
        due = next_due(of, after)
        assert last_due(of, due) == due
        assert last_due(of, due - timedelta(seconds=1)) < due
        start, last = days_before(of, due)
        assert end is None or start == end + timedelta(days=1)
        assert last < due.astimezone(ZoneInfo(zone)).date()
        after, end = due, last


def test_the_days_of_a_week_end_on_the_day_before_it_is_due():
    assert days_before(rhythm(), at("2026-11-23 07:00")) == (date(2026, 11, 16), date(2026, 11, 22))


def test_the_days_are_those_of_its_place():
    of = rhythm("daily", hour=0, zone="Pacific/Kiritimati")
    due = datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert days_before(of, due) == (date(2026, 11, 22), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("daily", (date(2026, 3, 30), date(2026, 3, 31))),
        ("weekly", (date(2026, 3, 25), date(2026, 3, 31))),
        ("monthly", (date(2026, 3, 1), date(2026, 3, 31))),
        ("never", (date(2026, 3, 25), date(2026, 3, 31))),
    ],
)
def test_asked_for_now_it_is_of_the_days_up_to_today(cadence, days):
    assert days_until(rhythm(cadence), at("2026-03-31 12:00")) == days


def test_what_is_only_made_when_asked_for_goes_on_where_the_last_one_ended():
    last = (date(2026, 3, 1), date(2026, 3, 20))
    assert days_until(rhythm("never"), at("2026-03-31 12:00"), last) == (date(2026, 3, 20), date(2026, 3, 31))
    assert days_until(rhythm("never"), at("2026-03-20 23:00"), last) == last
