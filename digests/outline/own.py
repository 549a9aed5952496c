"""In: a few colours and two faces. Out: a whole look; what was not said is derived from what was."""

import colorsys
import re
from collections.abc import Iterator

from curation.errors import Refused
from digests.outline.colours import DRAWN_CONTRAST, TEXT_CONTRAST, apart, channels, contrast, is_dark, mixed
from digests.outline.faces import ARIAL, CALIBRI, FACES, Face
from digests.outline.looks import Look

LARGEST_TEMPLATE = 10_000_000
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
# Degrees around the wheel of hues from the accent, for the colours of charts.
_TURNS = (0, 195, 45, 280, 110, 325)
_APART = 0.08
_RAISED, _EDGE, _MUTED = 0.06, 0.2, 0.42
_LONGEST_LABEL = 80


def derived(
    name: str, label: str, *, paper: str, ink: str, accent: str, heading: str = "georgia", body: str = "arial"
) -> Look:
    """Raises Refused for what is no colour or no face, and for text that could not be read."""
    paper, ink, accent = (colour(one, what) for one, what in ((paper, "paper"), (ink, "ink"), (accent, "accent")))
    return look_of_colours(name, label, paper, ink, accent, face(heading), face(body))


def look_of_colours(
    name: str, label: str, paper: str, ink: str, accent: str, heading: Face, body: Face, drawn: tuple[str, ...] = ()
) -> Look:
    """`drawn` are colours for charts, where they are known. Raises Refused for text that could not be read."""
    raised = _raised(paper, ink, accent)
    for what, one in (("ink", ink), ("accent", accent)):
        if min(contrast(one, paper), contrast(one, raised)) < TEXT_CONTRAST:
            raise Refused(f"The {what} has a contrast of {contrast(one, paper):.1f} on this paper; 4.5 is the least.")
    return Look(
        name=name,
        label=label[:_LONGEST_LABEL],
        dark=is_dark(paper),
        paper=paper,
        raised=raised,
        ink=ink,
        muted=legible(mixed(ink, paper, _MUTED), ink, (paper, raised)),
        accent=accent,
        edge=mixed(paper, ink, _EDGE),
        series=tuple(_series(accent, paper, ink, drawn)),
        heading=heading,
        body=body,
        bold=heading in (ARIAL, CALIBRI),
    )


def colour(text: str, what: str) -> str:
    """Out: six hexadecimal digits."""
    found = _COLOUR.fullmatch(text.strip())
    if not found:
        raise Refused(f"“{text[:20]}” is no colour for the {what}; write six hexadecimal digits, as 1C1B19.")
    return found.group(1).upper()


def face(name: str) -> Face:
    found = next((one for one in FACES.values() if name.lower() in (one.metrics, one.office.lower())), None)
    if found is None:
        raise Refused(f"“{name[:40]}” is no face that slides can be set in; choose {', '.join(names_of_faces())}.")
    return found


def names_of_faces() -> list[str]:
    return [one.office for one in FACES.values()]


def legible(one: str, ink: str, grounds: tuple[str, ...], least: float = TEXT_CONTRAST) -> str:
    """Out: the colour, nearer to the ink as far as it has to be."""
    steps = (mixed(one, ink, step / 20) for step in range(21))
    return next((step for step in steps if min(contrast(step, ground) for ground in grounds) >= least), ink)


def _raised(paper: str, ink: str, accent: str) -> str:
    """A little nearer to the ink, unless the text would suffer from it."""
    for share in (_RAISED, _RAISED / 2):
        raised = mixed(paper, ink, share)
        if min(contrast(ink, raised), contrast(accent, raised)) >= TEXT_CONTRAST:
            return raised
    return paper


def _series(accent: str, paper: str, ink: str, drawn: tuple[str, ...]) -> Iterator[str]:
    """Out: six that stand out from the paper and from each other; the accent is the first."""
    chosen = [accent]
    for one in (*drawn, *(_turned(accent, turn, light) for light in (0, 0.18, -0.18) for turn in _TURNS[1:])):
        seen = legible(one, ink, (paper,), DRAWN_CONTRAST)
        if len(chosen) < len(_TURNS) and min(apart(seen, other) for other in chosen) >= _APART:
            chosen.append(seen)
    yield from chosen


def _turned(one: str, degrees: int, lighter: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*channels(one))
    light = min(0.65, max(0.35, light)) + lighter
    turned = colorsys.hls_to_rgb((hue + degrees / 360) % 1, light, max(0.45, saturation))
    return "".join(f"{round(255 * part):02X}" for part in turned)
