"""Where a reader was, on which device, also when the text has changed since."""

import pytest

from curation.models import Source
from curation.reading.models import Reading
from curation.reading.passes import reading_of
from curation.reading.places import Whereabouts, place_for, remember
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "The tide went out at noon.", "The boats lay on their sides.", "Children walked between them."
TEXT = f"{FIRST} {SECOND} {THIRD}"
AT_SECOND, AT_THIRD = TEXT.index(SECOND), TEXT.index(THIRD)


@pytest.fixture
def reading(ada):
    return reading_of(put_source(ada, TEXT))


def reworded(reading, text):
    Source.objects.update(text=text)
    return Reading.objects.select_related("source").get(pk=reading.pk)


def test_a_source_opens_at_its_beginning(reading):
    assert place_for(reading, "phone") == Whereabouts()


def test_a_device_finds_its_own_place_again(reading):
    remember(reading, "phone", AT_SECOND)
    remember(reading, "phone", AT_THIRD)
    assert place_for(reading, "phone") == Whereabouts(AT_THIRD)
    assert reading.places.count() == 1


def test_a_new_device_begins_where_the_last_one_was(reading):
    remember(reading, "phone", AT_SECOND)
    assert place_for(reading, "desk").start == AT_SECOND


def test_it_is_told_that_another_device_went_on(reading):
    remember(reading, "desk", AT_SECOND)
    remember(reading, "phone", AT_THIRD)
    assert place_for(reading, "desk") == Whereabouts(AT_SECOND, elsewhere=AT_THIRD)
    assert place_for(reading, "phone") == Whereabouts(AT_THIRD)


def test_the_sentence_is_found_in_a_corrected_text(reading):
    remember(reading, "phone", AT_THIRD)
    changed = reworded(reading, f"A word before. {TEXT}")
    assert place_for(changed, "phone").start == changed.source.text.index(THIRD)


def test_a_sentence_that_is_gone_leads_to_the_beginning(reading):
    remember(reading, "phone", AT_THIRD)
    assert place_for(reworded(reading, FIRST), "phone").start == 0


def test_how_far_it_was_read_only_grows(reading):
    remember(reading, "phone", AT_THIRD)
    remember(reading, "phone", 0)
    assert Reading.objects.get().furthest == AT_THIRD


def test_whoever_was_at_the_end_has_read_it_once(reading):
    remember(reading, "phone", AT_THIRD, reached=len(TEXT))
    assert Reading.objects.get().first_ended == "end"
