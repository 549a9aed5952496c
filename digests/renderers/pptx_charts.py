"""In: a chart slide and the placeholder of its chart. Out: a native chart in it, with its numbers to be edited."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from digests.outline.fitting import Ruler
from digests.outline.model import ChartSlide
from digests.outline.plates import shown_every
from digests.renderers.pptx_layout_xml import Canvas
from digests.renderers.xml_text import xml_text

_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
_MOST_LABELS = 12
_GAP = 60
_CHART_SIZE = 14


def insert_chart(holder: Any, slide: ChartSlide, top: float, canvas: Canvas) -> None:
    """`top` is the highest value on the axis, of this chart and those that it goes on over."""
    frame = holder.insert_chart(_TYPES[slide.kind], _data(slide))
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", described(slide))
    properties.set("name", "Chart")
    _style(frame.chart, slide, top, canvas)


def described(slide: ChartSlide) -> str:
    """Out: the chart in words, for those who do not see it."""
    values = "; ".join(f"{one.name}: {_listed(slide.categories, one.values)}" for one in slide.series)
    return xml_text(f"{slide.kind.capitalize()} chart. {slide.counted} {values}.")


def _listed(names: Sequence[str], values: Sequence[float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in zip(names, values, strict=False))


def _data(slide: ChartSlide) -> CategoryChartData:
    whole = all(value == int(value) for one in slide.series for value in one.values)
    data = CategoryChartData(number_format="0" if whole else "0.0")
    data.categories = [xml_text(name) for name in slide.categories]
    for one in slide.series:
        data.add_series(xml_text(one.name), one.values)
    return data


def _style(chart: Any, slide: ChartSlide, top: float, canvas: Canvas) -> None:
    chart.has_title = False
    chart.font.size = Pt(canvas.points(canvas.look.size(_CHART_SIZE)) / 100)
    _paint_text(chart.font, "ink", canvas)
    chart.has_legend = len(slide.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP if slide.kind == "bar" else XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _style_axes(chart, slide, top, canvas)
    _style_plot(chart.plots[0], slide, canvas)


def _style_axes(chart: Any, slide: ChartSlide, top: float, canvas: Canvas) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.maximum_scale = top * 1.12 or 1
    values.minimum_scale = min(0.0, *(value for one in slide.series for value in one.values))
    values.has_major_gridlines = slide.kind == "line"
    if values.has_major_gridlines:
        _paint(values.major_gridlines.format.line, "edge", canvas)
    values.visible = slide.kind == "line"
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _paint(names.format.line, "muted", canvas)
    if slide.kind == "bar":
        names.reverse_order = True
    every = shown_every(slide, Ruler(canvas.look)) if slide.kind == "line" else 1
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        _insert_skip(names._element, tag, every)


def _insert_skip(axis: Any, tag: str, every: int) -> None:
    """Every label is shown, or as many as have room; else a program leaves some out as it likes."""
    skip = etree.Element(qn(tag), val=str(every))
    axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _style_plot(plot: Any, slide: ChartSlide, canvas: Canvas) -> None:
    if slide.kind != "line":
        plot.gap_width, plot.overlap = _GAP, 0
    plot.vary_by_categories = False
    plot.has_data_labels = slide.kind != "line" or len(slide.categories) * len(slide.series) <= _MOST_LABELS
    if plot.has_data_labels:
        labels = plot.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.ABOVE if slide.kind == "line" else XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(canvas.points(canvas.look.size(_CHART_SIZE)) / 100)
        _paint_text(labels.font, "ink", canvas)
    for at, series in enumerate(plot.series):
        _paint_series(series, at, slide, canvas)


def _paint_series(series: Any, at: int, slide: ChartSlide, canvas: Canvas) -> None:
    if slide.kind == "line":
        series.smooth = False
        series.format.line.width = Pt(2.5)
        series.marker.size = 7
        fills = [series.format.line.fill, series.marker.format.fill, series.marker.format.line.fill]
    else:
        series.invert_if_negative = False
        fills = [series.format.fill]
    for fill in fills:
        fill.solid()
        canvas.paint_series(fill.fore_color, at)


def _paint(line: Any, role: str, canvas: Canvas) -> None:
    line.width = Pt(0.75)
    line.fill.solid()
    canvas.paint(line.fill.fore_color, role)


def _paint_text(font: Any, role: str, canvas: Canvas) -> None:
    font.fill.solid()
    canvas.paint(font.fill.fore_color, role)
