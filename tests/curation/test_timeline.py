from datetime import date, timedelta

from curation.bars import Week
from curation.timeline import HEIGHT, MOST_WEEKS, Event, timeline_row, weeks_between

MONDAY = date(2026, 3, 2)
WEEKS = [Week(MONDAY + timedelta(weeks=number), count) for number, count in enumerate([2, 0, 8])]


def row(*events):
    return timeline_row("Sourdough", WEEKS, events, most=16)


def test_bars_of_one_height_mean_the_same_in_every_row():
    assert [bar.height for bar in row().bars] == [HEIGHT * 2 // 16 + 1, 0, HEIGHT // 2]


def test_a_mark_stands_over_the_week_of_what_happened():
    born = Event("born", MONDAY + timedelta(days=15), "Born with 8 passages.")
    assert [(mark.x, mark.kind) for mark in row(born).marks] == [(row().bars[2].x + 6, "born")]


def test_of_two_in_one_week_the_weightier_is_drawn_and_both_are_said():
    events = [Event("renamed", MONDAY, "Renamed."), Event("merged", MONDAY, "Merged with “Rye”.")]
    assert [(mark.kind, mark.said) for mark in row(*events).marks] == [("merged", "Renamed. Merged with “Rye”.")]


def test_growth_is_told_by_the_bars():
    assert row(Event("grew", MONDAY, "Grew by 2 to 4 passages.")).marks == ()


def test_what_lies_outside_the_weeks_has_no_mark():
    assert row(Event("born", MONDAY - timedelta(days=1), "Born with 3 passages.")).marks == ()


def test_the_words_say_what_the_bars_show():
    assert row(Event("born", MONDAY, "Born with 2 passages.")).words == (
        "Sourdough: 2 in the week of 2 March, 8 in the week of 16 March. Born with 2 passages."
    )


def test_weeks_run_from_monday_to_monday():
    assert weeks_between(date(2026, 3, 8), date(2026, 3, 9)) == [date(2026, 3, 2), date(2026, 3, 9)]


def test_only_the_latest_weeks_are_shown():
    weeks = weeks_between(date(2020, 1, 1), date(2026, 3, 9))
    assert (len(weeks), weeks[-1]) == (MOST_WEEKS, date(2026, 3, 9))
