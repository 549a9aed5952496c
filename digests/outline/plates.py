"""In: slides of a chart or a picture. Out: parts that fit, and where the chart or the picture stands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from digests.outline import geometry
from digests.outline.fitting import Ruler, filled
from digests.outline.geometry import Box
from digests.outline.measure import text_width
from digests.outline.model import AnySlide, ChartSeries, ChartSlide, DeckFormat, PictureSlide
from digests.outline.prose import rest_parts
from digests.outline.titles import noted, within

# Points that one bar and the air around a group of bars take; the legend and the axis beneath.
_BAR, _GROUP_GAP, _LEGEND, _AXIS = 15, 12, 30, 30
_MOST_POINTS = 60


def plate_box(slide: ChartSlide | PictureSlide) -> Box:
    """Out: where its chart or picture has to fit."""
    return geometry.PLATE if slide.lines else geometry.WIDE_PLATE


def picture_frame(slide: PictureSlide) -> Box:
    """Out: the picture's own place: as large as its plate allows in its own proportions."""
    box = plate_box(slide)
    scale = min(box.width / max(1, slide.width), box.height / max(1, slide.height))
    width, height = max(1, slide.width) * scale, max(1, slide.height) * scale
    return replace(
        box,
        left=box.left + (box.width - width) / 2,
        top=box.top + (box.height - height) / 2,
        width=width,
        height=height,
    )


def chart_parts(slide: ChartSlide, format: DeckFormat, ruler: Ruler) -> Iterator[AnySlide]:
    """Categories go on over further charts; what is said beside them goes with them, and then by itself."""
    slide = _labelled(slide, ruler)
    most = _most_categories(slide)
    charts = [_slice(slide, start, most) for start in range(0, len(slide.categories), most)]
    groups = list(filled(slide.lines, geometry.BESIDE, ruler))
    for at, chart in enumerate(charts):
        yield chart.model_copy(update={"lines": groups[at] if at < len(groups) else []})
    yield from rest_parts(slide, list(chain(*groups[len(charts) :])), format, ruler)


def picture_parts(slide: PictureSlide, format: DeckFormat, ruler: Ruler) -> Iterator[AnySlide]:
    groups = list(filled(slide.lines, geometry.BESIDE, ruler))
    yield slide.model_copy(update={"lines": groups[0] if groups else []})
    yield from rest_parts(slide, list(chain(*groups[1:])), format, ruler)


def chart_top(slides: Iterable[AnySlide], slide: ChartSlide) -> float:
    """Out: the highest value of the chart and of those that it goes on over, so that all have one scale."""
    charts = [one for one in slides if isinstance(one, ChartSlide) and one.counted == slide.counted]
    return max(value for chart in [slide, *charts] for series in chart.series for value in [0.0, *series.values])


def label_room(slide: ChartSlide) -> float:
    """Out: points that the name of a category may take."""
    width = plate_box(slide).width
    if slide.kind == "bar":
        return width * geometry.LABEL_SHARE
    return (width - 60) / max(1, len(slide.categories)) - 8


def shown_every(slide: ChartSlide, ruler: Ruler) -> int:
    """Out: of a line chart, which of its categories are named: every first, second, ..."""
    size, metrics = ruler.look.size(geometry.PLATE.size), ruler.look.body.metrics
    widest = max(text_width(name, size, metrics) for name in slide.categories)
    return max(1, -(-int(widest + 12) // max(1, int(label_room(slide) + 8))))


def _labelled(slide: ChartSlide, ruler: Ruler) -> ChartSlide:
    """Columns whose names do not fit beneath them become bars; a name too long for a bar is cut, and noted."""
    if slide.kind == "column" and (shown_every(slide, ruler) > 1 or len(slide.categories) > _most_columns(slide)):
        slide = slide.model_copy(update={"kind": "bar"})
    wide = replace(
        geometry.PLATE, width=_name_room(slide), height=ruler.look.size(geometry.PLATE.size) * 1.6 / ruler.share
    )
    names = [within(name, wide, ruler) for name in slide.categories]
    series = [one.model_copy(update={"name": within(one.name, wide, ruler)}) for one in slide.series]
    before = [*slide.categories, *(one.name for one in slide.series)]
    slide = noted(slide, list(zip(before, [*names, *(one.name for one in series)], strict=True)))
    return slide.model_copy(update={"categories": names, "series": series})


def _name_room(slide: ChartSlide) -> float:
    """The narrow plate's, so that lines going on elsewhere change no name."""
    return geometry.PLATE.width * geometry.LABEL_SHARE - geometry.LABEL_GAP


def _most_columns(slide: ChartSlide) -> int:
    return max(1, int((geometry.PLATE.width - 60) // (24 * len(slide.series) + 12)))


def _most_categories(slide: ChartSlide) -> int:
    if slide.kind == "line":
        return _MOST_POINTS
    if slide.kind == "column":
        return _most_columns(slide)
    legend = _LEGEND if len(slide.series) > 1 else 0
    return max(1, int((geometry.PLATE.height - _AXIS - legend) // (_BAR * len(slide.series) + _GROUP_GAP)))


def _slice(slide: ChartSlide, start: int, most: int) -> ChartSlide:
    stop = start + most
    series = [ChartSeries(name=one.name, values=one.values[start:stop]) for one in slide.series]
    return slide.model_copy(update={"categories": slide.categories[start:stop], "series": series})
