"""When each reader gets an issue, by the clock on their own wall, also on the two days a year on which it jumps."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest

from digests.newsletter.hours import Sending, Wished, due_for, opens_at

VIENNA, NEW_YORK, LORD_HOWE = "Europe/Vienna", "America/New_York", "Australia/Lord_Howe"
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def at(*parts, zone="UTC"):
    return datetime(*parts, tzinfo=ZoneInfo(zone))


def local(due, zone):
    return due.astimezone(ZoneInfo(zone)).strftime("%a %H:%M %z")


def test_the_hour_is_that_of_the_reader_s_own_wall():
    sending, before = Sending(date(2026, 6, 1), 7), at(2026, 5, 30)
    shown = {zone: due_for(Wished(zone), sending, before) for zone in (VIENNA, NEW_YORK, "Asia/Kolkata")}
    assert {local(due, zone)[:9] for zone, due in shown.items()} == {"Mon 07:00"}
    assert shown[VIENNA] == at(2026, 6, 1, 5)
    assert shown["Asia/Kolkata"] == at(2026, 6, 1, 1, 30)


def test_an_hour_that_the_clock_leaves_out_is_the_next_that_there_is():
    due = due_for(Wished(VIENNA), Sending(SPRING, 2), at(2026, 3, 28))
    assert (due, local(due, VIENNA)) == (at(2026, 3, 29, 1), "Sun 03:00 +0200")


def test_an_hour_that_comes_twice_counts_the_first_time():
    due = due_for(Wished(VIENNA), Sending(AUTUMN, 2), at(2026, 10, 24))
    assert (due, local(due, VIENNA)) == (at(2026, 10, 25, 0), "Sun 02:00 +0200")


def test_it_is_not_sent_again_in_the_second_of_two_equal_hours():
    """02:30 the second time: the hour that was asked for is over, and comes again tomorrow."""
    second = at(2026, 10, 25, 1, 30)
    assert local(second, VIENNA) == "Sun 02:30 +0100"
    assert local(due_for(Wished(VIENNA, hour=2), Sending(), second), VIENNA) == "Mon 02:00 +0100"


def test_a_wish_for_two_o_clock_is_kept_on_the_day_that_has_none():
    before = at(2026, 3, 29, 0, 30)
    assert local(before, VIENNA) == "Sun 01:30 +0100"
    assert local(due_for(Wished(VIENNA, hour=2), Sending(), before), VIENNA) == "Sun 03:00 +0200"
    assert local(due_for(Wished(VIENNA, hour=2), Sending(), at(2026, 3, 29, 2, 30)), VIENNA) == "Mon 02:00 +0200"


def test_a_jump_of_half_an_hour_is_met_as_well():
    """On Lord Howe the clock goes from 02:00 to 02:30, and back from 02:00 to 01:30."""
    spring = due_for(Wished(LORD_HOWE), Sending(date(2026, 10, 4), 2), at(2026, 10, 1))
    autumn = due_for(Wished(LORD_HOWE), Sending(date(2026, 4, 5), 1), at(2026, 4, 1))
    assert (local(spring, LORD_HOWE), local(autumn, LORD_HOWE)) == ("Sun 02:30 +1100", "Sun 01:00 +1100")


@pytest.mark.parametrize(("day", "offset"), [(date(2026, 3, 28), "+0100"), (SPRING, "+0200"), (AUTUMN, "+0100")])
def test_seven_in_the_morning_stays_seven_on_either_side_of_a_jump(day, offset):
    due = due_for(Wished(VIENNA), Sending(day, 7), at(2026, 1, 1))
    assert local(due, VIENNA)[4:] == f"07:00 {offset}"


def test_without_a_day_it_goes_out_at_once():
    now = at(2026, 6, 1, 12, 34)
    assert due_for(Wished(VIENNA), Sending(), now) == now


def test_who_asked_for_an_hour_gets_it_then_and_not_before_the_day():
    wished = Wished(NEW_YORK, hour=18)
    assert local(due_for(wished, Sending(), at(2026, 6, 1, 12)), NEW_YORK) == "Mon 18:00 -0400"
    assert local(due_for(wished, Sending(date(2026, 6, 3)), at(2026, 6, 1, 12)), NEW_YORK) == "Wed 18:00 -0400"


def test_an_hour_that_was_asked_for_counts_until_it_is_over():
    wished = Wished("UTC", hour=12)
    assert due_for(wished, Sending(), at(2026, 6, 1, 12, 59)) == at(2026, 6, 1, 12, 59)
    assert due_for(wished, Sending(), at(2026, 6, 1, 13)) == at(2026, 6, 2, 12)


def test_who_asked_for_fridays_waits_for_one():
    friday = due_for(Wished(VIENNA, weekday=4), Sending(date(2026, 6, 1), 8), at(2026, 5, 31))
    assert local(friday, VIENNA) == "Fri 08:00 +0200"


def test_a_day_that_is_over_by_an_hour_comes_in_a_week():
    late = due_for(Wished(VIENNA, weekday=4, hour=6), Sending(), at(2026, 6, 5, 5, 30))
    assert local(late, VIENNA) == "Fri 06:00 +0200"
    assert late.date() == date(2026, 6, 12)


def test_what_is_begun_late_is_not_put_off():
    now = at(2026, 6, 3, 12)
    assert due_for(Wished(VIENNA), Sending(date(2026, 6, 1), 7), now) == now


def test_a_day_is_opened_before_it_begins_anywhere():
    opens = opens_at(Sending(SPRING, 0))
    begins = [datetime.combine(SPRING, datetime.min.time(), ZoneInfo(zone)) for zone in sorted(available_timezones())]
    assert opens <= min(begin.astimezone(UTC) for begin in begins)
    assert opens_at(Sending()) is None


def test_nobody_is_ever_due_in_the_past():
    now = at(2026, 3, 29, 0, 59)
    for zone in (VIENNA, NEW_YORK, LORD_HOWE, "Pacific/Apia", "UTC"):
        for weekday in (None, *range(7)):
            for hour in (None, *range(24)):
                for sending in (Sending(), Sending(SPRING, 2), Sending(date(2026, 4, 4), 23)):
                    assert due_for(Wished(zone, weekday, hour), sending, now) >= now
