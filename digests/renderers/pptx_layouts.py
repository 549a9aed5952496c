"""The layouts of a presentation: which placeholders each has, and how their text is set."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from digests.outline import geometry
from digests.outline.geometry import Box

Kind = Literal["title", "ctrTitle", "body", "chart", "tbl", "pic"]
Role = Literal["ink", "muted", "accent"]
Bullet = Literal["", "dash", "number", "tab"]
NUMBER_INDEX = 12


@dataclass(frozen=True)
class Holder:
    """One placeholder; `index` is how a slide finds it, `prompt` what an empty one says."""

    index: int
    kind: Kind
    box: Box
    prompt: str
    role: Role = "ink"
    anchor: Literal["t", "ctr", "b"] = "t"
    bullet: Bullet = ""


@dataclass(frozen=True)
class Shape:
    """A coloured surface, for decoration only."""

    box: Box
    role: Literal["accent", "edge", "raised"] = "accent"


@dataclass(frozen=True)
class Layout:
    name: str
    holders: tuple[Holder, ...]
    shapes: tuple[Shape, ...] = ()
    numbered: bool = True
    raised: bool = False


def _plain(left: float, top: float, width: float, height: float) -> Box:
    return Box(left, top, width, height, 14)


_TITLE = Holder(0, "title", geometry.TITLE, "What this slide says")
_RULE = Shape(_plain(66, 32, 44, 4))
_DAYS = geometry.MOMENTS.left - geometry.WHEN.left
_ROWS = replace(geometry.MOMENTS, left=geometry.WHEN.left, width=_DAYS + geometry.MOMENTS.width, hang=_DAYS)


def _strip(index: int) -> Holder:
    return Holder(index, "body", geometry.STRIP, "Sources", "muted", "b")


def _columns(name: str, *shapes: Shape) -> Layout:
    holders = (
        _TITLE,
        Holder(1, "body", geometry.LEFT_HEADING, "Left heading", "accent", "b"),
        Holder(2, "body", geometry.LEFT, "Left column"),
        Holder(3, "body", geometry.RIGHT_HEADING, "Right heading", "accent", "b"),
        Holder(4, "body", geometry.RIGHT, "Right column"),
        _strip(5),
    )
    under = (Shape(_plain(66, 190, 392, 1), "edge"), Shape(_plain(502, 190, 392, 1), "edge"))
    return Layout(name, holders, (_RULE, *under, *shapes))


def _plated(name: str, kind: Kind, box: Box, prompt: str) -> Layout:
    beside = (Holder(2, "body", geometry.BESIDE, "What it shows"),) if box == geometry.PLATE else ()
    return Layout(name, (_TITLE, Holder(1, kind, box, prompt), *beside, _strip(3)), (_RULE,))


_ALL = (
    Layout(
        "Title",
        (
            Holder(0, "ctrTitle", geometry.COVER, "Title of the deck", anchor="b"),
            Holder(1, "body", geometry.COVER_LINES, "For whom, and of what", "muted"),
        ),
        (Shape(_plain(0, 0, 18, 540)), Shape(_plain(66, 294, 88, 4))),
        numbered=False,
    ),
    Layout("Agenda", (_TITLE, Holder(1, "body", geometry.LIST, "Themes", bullet="number")), (_RULE,)),
    Layout(
        "Section",
        (
            Holder(0, "title", geometry.DIVIDER, "Theme", anchor="b"),
            Holder(1, "body", geometry.DIVIDER_LINES, "What it rests on", "muted"),
        ),
        (Shape(_plain(66, 316, 88, 4)),),
        raised=True,
    ),
    Layout(
        "Statements", (_TITLE, Holder(1, "body", geometry.STATEMENTS, "Statements", bullet="dash"), _strip(2)), (_RULE,)
    ),
    Layout("Key line", (_TITLE, Holder(1, "body", geometry.KEY, "One line to speak to", anchor="ctr")), (_RULE,)),
    Layout(
        "Quotation",
        (
            _TITLE,
            Holder(1, "body", geometry.QUOTATION, "Quotation", anchor="ctr"),
            Holder(2, "body", geometry.ATTRIBUTION, "Who said it, and where", "muted"),
        ),
        (_RULE, Shape(_plain(40, 152, 4, 246))),
    ),
    Layout(
        "Big number",
        (
            _TITLE,
            Holder(1, "body", geometry.FIGURE, "42%", "accent", "b"),
            Holder(2, "body", geometry.CLAUSE, "What it counts"),
        ),
        (_RULE,),
    ),
    _columns("Two columns"),
    _columns("Comparison", Shape(_plain(480, 152, 1, 272), "edge")),
    Layout(
        "Timeline",
        (_TITLE, Holder(1, "body", _ROWS, "When, a tab, and what", bullet="tab"), _strip(2)),
        (_RULE, Shape(_plain(222, 146, 2, 282), "edge")),
    ),
    _plated("Chart", "chart", geometry.PLATE, "Chart"),
    _plated("Chart alone", "chart", geometry.WIDE_PLATE, "Chart"),
    Layout("Table", (_TITLE, Holder(1, "tbl", geometry.TABLE, "Table"), _strip(2)), (_RULE,)),
    _plated("Picture", "pic", geometry.PLATE, "Picture"),
    _plated("Picture alone", "pic", geometry.WIDE_PLATE, "Picture"),
    Layout("Sources", (_TITLE, Holder(1, "body", geometry.SOURCES, "Sources")), (_RULE,)),
    Layout("Closing", (_TITLE, Holder(1, "body", geometry.LIST, "What stays", bullet="dash")), (_RULE,), raised=True),
)
LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _ALL}
