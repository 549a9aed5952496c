"""The bars of four weeks of passes."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from curation.reading.home.plot import HEIGHT, PassesOfADay, days_chart

MONDAY = datetime.date(2031, 5, 5)
PASSES = st.tuples(*[st.integers(0, 9)] * 3)


def days(*passes):
    return [PassesOfADay(MONDAY + datetime.timedelta(days=at), one) for at, one in enumerate(passes)]


def test_it_says_in_words_what_its_bars_show():
    chart = days_chart(days((2, 1, 0), (0, 0, 0), (0, 0, 1)))
    assert chart.words == (
        "Passes finished by day, 5 May to 7 May: 4 in all. Monday 5 May: 2 first, 1 second; Wednesday 7 May: 1 third."
    )


def test_without_a_pass_it_says_so():
    assert days_chart(days((0, 0, 0))).words == "No pass was finished on these days."


def test_each_week_is_labelled_and_stands_apart():
    chart = days_chart(days(*[(1, 0, 0)] * 14))
    assert [label.monday.day for label in chart.labels] == [5, 12]
    assert chart.bars[7].x - chart.bars[6].x > chart.bars[6].x - chart.bars[5].x


@given(st.lists(PASSES, min_size=1, max_size=28))
def test_bars_stand_on_the_ground_and_none_leaves_the_chart(passes):
    for bar, counts in zip(days_chart(days(*passes)).bars, passes, strict=True):
        assert len(bar.segments) == sum(count > 0 for count in counts)
        bottoms = [round(part.y + part.height) for part in bar.segments]
        assert bottoms[:1] in ([], [HEIGHT])
        assert all(part.y >= -0.5 for part in bar.segments)
