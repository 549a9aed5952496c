"""The service's own words for what is new, known, an update or a disagreement, the same in every form. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from curation.novelty import Novelty
from digests.wording import counted, listed, period_in_words

KNOWN = "Known already"
LANE = "Out of your lane"
OPEN = "Still open"
ASKED = "Asked"
BEFORE, LATER = "Before", "Later"
# To those who do not own the library, it is the sources that know and say, not "you".
BESIDE = {
    Novelty.UPDATES: "This brings up to date what was said before.",
    Novelty.DISAGREES: "These two disagree.",
}
_MOST_PLACES = 3


def news(kinds: Sequence[str]) -> str:
    """In: the novelty of each thing that is said. Out: `14 new, 2 updates, 1 disagreement, 3 known already.`"""
    found = Counter(kind for kind in kinds if kind)
    if not found:
        return ""
    if set(found) == {Novelty.NEW}:
        return "All of it is new to you."
    if set(found) == {Novelty.KNOWN}:
        return "You know all of it already."
    told = {
        "new": found[Novelty.NEW],
        "update": found[Novelty.UPDATES],
        "disagreement": found[Novelty.DISAGREES],
    }
    named = [_number(number, noun) for noun, number in told.items() if number]
    known = [f"{found[Novelty.KNOWN]} known already"] if found[Novelty.KNOWN] else []
    return f"{', '.join([*named, *known])}."


def known_line(number: int, places: Sequence[tuple[str, date | None]]) -> str:
    """In: how many are known, and the title and day of where each was met first. Out: one line."""
    distinct = list(dict.fromkeys(places))
    named = [_place(*place) for place in distinct[:_MOST_PLACES]]
    more = len(distinct) - len(named)
    named += [counted(more, "more place")] if more else []
    where = f", first met in {listed(named)}" if named else ""
    return f"{KNOWN}: {number}{where}."


def section_about(sources: int, minutes: int, *, asked: bool = False) -> str:
    """`3 sources · 1 min`, and before it that it was asked."""
    told = (
        ASKED if asked else "",
        counted(sources, "source") if sources else "",
        f"{minutes} min" if minutes else "",
    )
    return " · ".join(filter(None, told))


def _place(title: str, on: date | None) -> str:
    named = title if "“" in title else f"“{title}”"
    return f"{named} ({period_in_words(on, on)})" if on else named


def _number(number: int, noun: str) -> str:
    return f"{number} new" if noun == "new" else counted(number, noun)
