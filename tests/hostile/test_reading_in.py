"""What comes in: hostile sources are read, embedded, judged, grouped and named, and nothing else happens."""

import unicodedata

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


def test_no_hidden_character_and_no_escape_is_stored(library):
    letters = set("".join(Passage.objects.of(library.owner).values_list("text", flat=True)))
    tags_and_turns = {one for one in letters if "\U000e0000" <= one <= "\U000e007f" or "\u202a" <= one <= "\u202e"}
    controls = {one for one in letters if unicodedata.category(one) == "Cc"} - {"\n", "\t"}
    assert (tags_and_turns, controls) == (set(), set())
