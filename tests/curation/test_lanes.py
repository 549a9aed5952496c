import datetime

import numpy as np
import pytest

from curation.editing import drop, restore
from curation.lanes import lane_picks_of, pick_out_of_lane
from curation.models import LanePick, Source
from tests.shelf import MET_ON, put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

SAYS = "The old bridge carried carts because its builders set two arches where one would have cracked in frost."
ALSO = "We counted 40 boats at the lock on Monday and found 12 of them tied up for want of a keeper."


def along(*parts):
    """A direction with these first numbers."""
    vector = np.zeros(384, dtype=np.float32)
    vector[: len(parts)] = parts
    return (vector / np.linalg.norm(vector)).tolist()


def shelved(owner, text=SAYS, *, vector=(0.5, 1), theme=None, cause="far", acts=("explains",), **fields):
    facts = {"cause": cause, "acts": list(acts), "form": fields.pop("form", "")}
    standing = "kept" if theme else "filtered"
    told = {"kind": "post", "standing": standing, "signal_facts": facts} | fields
    source = put_source(owner, text, **told)
    passage = put_passage(owner, text, source=source, theme=theme)
    passage.vector = along(*vector)
    passage.save()
    return source


@pytest.fixture
def theme(ada):
    theme = put_theme(ada)
    shelved(ada, vector=(1,), theme=theme)
    return theme


def test_a_theme_takes_the_nearest_of_the_week(ada, theme):
    shelved(ada, vector=(0.3, 1))
    near = shelved(ada, ALSO, vector=(0.6, 1))
    assert pick_out_of_lane(ada) == 1
    assert LanePick.objects.get().source == near


def test_a_pick_says_why(ada, theme):
    shelved(ada)
    pick_out_of_lane(ada)
    reason = "Outside your interests, and the nearest to this theme that week: it explains something."
    assert LanePick.objects.get().reason == reason


@pytest.mark.parametrize(
    "fields",
    [
        {"cause": "joke", "form": "joke"},
        {"cause": "unwanted"},
        {"cause": "like_dropped"},
        {"acts": ["claims"]},
        {"text": "We lost it because of rain."},
        {"text": SAYS + " 🎉🎉🎉!!!"},
        {"vector": (0.05, 1)},
        {"standing_by_hand": True},
        {"standing": "kept"},
        {"met_on": MET_ON - datetime.timedelta(weeks=1)},
    ],
)
def test_it_never_picks(ada, theme, fields):
    shelved(ada, **fields)
    assert pick_out_of_lane(ada) == 0


def test_a_pick_stays_when_something_nearer_comes_in(ada, theme):
    first = shelved(ada)
    pick_out_of_lane(ada)
    shelved(ada, ALSO, vector=(0.9, 1))
    assert pick_out_of_lane(ada) == 0
    assert LanePick.objects.get().source == first


@pytest.mark.parametrize("verb", [drop, restore])
def test_a_pick_that_a_hand_decided_about_makes_room(ada, theme, verb):
    first, second = shelved(ada, vector=(0.9, 1)), shelved(ada, ALSO)
    pick_out_of_lane(ada)
    verb(Source.objects.get(pk=first.pk), ada)
    pick_out_of_lane(ada)
    assert LanePick.objects.get().source == second


def test_a_source_goes_to_one_theme_only(ada, theme):
    other = put_theme(ada, "Rivers")
    shelved(ada, vector=(0.9, 0.4), theme=other)
    shelved(ada)
    assert pick_out_of_lane(ada) == 1


def test_each_week_has_a_pick_of_its_own(ada, theme):
    later = MET_ON + datetime.timedelta(weeks=1)
    shelved(ada, vector=(1,), theme=theme, met_on=later)
    shelved(ada)
    shelved(ada, ALSO, met_on=later)
    assert pick_out_of_lane(ada) == 2


def test_a_hidden_theme_takes_nothing(ada, theme):
    theme.state = "hidden"
    theme.save()
    shelved(ada)
    assert pick_out_of_lane(ada) == 0


def test_the_picks_of_a_period_come_with_the_passage_to_show(ada, theme):
    source = shelved(ada)
    pick_out_of_lane(ada)
    [picked] = lane_picks_of(theme, MET_ON, MET_ON)
    assert (picked.source, picked.passage) == (source, source.passages.get())
    assert lane_picks_of(theme, MET_ON - datetime.timedelta(days=7), MET_ON - datetime.timedelta(days=1)) == []


def test_a_stranger_s_filtered_sources_are_not_picked(ada, ben, theme):
    shelved(ben)
    assert pick_out_of_lane(ada) == 0
