from dataclasses import replace
from itertools import chain

import pytest

from digests.outline import (
    ChartSeries,
    ChartSlide,
    Deck,
    Slide,
    SlideLine,
    TableSlide,
    TimelineSlide,
    geometry,
)
from digests.outline.fitting import Ruler
from digests.outline.geometry import Box
from digests.outline.looks import LOOKS, PAPER
from digests.outline.measure import line_count, text_width
from digests.outline.paging import paged
from digests.outline.plates import chart_top, picture_frame, plate_box
from digests.outline.tables import column_widths, moment_height, row_heights
from tests.digests.every_layout import MUCH, deck, line, slides, stuffed

FORMATS = ("detailed", "presenter")
# A cover keeps to one slide; its notes keep the rest.
GOING_ON = [one.id for one in slides() if one.layout != "title"]


def letters(deck: Deck) -> str:
    return "".join(chain.from_iterable("".join(one.text.split()) for slide in deck.slides for one in slide.body))


@pytest.mark.parametrize("format", FORMATS)
def test_paging_twice_changes_nothing(format):
    once = paged(stuffed(format))
    assert paged(once) == once


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_a_slide_with_little_on_it_stays_one_slide(look):
    assert len(paged(deck(), look).slides) == len(slides())


@pytest.mark.parametrize("id", GOING_ON)
def test_no_letter_of_a_statement_is_lost(id):
    whole = next(one for one in stuffed().slides if one.id == id)
    parts = paged(Deck(title="D", slides=[whole]))
    assert sorted(letters(parts)) == sorted(letters(Deck(title="D", slides=[whole])))


def test_the_notes_keep_what_a_cover_has_no_room_for():
    cover = paged(stuffed()).slides[0]
    assert all(f"In full: {text.strip()}" in cover.notes for text in MUCH[1:3])


@pytest.mark.parametrize("format", FORMATS)
def test_titles_differ_and_parts_keep_the_id(format):
    parts = paged(stuffed(format)).slides
    assert len({one.title for one in parts}) == len(parts)
    assert {one.id for one in parts} == {one.id for one in slides()}


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_rows_of_a_table_stay_within_it(look):
    tables = [one for one in paged(stuffed(), look).slides if isinstance(one, TableSlide)]
    assert len(tables) > 3
    assert all(sum(row_heights(one, look)) <= geometry.TABLE.height + 1 for one in tables)
    assert all(sum(column_widths(one, look)) == pytest.approx(geometry.TABLE.width) for one in tables)


def test_every_part_of_a_table_repeats_its_header():
    rows = [[line(f"Row {at}"), line("Said")] for at in range(40)]
    parts = paged(Deck(title="D", slides=[TableSlide(title="T", header=["Who", "What"], rows=rows)])).slides
    assert {tuple(one.header) for one in parts} == {("Who", "What")}
    assert [row for one in parts for row in one.rows] == rows


def test_a_table_of_many_columns_goes_on_beside_its_first():
    header = [f"Column {at}" for at in range(12)]
    whole = TableSlide(title="T", header=header, rows=[[line(f"{at}") for at in range(12)]])
    parts = paged(Deck(title="D", slides=[whole])).slides
    assert {one.header[0] for one in parts} == {"Column 0"}
    assert sorted({name for one in parts for name in one.header}) == sorted(header)


def test_moments_of_a_timeline_stay_within_it():
    ruler = Ruler(PAPER)
    for one in paged(stuffed()).slides:
        if isinstance(one, TimelineSlide):
            taken = sum(moment_height(moment, ruler) + geometry.MOMENTS.gap for moment in one.moments)
            assert taken - geometry.MOMENTS.gap <= geometry.MOMENTS.height


def test_both_columns_repeat_their_headings():
    parts = [one for one in paged(stuffed()).slides if one.layout == "comparison"]
    assert len(parts) > 1
    assert len({tuple(column.heading for column in one.columns) for one in parts}) == 1


def test_a_long_chart_goes_on_at_one_scale():
    values = [float(at) for at in range(30)]
    whole = ChartSlide(
        title="C",
        categories=[f"c{at}" for at in range(30)],
        series=[ChartSeries(name="s", values=values)],
        counted="All.",
    )
    parts = paged(Deck(title="D", slides=[whole])).slides
    assert len(parts) > 1
    assert [value for one in parts for value in one.series[0].values] == values
    assert {chart_top(parts, one) for one in parts} == {29.0}


def test_columns_whose_names_do_not_fit_beneath_them_become_bars():
    names = [f"A name that is rather long, number {at}" for at in range(8)]
    whole = ChartSlide(
        title="C", kind="column", categories=names, series=[ChartSeries(name="s", values=[1.0] * 8)], counted="All."
    )
    assert paged(Deck(title="D", slides=[whole])).slides[0].kind == "bar"


def test_a_name_too_long_for_a_chart_is_whole_in_the_notes():
    name = "A name that goes on and on " * 9
    whole = ChartSlide(title="C", categories=[name], series=[ChartSeries(name="s", values=[1.0])], counted="All.")
    part = paged(Deck(title="D", slides=[whole])).slides[0]
    assert part.categories[0].endswith("…")
    assert f"In full: {name}" in part.notes


@pytest.mark.parametrize(("width", "height"), [(800, 600), (100, 900), (4000, 10), (1, 1)])
def test_a_picture_keeps_its_proportions_within_its_plate(width, height):
    slide = next(one for one in slides() if one.layout == "picture").model_copy(
        update={"width": width, "height": height}
    )
    frame, plate = picture_frame(slide), plate_box(slide)
    assert frame.width / frame.height == pytest.approx(width / height)
    assert frame.width <= plate.width + 1e-6
    assert frame.height <= plate.height + 1e-6


def test_a_figure_that_is_none_stands_as_a_line():
    whole = Slide(layout="big_number", title="N", lines=[line("no number at all " * 9)])
    assert {one.layout for one in paged(Deck(title="D", slides=[whole])).slides} == {"bullets"}


def test_a_slide_without_a_title_is_given_the_beginning_of_what_it_says():
    whole = Slide(layout="bullets", title="", lines=[SlideLine(text="Nobody asked for it.")])
    assert paged(Deck(title="D", slides=[whole])).slides[0].title == "Nobody asked for it."


def test_a_look_whose_least_size_is_larger_takes_more_slides():
    assert len(paged(stuffed(), replace(PAPER, least=24)).slides) > len(paged(stuffed()).slides)


def test_every_box_stands_on_the_slide():
    boxes = [one for one in vars(geometry).values() if isinstance(one, Box)]
    assert all(one.left >= 0 and one.left + one.width <= geometry.WIDTH for one in boxes)
    assert all(one.top >= 0 and one.top + one.height <= geometry.HEIGHT for one in boxes)
    assert min(one.size for one in boxes) >= 14


def test_a_mark_is_never_parted_from_its_word():
    width = text_width("aaaa bbbb", 20) + 1
    assert line_count("aaaa bbbb [1] ccc", 20, width) == 2
    assert line_count("aaaa bbbb\u00a0[1] ccc", 20, width) == 3


def test_text_of_a_script_without_spaces_breaks_anywhere():
    assert line_count("評" * 40, 20, 200) == 4
    assert line_count("ที่" * 40, 20, 200) > 2
