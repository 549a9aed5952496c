"""What of a list fits in a day."""

import pytest

from curation.reading.home.fitting import fitted
from curation.reading.home.values import GoingOn


def thing(minutes):
    return GoingOn(minutes, "Bread", "Note", 1, 0, minutes)


@pytest.mark.parametrize(
    ("wanted", "room", "minutes", "left"),
    [
        ([5, 8], 20, [5, 8], 7),
        ([12, 12], 20, [12, 8], 0),
        ([60, 3], 20, [20], 0),
        ([17, 9, 3], 20, [17, 3], 0),
        ([4], 0, [], 0),
        ([], 20, [], 20),
    ],
)
def test_it_fills_the_room_in_order_and_parts_what_is_too_long(wanted, room, minutes, left):
    portions, rest = fitted(map(thing, wanted), room)
    assert ([one.minutes for one in portions], rest) == (minutes, left)


def test_a_part_says_so():
    [portion], _ = fitted([thing(40)], 15)
    assert portion.is_part


def test_all_together_never_takes_more_than_there_is():
    for room in range(40):
        portions, _ = fitted(map(thing, [7, 13, 2, 30]), room)
        assert sum(one.minutes for one in portions) <= room
