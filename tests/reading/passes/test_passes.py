"""Which pass a source is in, how far its reader is, and what help may look at."""

import pytest

from curation.models import Passage, Source
from curation.reading import passes
from curation.reading.models import Reading
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(talk):
    return passes.reading_of(talk)


def kept(reading):
    return Reading.objects.get(pk=reading.pk)


def test_a_reading_is_begun_once(talk, reading):
    assert passes.reading_of(talk) == reading
    assert Reading.objects.count() == 1


def test_what_is_only_looked_at_is_not_begun(talk):
    assert passes.is_quiet(passes.seen(talk))
    assert not Reading.objects.exists()


def test_what_was_begun_is_seen(talk, reading):
    passes.open_help(reading)
    assert not passes.is_quiet(passes.seen(talk))


def test_it_begins_quiet_and_at_the_beginning(reading):
    assert (passes.is_quiet(reading), passes.bound_of(reading), reading.current_pass) == (True, 0, 1)


def test_how_far_it_was_read_only_grows(reading):
    passes.reached(passes.reached(reading, 40), 12)
    assert kept(reading).furthest == 40


def test_a_device_that_is_behind_takes_nothing_back(talk, reading):
    behind = kept(reading)
    passes.reached(reading, 60)
    passes.reached(behind, 20)
    assert kept(reading).furthest == 60


def test_it_ends_where_the_text_ends(talk, reading):
    passes.reached(reading, len(talk.text) + 7)
    assert (kept(reading).first_ended, kept(reading).furthest) == (Reading.Ended.AT_THE_END, len(talk.text))


def test_it_does_not_end_before_the_last_words(talk, reading):
    passes.reached(reading, len(talk.text) - 1)
    assert kept(reading).current_pass == 1


def test_a_text_without_words_does_not_end_by_itself(ada):
    reading = passes.reading_of(put_source(ada, ""))
    assert passes.reached(reading, 0).current_pass == 1


def test_its_reader_may_end_it_anywhere(reading):
    passes.end_first(reading, Reading.Ended.BY_READER)
    assert (kept(reading).first_ended, kept(reading).current_pass) == (Reading.Ended.BY_READER, 2)


def test_a_pass_that_has_ended_stays_ended_as_it_did(talk, reading):
    behind = kept(reading)
    passes.end_first(reading, Reading.Ended.BY_READER)
    passes.reached(behind, len(talk.text))
    assert (behind.first_ended, kept(reading).first_ended) == (Reading.Ended.BY_READER,) * 2


def test_help_that_is_opened_is_remembered_with_its_place(reading):
    passes.open_help(passes.reached(reading, 40))
    passes.open_help(passes.reached(reading, 70))
    assert (kept(reading).helped_from, passes.is_quiet(reading)) == (40, False)


def test_help_opened_after_pass_1_is_none(reading):
    passes.open_help(passes.end_first(reading))
    assert kept(reading).helped_at is None


def test_help_sees_as_far_as_the_reader_and_all_of_it_later(reading):
    passes.open_help(passes.reached(reading, 40))
    assert passes.bound_of(reading) == 40
    assert passes.bound_of(passes.end_first(reading)) is None


def test_a_passage_is_within_where_it_ends_at_the_place(talk):
    first, last = talk.passages.all()
    assert list(passes.within(Passage.objects.filter(source=talk), first.end)) == [first]
    assert not passes.within(Passage.objects.filter(source=talk), first.end - 1).exists()
    assert list(passes.within(Passage.objects.filter(source=talk), None)) == [first, last]


def test_ending_a_later_pass_ends_those_before_it(reading):
    passes.end_third(reading)
    found = kept(reading)
    assert all([found.first_ended_at, found.second_ended_at, found.third_ended_at])


def test_ending_pass_2_leads_to_pass_3(reading):
    assert passes.end_second(passes.end_first(reading)).current_pass == 3


PREAMBLE = "This is a preamble that is later cut, because nobody has ever read one to its end. "
BODY = "".join(f"On day {day} the river rose by {day + 40} inches, and the clerk wrote it down. " for day in range(9))


@pytest.fixture
def half_read(ada):
    """Read to the end of its first half."""
    source = put_source(ada, PREAMBLE + BODY)
    return passes.reached(passes.reading_of(source), source.text.index("On day 4 "))


def reworded(reading, text):
    Source.objects.filter(pk=reading.source_id).update(text=text)
    return Reading.objects.select_related("source").get(pk=reading.pk)


def test_the_place_moves_with_its_words_where_the_text_is_corrected(half_read):
    reading = reworded(half_read, BODY)
    assert passes.bound_of(reading) == BODY.index("On day 4 ")
    assert kept(reading).furthest == BODY.index("On day 4 ")


def test_words_that_stand_more_than_once_count_where_they_stand_first(half_read):
    reading = reworded(half_read, BODY[BODY.index("On day 2 ") :] + BODY)
    assert passes.bound_of(reading) == BODY.index("On day 4 ") - BODY.index("On day 2 ")


@pytest.mark.parametrize("text", ["Another text altogether.", BODY[: BODY.index("On day 3 ")], ""])
def test_where_its_words_have_gone_nothing_is_told_beforehand(half_read, text):
    assert passes.bound_of(reworded(half_read, text)) == 0


def test_a_few_letters_are_no_place(ada):
    reading = passes.reached(passes.reading_of(put_source(ada, "The river rose.")), 4)
    assert passes.bound_of(reworded(reading, "It was said that the clerk left. The end.")) == 0


def test_a_text_that_got_shorter_is_not_read_to_its_end(half_read):
    reading = reworded(half_read, BODY[: BODY.index("On day 3 ")])
    passes.reached(reading, 10)
    assert (kept(reading).furthest, kept(reading).first_ended_at) == (10, None)


def test_a_device_with_the_text_from_before_takes_nothing_ahead(half_read):
    reading = reworded(half_read, BODY)
    passes.bound_of(kept(reading))
    passes.found_again(reading)
    assert reading.furthest == kept(reading).furthest == BODY.index("On day 4 ")


def test_help_sees_no_further_than_the_words_that_were_read(half_read):
    reading = reworded(half_read, BODY)
    assert passes.bound_for(reading.source) == BODY.index("On day 4 ")
