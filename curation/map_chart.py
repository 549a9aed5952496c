"""In: themes and passages with their places. Out: the shapes of a map, in units of its view box. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

SIDE = 1000
HUES = 12
DOTS = 1500
# Every theme shows some of its passages, however small it is beside the others.
FEWEST_DOTS = 12
NEIGHBOURS = 2
# About the room that a name takes in the type of the map, in units.
LETTER, LINE, NAME_BELOW = 11.5, 26, 24
ROUND = 30


@dataclass(frozen=True)
class MappedTheme:
    """`x` and `y` run from 0 to 1; `radius` in the same units."""

    id: int
    name: str
    x: float
    y: float
    radius: float
    passages: int
    sources: int


@dataclass(frozen=True)
class MappedPassage:
    id: int
    source_id: int
    theme_id: int
    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Disc:
    """One theme; `number` stands on the map and in the list beside it, `near` names those that lie next to it."""

    theme: MappedTheme
    number: int
    hue: int
    x: int
    y: int
    radius: int
    near: tuple[str, ...]
    is_named: bool = True

    @property
    def name_y(self) -> int:
        return self.y + self.radius + NAME_BELOW


@dataclass(frozen=True)
class Dot:
    passage: MappedPassage
    hue: int
    x: float
    y: float


@dataclass(frozen=True)
class MapChart:
    """`drawn` of `passages` are dots."""

    discs: tuple[Disc, ...]
    dots: tuple[Dot, ...]
    passages: int
    side: int = SIDE

    @property
    def drawn(self) -> int:
        return len(self.dots)

    @property
    def top(self) -> int:
        """Nothing is drawn above it."""
        return max(0, min((disc.y - disc.radius for disc in self.discs), default=0) - ROUND)

    @property
    def height(self) -> int:
        """Nothing is drawn lower than this, counted from the top."""
        return min(self.side, max((disc.name_y for disc in self.discs), default=self.side) + ROUND) - self.top


def map_chart(themes: Sequence[MappedTheme], passages: Iterable[MappedPassage]) -> MapChart:
    """`themes` in the order of their birth, which gives them their colours; `passages` newest first."""
    hues = {theme.id: at % HUES for at, theme in enumerate(themes)}
    largest = sorted(themes, key=lambda theme: (-theme.passages, theme.id))
    discs = _named(_disc(number, theme, hues[theme.id], themes) for number, theme in enumerate(largest, start=1))
    total = sum(theme.passages for theme in themes)
    chosen = _sampled(passages, {theme.id: dots_for(theme.passages, total) for theme in themes})
    dots = tuple(Dot(one, hues[one.theme_id], _units(one.x), _units(one.y)) for one in chosen)
    return MapChart(discs, dots, total)


def dots_for(passages: int, total: int) -> int:
    """How many of a theme's passages are drawn: all of a small library, a share of a large one."""
    if total <= DOTS:
        return passages
    return min(passages, max(FEWEST_DOTS, round(DOTS * passages / total)))


def _disc(number: int, theme: MappedTheme, hue: int, themes: Sequence[MappedTheme]) -> Disc:
    others = sorted((other for other in themes if other is not theme), key=lambda other: _gap(theme, other))
    near = tuple(other.name for other in others[:NEIGHBOURS])
    return Disc(theme, number, hue, round(SIDE * theme.x), round(SIDE * theme.y), round(SIDE * theme.radius), near)


def _named(discs: Iterable[Disc]) -> tuple[Disc, ...]:
    """Names that would lie over another, or over the edge, are left to the list; the larger theme keeps its own."""
    kept: list[Disc] = []
    for disc in discs:
        half = _half_width(disc)
        clash = any(one.is_named and _overlap(disc, one) for one in kept)
        kept.append(replace(disc, is_named=half <= disc.x <= SIDE - half and disc.name_y < SIDE and not clash))
    return tuple(kept)


def _overlap(one: Disc, other: Disc) -> bool:
    beside = abs(one.x - other.x) >= _half_width(one) + _half_width(other)
    return not beside and abs(one.name_y - other.name_y) < LINE


def _half_width(disc: Disc) -> float:
    return len(disc.theme.name) * LETTER / 2


def _gap(one: MappedTheme, other: MappedTheme) -> float:
    return float(((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 - one.radius - other.radius)


def _sampled(passages: Iterable[MappedPassage], room: dict[int, int]) -> list[MappedPassage]:
    by_theme: dict[int, list[MappedPassage]] = defaultdict(list)
    for passage in passages:
        by_theme[passage.theme_id].append(passage)
    return [one for theme, those in by_theme.items() for one in islice(those, room.get(theme, 0))]


def _units(place: float) -> float:
    return round(SIDE * place, 1)
