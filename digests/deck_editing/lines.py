"""In: a slide, and a line of it by its place among all of them. Out: the slide with that line changed. Pure."""

from itertools import count
from typing import Any

from curation.errors import NotFound, Refused
from digests.outline import AnySlide, ColumnsSlide, SlideLine, TableSlide, TimelineSlide

# Slides that say something also without lines.
_MAY_BE_BARE = ("title", "section", "closing", "chart", "picture")
_TAKES_LINES = ("title", "agenda", "section", "bullets", "closing", "two_columns", "chart", "picture")
_WHO_SAID_IT = "It stands under who said it; choose another layout first."
# A row of a table is moved and dropped as a whole.
Groups = list[list[Any]]


def line_of(slide: AnySlide, at: int) -> SlideLine:
    """Raises NotFound."""
    if not 0 <= at < len(slide.body):
        raise NotFound("This line is not on the slide any more.")
    return slide.body[at]


def with_line(slide: AnySlide, at: int, line: SlideLine) -> AnySlide:
    places = count()
    return slide.each(lambda one: line if next(places) == at else one)


def without_line(slide: AnySlide, at: int) -> AnySlide:
    """Raises Refused where the slide would be empty without it."""
    groups = _groups(slide)
    group, place = _place(groups, at)
    if slide.layout == "big_number":
        raise Refused("The number and the words beneath it belong together; choose another layout first.")
    if len(groups[group]) == 1 and slide.layout not in _MAY_BE_BARE:
        raise Refused("Nothing would be left beside it; delete the slide, or choose another layout.")
    del groups[group][place]
    return _regrouped(slide, groups)


def with_moved(slide: AnySlide, at: int, step: int) -> tuple[AnySlide, int]:
    """One place up (-1) or down (1), from the edge of a column into the other. Out: also its new place."""
    if slide.layout == "big_number":
        raise Refused("The number stands above its words.")
    groups = _groups(slide)
    group, place = _place(groups, at)
    to_group, to_place = _stepped(groups, group, place, step)
    if to_group != group and _is_by_speaker(slide):
        raise Refused(_WHO_SAID_IT)
    if not groups[group][1:] and to_group != group:
        raise Refused("It is the only line of its column.")
    moved = groups[group].pop(place)
    groups[to_group].insert(to_place, moved)
    return _regrouped(slide, groups), _flat(groups, to_group, to_place)


def with_added(slide: AnySlide, line: SlideLine) -> AnySlide:
    """At the end of the shorter column, or of all lines."""
    if _is_by_speaker(slide):
        raise Refused(_WHO_SAID_IT)
    if not takes_lines(slide):
        raise Refused("This slide takes no further lines; add a slide instead.")
    groups = _groups(slide)
    min(groups, key=len).append(line)
    return _regrouped(slide, groups)


def takes_lines(slide: AnySlide) -> bool:
    return slide.layout in _TAKES_LINES and not _is_by_speaker(slide)


def with_label(slide: AnySlide, at: int, text: str) -> AnySlide:
    """The heading of a column, of two columns or of a table. Raises Refused for what is counted or dated."""
    if isinstance(slide, ColumnsSlide) and at in (0, 1):
        columns = list(slide.columns)
        columns[at] = columns[at].model_copy(update={"heading": text})
        return slide.model_copy(update={"columns": columns})
    if isinstance(slide, TableSlide) and 0 <= at < len(slide.header):
        header = [*slide.header[:at], text, *slide.header[at + 1 :]]
        return slide.model_copy(update={"header": header})
    raise Refused("Days and counts are those of the library; they are not changed by hand.")


def _is_by_speaker(slide: AnySlide) -> bool:
    """Whether a column holds what one person or one source says."""
    speakers = {one.author or one.title for line in slide.body for one in line.citations}
    return isinstance(slide, ColumnsSlide) and (slide.layout == "comparison" or bool(speakers & set(slide.labels)))


def _groups(slide: AnySlide) -> Groups:
    if isinstance(slide, ColumnsSlide):
        return [list(column.lines) for column in slide.columns]
    if isinstance(slide, TimelineSlide):
        return [list(slide.moments)]
    if isinstance(slide, TableSlide):
        return [[list(row) for row in slide.rows]]
    return [list(slide.lines)]


def _regrouped(slide: AnySlide, groups: Groups) -> AnySlide:
    if isinstance(slide, ColumnsSlide):
        columns = [one.model_copy(update={"lines": lines}) for one, lines in zip(slide.columns, groups, strict=True)]
        return slide.model_copy(update={"columns": columns})
    if isinstance(slide, TimelineSlide):
        return slide.model_copy(update={"moments": groups[0]})
    if isinstance(slide, TableSlide):
        return slide.model_copy(update={"rows": groups[0]})
    return slide.model_copy(update={"lines": groups[0]})


def _place(groups: Groups, at: int) -> tuple[int, int]:
    for number, group in enumerate(groups):
        for place, one in enumerate(group):
            at -= _width(one)
            if at < 0:
                return number, place
    raise NotFound("This line is not on the slide any more.")


def _flat(groups: Groups, group: int, place: int) -> int:
    before = [one for earlier in groups[:group] for one in earlier] + groups[group][:place]
    return sum(map(_width, before))


def _width(one: Any) -> int:
    return len(one) if isinstance(one, list) else 1


def _stepped(groups: Groups, group: int, place: int, step: int) -> tuple[int, int]:
    if 0 <= place + step < len(groups[group]):
        return group, place + step
    if not 0 <= group + step < len(groups):
        raise Refused(f"It is the {'first' if step < 0 else 'last'} already.")
    return group + step, len(groups[group + step]) if step < 0 else 0
