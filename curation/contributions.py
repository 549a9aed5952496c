"""In: the themes of a source's passages, in order. Out: what the source gives to each, as a strip. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

LENGTH = 1000


@dataclass(frozen=True)
class Stretch:
    """A run of passages of one theme, in units of the strip's `LENGTH`; `theme_id` is None for none."""

    theme_id: int | None
    hue: int
    x: float
    width: float
    first_passage: int
    passages: int


@dataclass(frozen=True)
class Share:
    """`percent` of the source's passages are in this theme."""

    theme_id: int
    name: str
    hue: int
    passages: int
    percent: int


@dataclass(frozen=True)
class Contribution:
    """`words` says the same to those who do not see the strip."""

    stretches: tuple[Stretch, ...]
    shares: tuple[Share, ...]
    length: int = LENGTH

    @property
    def bars(self) -> list[tuple[int, str]]:
        """By hue, the path of its stretches in a strip 40 high: an element for each would be hundreds."""
        paths: dict[int, list[str]] = {}
        for one in self.stretches:
            if one.theme_id is not None:
                paths.setdefault(one.hue, []).append(f"M{one.x:.2f} 0h{one.width:.2f}v40h-{one.width:.2f}z")
        return [(hue, "".join(path)) for hue, path in sorted(paths.items())]

    @property
    def words(self) -> str:
        return ", ".join(f"{share.name} {share.percent} %" for share in self.shares)


# A passage's id, and its theme's id or None.
Placed = tuple[int, int | None]


def contribution(placed: Sequence[Placed], names: dict[int, str], hues: dict[int, int]) -> Contribution:
    """`placed` in the order of the text; a theme without a name here (hidden) counts as none."""
    shown = [(pk, theme if theme in names else None) for pk, theme in placed]
    counts = Counter(theme for _, theme in shown if theme is not None)
    shares = tuple(
        Share(theme, names[theme], hues.get(theme, 0), count, round(100 * count / len(shown)))
        for theme, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )
    return Contribution(tuple(_stretches(shown, hues)), shares)


def _stretches(shown: Sequence[Placed], hues: dict[int, int]) -> list[Stretch]:
    step, at, found = LENGTH / max(1, len(shown)), 0, []
    for theme, run in groupby(shown, key=lambda one: one[1]):
        those = list(run)
        hue = hues.get(theme, 0) if theme is not None else -1
        found.append(Stretch(theme, hue, round(at * step, 2), round(len(those) * step, 2), those[0][0], len(those)))
        at += len(those)
    return found
