"""In: a look. Out: CSS that gives it to every deck on a page: colours and faces, and where each box stands.

Lengths are in cqw, hundredths of the width of a slide's face, so that a slide looks the same at every size.
"""

import re
from collections.abc import Iterator

from digests.outline import geometry
from digests.outline.geometry import SPACING, Box
from digests.outline.looks import Look
from digests.outline.measure import line_height
from digests.renderers.slide_view import boxes, is_bold

_COLOURS = ("paper", "raised", "ink", "muted", "accent", "edge")
_SAMPLE = "Xg"
# Whoever named a colour or a face, it can neither end its declaration nor the element that it stands in.
_UNSAFE = re.compile(r"[^\w\s,.\"'-]")


def look_css(look: Look) -> str:
    """For a style sheet of its own, or a `style` element that the page's policy allows."""
    return f".deck{{{';'.join(_variables(look))}}}\n" + "\n".join(
        _placed(name, box, look) for name, box in boxes().items()
    )


def _variables(look: Look) -> Iterator[str]:
    yield f"color-scheme:{'dark' if look.dark else 'light'}"
    yield from (f"--{name}:#{_safe(getattr(look, name))}" for name in _COLOURS)
    yield from (f"--series-{place}:#{_safe(colour)}" for place, colour in enumerate(look.series))
    yield f"--heading:{_safe(look.heading.web)}"
    yield f"--body:{_safe(look.body.web)}"
    yield f"--heading-line:{_line(look.heading.metrics)}"
    yield f"--body-line:{_line(look.body.metrics)}"
    yield f"--cell:{_cqw(geometry.CELL_TOP)} {_cqw(geometry.CELL_SIDE)}"
    yield f"--when:{_cqw(geometry.WHEN.width)}"
    yield f"--when-size:{_cqw(look.size(geometry.WHEN.size))}"
    yield f"--between:{_cqw(geometry.MOMENTS.left - geometry.WHEN.left - geometry.WHEN.width)}"


def _placed(name: str, box: Box, look: Look) -> str:
    face = "heading" if box.heading else "body"
    weight = 700 if is_bold(box, look) else 400
    return (
        f".box--{name.replace('_', '-')}{{left:{_cqw(box.left)};top:{_cqw(box.top)};width:{_cqw(box.width)};"
        f"height:{_cqw(box.height)};font-size:{_cqw(look.size(box.size))};--gap:{_cqw(box.gap)};--hang:{_cqw(box.hang)};"
        f"font-family:var(--{face});font-weight:{weight};line-height:var(--{face}-line)}}"
    )


def _safe(text: str) -> str:
    return _UNSAFE.sub("", text)


def _line(metrics: str) -> str:
    return f"{line_height(_SAMPLE, metrics) * SPACING:.4f}".rstrip("0")


def _cqw(points: float) -> str:
    return f"{100 * points / geometry.WIDTH:.4f}".rstrip("0").rstrip(".") + "cqw" if points else "0px"
