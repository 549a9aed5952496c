from curation.kinds import Kind
from ingest.drafts import Draft, Spoken, Turn
from ingest.moments import Moments


def moments(*turns, stamps=()):
    return Moments.of(Draft(Kind.EPISODE, "x" * 200, turns=turns, spoken=Spoken(stamps=stamps)))


def test_between_two_times_it_runs_evenly():
    assert moments(Turn(0, 100, "Ida", 1_000, 11_000)).begin(50) == 6_000


def test_stamps_are_finer_than_turns():
    assert moments(Turn(0, 100, "Ida", 1_000, 11_000), stamps=((50, 9_000),)).begin(50) == 9_000


def test_what_begins_and_what_ends_at_one_place_are_two_moments():
    both = moments(Turn(0, 100, "Ida", 0, 5_000), Turn(100, 200, "Otto", 8_000, 9_000))
    assert (both.end(100), both.begin(100)) == (5_000, 8_000)


def test_before_the_first_and_after_the_last_it_goes_at_the_pace_of_the_whole():
    known = moments(stamps=((50, 10_000), (100, 20_000)))
    assert (known.begin(40), known.begin(0), known.begin(120)) == (8_000, 0, 24_000)


def test_no_end_is_known_behind_the_last_time():
    assert moments(stamps=((50, 10_000), (100, 20_000))).end(150) is None


def test_times_that_run_backward_are_not_reckoned_with():
    assert moments(stamps=((0, 9_000), (100, 1_000))).begin(50) == 9_000


def test_far_from_every_time_nothing_is_reckoned():
    assert moments(stamps=((0, 0), (200, 9_000_000))).begin(100) is None


def test_without_times_there_are_none():
    assert (moments().begin(10), moments().end(10), moments().offset(0)) == (None, None, None)


def test_a_moment_is_found_in_the_text():
    known = moments(Turn(0, 100, "Ida", 0, 5_000), stamps=((50, 2_500),))
    assert (known.offset(1), known.offset(3_000)) == (50, None)
