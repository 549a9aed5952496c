"""In: two sentences. Out: whether the times that they name are the same, a later one, or of two occasions. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from curation.figures import Figure, in_full
from curation.grammar import ORDINALS
from curation.novelty.classes import MONTHS, WEEKDAYS, words
from curation.novelty.matter import Matter
from curation.speech import Spoken

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(rf"(\d+) ({'|'.join(MONTHS)})")
_POINTS = frozenset({"last", "next", "this"})
_LEADS = words("in since by until of from during for early late before after mid end") | {*MONTHS}


class Order(Enum):
    """How the time that comes now lies to the one that was met; OPEN where one or both name none."""

    SAME = auto()
    LATER = auto()
    EARLIER = auto()
    OTHER = auto()
    OPEN = auto()


@dataclass(frozen=True)
class When:
    """What a sentence names of a time; `loose` are its weekdays and pointers, as "last year"."""

    years: tuple[int, ...]
    months: tuple[int, ...]
    days: tuple[str, ...]
    loose: frozenset[str]

    @property
    def is_named(self) -> bool:
        return bool(self.years or self.months or self.days)


def when(said: Spoken) -> When:
    days = tuple(figure.value for figure in said.figures if _DAY.fullmatch(figure.value))
    years = tuple(int(figure.value) for figure in said.figures if is_year(figure, said))
    inside = {at for figure in said.figures for at in range(figure.first, figure.last)}
    capitals = [token for at, token in enumerate(said.tokens) if at not in inside and token.surface[:1].isupper()]
    months = tuple(MONTHS.index(in_full(word.text)) + 1 for word in capitals if in_full(word.text) in MONTHS)
    return When(years, months, days, frozenset(_loose(said)))


def is_time(figure: Figure, said: Spoken) -> bool:
    return bool(_DAY.fullmatch(figure.value)) or ":" in figure.value or is_year(figure, said)


def is_year(figure: Figure, said: Spoken) -> bool:
    """ "In 2024", "March 2024", "3 March 2024"; not "2024 people"."""
    if figure.unit or not _YEAR.fullmatch(figure.value) or not _YEAR.fullmatch(said.tokens[figure.first].text):
        return False
    before = said.tokens[figure.first - 1].text if figure.first else ""
    dated = any(other.last == figure.first and _DAY.fullmatch(other.value) for other in said.figures)
    return dated or in_full(before) in _LEADS


def order(now: Matter, then: Matter) -> Order:
    mine, theirs = when(now.said), when(then.said)
    if mine.loose != theirs.loose or _has_passed(mine, now.told.on, then.told.on) or mine.days != theirs.days:
        return Order.OTHER
    if len(mine.years) > 1 or len(theirs.years) > 1 or (mine.years and bool(mine.months) != bool(theirs.months)):
        return Order.OTHER
    if mine.is_named and theirs.is_named:
        return _ordered(_point(mine, now.told.on), _point(theirs, then.told.on))
    if mine.is_named:
        return _since(mine, then.told.on)
    return Order.OPEN


def _has_passed(found: When, now: date | None, then: date | None) -> bool:
    """ "Last night" is another night when it is said on another day; "this year" is the same all year."""
    if now is None or then is None or now == then:
        return False
    units = [one.split()[-1] for one in found.loose if one in WEEKDAYS or one.split()[0] in _POINTS]
    same_year, same_month = now.year == then.year, now.month == then.month
    stands = {"year": same_year, "month": same_year and same_month}
    return not all(stands.get(unit, False) for unit in units)


def _since(mine: When, then: date | None) -> Order:
    """Only what comes now names a time; what was met is of the day it was told."""
    if not mine.years or then is None:
        return Order.OTHER
    return Order.LATER if mine.years[0] > then.year else Order.OPEN if mine.years[0] == then.year else Order.EARLIER


def _ordered(mine: tuple[int, ...], theirs: tuple[int, ...]) -> Order:
    if mine == theirs:
        return Order.SAME
    return Order.LATER if mine > theirs else Order.EARLIER


def _point(found: When, on: date | None) -> tuple[int, ...]:
    year = found.years[0] if found.years else on.year if on else 0
    return (year, *found.months[:1])


def _loose(said: Spoken) -> Iterator[str]:
    texts = [token.text for token in said.tokens]
    for at, text in enumerate(texts):
        if text.rstrip("s") in WEEKDAYS:
            yield text
        if text in {"last", "next", "this", *ORDINALS} and at + 1 < len(texts):
            yield f"{text} {texts[at + 1]}"
