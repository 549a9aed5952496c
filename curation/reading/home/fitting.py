"""In: what is to be read, in the order of its weight, and the minutes there are. Out: as much of each as fits. Pure."""

from collections.abc import Iterable

from curation.reading.home.values import Portion, Thing

# Minutes: for less it is not worth opening a text that takes longer.
LEAST = 5


def fitted(things: Iterable[Thing], room: int) -> tuple[list[Portion[Thing]], int]:
    """What does not fit as a whole is offered in part, as the last of the day. Out: the portions, and the room left."""
    portions = []
    for thing in things:
        minutes = _portion(thing.minutes, room)
        if minutes:
            portions.append(Portion(thing, minutes))
            room -= minutes
    return portions, room


def uncut(things: Iterable[Thing]) -> list[Portion[Thing]]:
    return [Portion(thing, thing.minutes) for thing in things]


def _portion(wanted: int, room: int) -> int:
    if wanted <= room:
        return wanted
    return room if room >= LEAST else 0
