import pytest

from ingest.windows import cut, stretch


@pytest.mark.parametrize(
    ("spans", "where"),
    [
        ([(0, 4000), (4600, 10_000)], 4300),
        ([(0, 4000), (4400, 8000), (9000, 10_000)], 8500),
        ([(0, 9000)], 9500),
        ([(2000, 10_000)], 1000),
        ([], 5000),
    ],
    ids=["a pause", "the longest pause", "the end", "the beginning", "silence"],
)
def test_it_cuts_in_the_middle_of_the_longest_pause(spans, where):
    assert cut(spans, 10_000) == where


def test_without_a_pause_it_cuts_at_the_end():
    assert cut([(0, 5000), (5050, 10_000)], 10_000) == 10_000


@pytest.mark.parametrize(("at", "end"), [(0, 300), (300, 600), (600, 960), (660, 960)])
def test_a_short_rest_is_not_left_for_a_window_of_its_own(at, end):
    assert stretch(at, 960, 300) == end
