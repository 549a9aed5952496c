"""What comes in: hostile sources are read, embedded, judged, grouped and named, and nothing else happens."""

import pytest

from curation.models import Passage, Theme
from tests.hostile.conftest import source_of
from tests.hostile.corpus import ALL
from tests.hostile.effects import of_mail

pytestmark = pytest.mark.django_db


def test_every_hostile_source_is_in_the_library(library):
    assert len({source_of(library, one).pk for one in ALL}) == len(ALL) >= 60


def test_no_standing_and_no_placement_is_a_hands(library):
    assert library.hands_while_reading == 0


def test_no_model_is_asked_for_a_score(library):
    assert library.asked_while_reading == {"name_theme"}


def test_theme_names_are_plain_words(library):
    names = list(Theme.objects.of(library.owner).filter(named_by_hand=False).values_list("name", flat=True))
    assert names
    assert [name for name in names if "\n" in name or of_mail(name).addresses or "<" in name] == []


def test_hidden_characters_are_not_stored(library):
    texts = Passage.objects.of(library.owner).values_list("text", flat=True)
    hidden = {
        letter
        for text in texts
        for letter in text
        if "\U000e0000" <= letter <= "\U000e007f" or "\u202a" <= letter <= "\u202e"
    }
    assert hidden == set()
