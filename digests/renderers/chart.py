"""In: a chart slide. Out: its bars, lines and words, placed in points on its plate; HTML and PDF draw the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from digests.outline import geometry
from digests.outline.fitting import Ruler
from digests.outline.geometry import Box
from digests.outline.looks import PAPER, Look
from digests.outline.measure import text_width
from digests.outline.model import ChartSlide
from digests.outline.plates import plate_box, shown_every

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
# Points: a row of the legend, its square, what stands under the axis, air beside and around things.
_LEGEND_ROW, _SWATCH, _FOOT, _AIR = 22.0, 11.0, 26.0, 6.0
_THICKEST, _WIDEST_GROUP = 30.0, 64.0
_TICKS = 5


@dataclass(frozen=True)
class Bar:
    """`series` counts from 0."""

    left: float
    top: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Trace:
    points: tuple[Point, ...]
    series: int


@dataclass(frozen=True)
class Word:
    """`middle` is the height of the text's middle."""

    text: str
    left: float
    middle: float
    anchor: Anchor = "start"
    muted: bool = False


@dataclass
class Chart:
    """`grid` are the heights of level lines from `grid_left` to the right edge; `base` is the axis."""

    width: float
    height: float
    size: float
    bars: list[Bar] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    grid: list[float] = field(default_factory=list)
    grid_left: float = 0
    base: tuple[Point, Point] = ((0, 0), (0, 0))


@dataclass(frozen=True)
class _Scale:
    """Maps values from `low` to `high` to points from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 2)


def chart_of(slide: ChartSlide, top: float, look: Look = PAPER) -> Chart:
    """`top` is the highest value that its scale shows."""
    box, metrics = plate_box(slide), look.body.metrics
    chart = Chart(box.width, box.height, box.size)
    legend = _add_legend(chart, slide, metrics)
    if slide.kind == "bar":
        _draw_bars(chart, slide, top, legend, metrics)
    else:
        _draw_upright(chart, slide, top, legend, Ruler(look))
    return chart


def chart_in_words(slide: ChartSlide) -> str:
    """Out: all that the chart shows, for those who do not see it."""
    rows = (f"{name}: {_row_in_words(slide, place)}" for place, name in enumerate(slide.categories))
    return f"{slide.kind.capitalize()} chart. {slide.counted} {'; '.join(rows)}."


def number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _row_in_words(slide: ChartSlide, place: int) -> str:
    if len(slide.series) == 1:
        return number(slide.series[0].values[place])
    return ", ".join(f"{one.name} {number(one.values[place])}" for one in slide.series)


def _add_legend(chart: Chart, slide: ChartSlide, metrics: str) -> float:
    """Out: the height that it takes; one series needs none."""
    if len(slide.series) < 2:
        return 0
    left, middle = 0.0, _LEGEND_ROW / 2
    for place, one in enumerate(slide.series):
        wide = _SWATCH + _AIR + text_width(one.name, chart.size, metrics)
        if left and left + wide > chart.width:
            left, middle = 0.0, middle + _LEGEND_ROW
        chart.bars.append(Bar(left, middle - _SWATCH / 2, _SWATCH, _SWATCH, place))
        chart.words.append(Word(one.name, left + _SWATCH + _AIR, middle))
        left += wide + 3 * _AIR
    return middle + _LEGEND_ROW / 2 + _AIR


def _draw_bars(chart: Chart, slide: ChartSlide, top: float, legend: float, metrics: str) -> None:
    """Lying bars, each with its value at its end."""
    values = [value for one in slide.series for value in one.values]
    named = max(text_width(name, chart.size, metrics) for name in slide.categories)
    told = max(text_width(number(value), chart.size, metrics) for value in values)
    start = min(named, chart.width * geometry.LABEL_SHARE) + geometry.LABEL_GAP
    scale = _Scale(min(0, *values), max(top, *values) or 1, start, chart.width - told - _AIR)
    pitch = min(_WIDEST_GROUP, (chart.height - legend) / len(slide.categories))
    thick = min(_THICKEST, (pitch - 2 * _AIR) / len(slide.series))
    for place, name in enumerate(slide.categories):
        middle = legend + pitch * (place + 0.5)
        chart.words.append(Word(name, start - geometry.LABEL_GAP, middle, "end"))
        for at, one in enumerate(slide.series):
            upper = middle + thick * (at - len(slide.series) / 2)
            _add_lying(chart, scale, one.values[place], Box(0, upper, 0, thick, 0), at)
    chart.base = ((scale.at(0), legend), (scale.at(0), legend + pitch * len(slide.categories)))


def _add_lying(chart: Chart, scale: _Scale, value: float, row: Box, series: int) -> None:
    left, right = sorted((scale.at(0), scale.at(value)))
    thinner = min(2.0, row.height / 6)
    chart.bars.append(Bar(left, row.top + thinner / 2, right - left, row.height - thinner, series))
    chart.words.append(Word(number(value), right + _AIR, row.top + row.height / 2))


def _draw_upright(chart: Chart, slide: ChartSlide, top: float, legend: float, ruler: Ruler) -> None:
    """Columns or lines over an axis, with level lines to read their values by."""
    values = [value for one in slide.series for value in one.values]
    ticks = _ticks(min(0, *values), max(top, *values))
    metrics = ruler.look.body.metrics
    left = max(text_width(number(tick), chart.size, metrics) for tick in ticks) + _AIR
    scale = _Scale(ticks[0], ticks[-1], chart.height - _FOOT, legend + chart.size / 2)
    chart.grid, chart.grid_left = [scale.at(tick) for tick in ticks], left
    chart.words += [Word(number(tick), left - _AIR, scale.at(tick), "end", muted=True) for tick in ticks]
    chart.base = ((left, scale.at(0)), (chart.width, scale.at(0)))
    slot = (chart.width - left) / len(slide.categories)
    centres = [round(left + slot * (place + 0.5), 2) for place in range(len(slide.categories))]
    _name_below(chart, slide, centres, ruler)
    if slide.kind == "line":
        chart.traces += [_trace(one.values, centres, scale, place) for place, one in enumerate(slide.series)]
    else:
        _add_columns(chart, slide, centres, scale, slot)


def _name_below(chart: Chart, slide: ChartSlide, centres: Sequence[float], ruler: Ruler) -> None:
    every = shown_every(slide, ruler)
    for name, centre in list(zip(slide.categories, centres, strict=True))[::every]:
        half = text_width(name, chart.size, ruler.look.body.metrics) / 2
        within = max(half, min(centre, chart.width - half))
        chart.words.append(Word(name, within, chart.height - _FOOT / 2 + _AIR / 2, "middle"))


def _trace(values: Sequence[float], centres: Sequence[float], scale: _Scale, series: int) -> Trace:
    return Trace(tuple((left, scale.at(value)) for left, value in zip(centres, values, strict=True)), series)


def _add_columns(chart: Chart, slide: ChartSlide, centres: Sequence[float], scale: _Scale, slot: float) -> None:
    wide = min(_WIDEST_GROUP, (slot - 2 * _AIR) / len(slide.series))
    for at, one in enumerate(slide.series):
        for centre, value in zip(centres, one.values, strict=True):
            left = centre + wide * (at - len(slide.series) / 2)
            upper, lower = sorted((scale.at(value), scale.at(0)))
            chart.bars.append(Bar(left + 1, upper, wide - 2, lower - upper, at))


def _ticks(low: float, high: float) -> list[float]:
    """Out: round values from below the lowest to above the highest; counts get whole ones."""
    span = (high - low) or 1
    rough = 10 ** math.floor(math.log10(span / _TICKS))
    step = next(rough * one for one in (1, 2, 5, 10) if span / (rough * one) <= _TICKS)
    if float(high).is_integer() and float(low).is_integer():
        step = max(1, step)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return [place * step for place in range(first, last + 1)]
