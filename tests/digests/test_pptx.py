import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from bench.deck_rendered import faint, smallest
from curation.errors import Refused
from digests.outline import ChartSlide, Deck, PictureSlide, Slide
from digests.outline.looks import LOOKS, PAPER
from digests.outline.paging import paged
from digests.renderers import pptx_own
from digests.renderers.pptx import render_pptx
from digests.renderers.pptx_layouts import LAYOUTS
from digests.renderers.pptx_own import own_template
from digests.renderers.pptx_text import language_of
from tests.digests.deck_overflow import all_rendered
from tests.digests.every_layout import deck, drawing, line, slides, stuffed
from tests.digests.own_templates import saved, template, with_shows_and_buttons

PICTURES = {1: drawing()}
SECRETS = [b"secret budget", b"Board only", b"Marlow Quill"]


def opened(made: bytes):
    return Presentation(BytesIO(made))


def made(look=PAPER, **more):
    return opened(render_pptx(deck(**more), look, PICTURES))


def slide_of(presentation, layout: str):
    return next(one for one in presentation.slides if one.slide_layout.name == layout)


def strays(made, folder):
    """Out: of each presentation that is not as it should be, what is wrong."""
    drawn = dict(zip(made, all_rendered(list(made.values()), folder), strict=True))
    return {name: one for name, one in drawn.items() if one.pages != one.slides or one.off_page or one.outside}


def words(slide) -> str:
    return "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)


@pytest.mark.long
def test_every_layout_of_every_look_stays_in_its_boxes_and_so_does_far_too_much(tmp_path):
    made = {name: render_pptx(deck(), look, PICTURES) for name, look in LOOKS.items()}
    made |= {
        f"stuffed, {name}": render_pptx(stuffed(name), LOOKS["slate"], PICTURES) for name in ("detailed", "presenter")
    }
    assert strays(made, tmp_path) == {}


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_is_small_or_faint_in_any_look(name):
    file = render_pptx(deck(), LOOKS[name], PICTURES)
    assert smallest(file) >= 14
    assert faint(file) == []


def test_every_layout_has_a_name_of_its_own_and_is_used():
    presentation = made()
    used = {one.slide_layout.name for one in presentation.slides}
    spoken = {one.slide_layout.name for one in made(format="presenter").slides}
    assert used | spoken == set(LAYOUTS)
    assert [one.name for one in presentation.slide_layouts] == list(LAYOUTS)


def test_what_is_written_stands_in_placeholders():
    for slide in made().slides:
        assert all(one.is_placeholder for one in slide.shapes)


def test_no_placeholder_is_left_empty():
    for slide in made().slides:
        assert all(one.text_frame.text.strip() for one in slide.placeholders if one.has_text_frame)


@pytest.mark.parametrize(("id", "kind"), [("j", XL_CHART_TYPE.BAR_CLUSTERED), ("k", XL_CHART_TYPE.COLUMN_CLUSTERED)])
def test_charts_are_native_with_the_numbers_in_them(id, kind):
    slide = next(one for one in slides() if one.id == id)
    found = opened(render_pptx(Deck(title="D", slides=[slide]))).slides[0]
    chart = next(one.chart for one in found.shapes if one.has_chart)
    assert chart.chart_type == kind
    assert [list(one.values) for one in chart.plots[0].series] == [one.values for one in slide.series]
    assert list(chart.plots[0].categories) == slide.categories


def test_what_a_chart_counted_is_told_beneath_it_and_in_the_notes():
    slide = next(one for one in slides() if one.id == "j")
    found = opened(render_pptx(Deck(title="D", format="presenter", slides=[slide]))).slides[0]
    assert slide.counted in words(found)
    assert slide.counted in found.notes_slide.notes_text_frame.text


def test_tables_are_native_with_a_header():
    table = next(one.table for one in slide_of(made(), "Table").shapes if one.has_table)
    assert table.first_row
    assert [cell.text_frame.text for cell in table.rows[0].cells] == ["Who", "One thing was said.", "When"]


def test_a_picture_keeps_its_proportions_and_tells_what_it_shows():
    picture = next(one for one in slide_of(made(), "Picture").placeholders if one.placeholder_format.idx == 1)
    assert picture.placeholder_format.type == PP_PLACEHOLDER.PICTURE
    assert picture.width / picture.height == pytest.approx(400 / 300, rel=0.01)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A blue field"


@pytest.mark.parametrize("lines", [[line("It was drawn by hand.")], []])
def test_a_picture_that_is_not_there_leaves_its_words(lines):
    slide = PictureSlide(title="P", picture=9, alt="A blue field", width=4, height=3, lines=lines)
    found = opened(render_pptx(Deck(title="D", slides=[slide]))).slides[0]
    assert (lines[0].text if lines else "A blue field") in words(found)


def test_a_picture_that_is_none_leaves_its_words():
    slide = PictureSlide(title="P", picture=1, alt="A blue field", width=4, height=3)
    found = opened(render_pptx(Deck(title="D", slides=[slide]), PAPER, {1: b"<svg/>"})).slides[0]
    assert "A blue field" in words(found)


def test_all_that_is_not_text_says_what_it_is():
    for slide in made().slides:
        for one in slide.shapes:
            if not one.has_text_frame:
                assert one._element.xpath(".//p:cNvPr")[0].get("descr")


def test_a_day_of_a_timeline_stands_before_what_was_said():
    assert "14 November 2026\tOne thing was said." in words(slide_of(made(), "Timeline"))


@pytest.mark.parametrize("name", ["paper", "night"])
def test_colours_and_faces_are_the_theme_s(name):
    look = LOOKS[name]
    presentation = made(look)
    theme = next(part for part in presentation.part.package.iter_parts() if "/theme/theme1" in str(part.partname))
    mapping = presentation.slide_master.element.find(qn("p:clrMap"))
    assert f'typeface="{look.heading.office}"'.encode() in theme.blob
    assert mapping.get("bg1") == ("dk1" if look.dark else "lt1")
    written = {str(one) for slide in presentation.slides for one in slide.element.xpath(".//a:rPr//a:srgbClr/@val")}
    assert written == set()


def test_words_are_marked_with_their_language_and_direction():
    texts = ["Plain words.", "الوكيل لا يعرف", "評価は最初に"]
    presentation = opened(render_pptx(Deck(title="D", language="de", slides=slides(tuple(texts))[3:4])))
    runs = presentation.slides[0].element.xpath(".//a:r[a:rPr/@lang]")
    told = {run.find(qn("a:t")).text: run.find(qn("a:rPr")).get("lang") for run in runs}
    assert [told[text] for text in texts] == ["de", "ar-SA", "ja-JP"]
    assert len(presentation.slides[0].element.xpath(".//a:pPr[@rtl='1']")) == 1


@pytest.mark.parametrize(
    ("text", "own", "found"), [("Привет", "uk", "uk"), ("Привет", "en", "ru-RU"), ("42", "fr", "fr")]
)
def test_a_script_of_the_deck_s_own_language_is_in_that_language(text, own, found):
    assert language_of(text, own) == found


def test_charts_that_go_on_have_one_scale():
    whole = next(one for one in stuffed().slides if isinstance(one, ChartSlide) and one.kind == "bar")
    found = opened(render_pptx(Deck(title="D", slides=[whole])))
    tops = {shape.chart.value_axis.maximum_scale for slide in found.slides for shape in slide.shapes if shape.has_chart}
    assert len(tops) == 1


@pytest.mark.long
def test_nothing_leaves_its_box_on_a_template_of_one_s_own(tmp_path):
    made = {}
    for size in [(10, 5.625), (10, 7.5), (13.333, 7.5), (11.69, 8.27)]:
        look, kept = own_template(template(*size), "own-1", "Mine")
        made[str(size)] = render_pptx(deck(), look, PICTURES, kept)
    assert strays(made, tmp_path) == {}
    assert min(map(smallest, made.values())) >= 14


def test_a_template_gives_its_colours_faces_and_size():
    look, kept = own_template(template(), "own-1", "Mine")
    presentation = opened(render_pptx(deck(), look, PICTURES, kept))
    assert (look.paper, look.dark, look.heading.office, look.heading.metrics) == ("0B2239", True, "Futura", "widest")
    assert presentation.slide_width == opened(template()).slide_width
    assert "Logo" in [shape.name for shape in presentation.slide_master.shapes]


def test_nothing_of_a_template_s_own_slides_is_kept():
    _, kept = own_template(template(), "own-1", "Mine")
    with zipfile.ZipFile(BytesIO(kept)) as package:
        assert not any(b"secret budget" in package.read(name) for name in package.namelist())
    assert len(opened(kept).slides) == 0


def test_no_way_to_a_slide_is_left_in_a_template():
    named = with_shows_and_buttons(template())
    files = unzipped(own_template(named, "own-1", "Mine")[1])
    assert [name for name in files if "slides/" in name or "thumbnail" in name or "app.xml" in name] == []
    told = [name for name, data in files.items() for secret in SECRETS if secret in data]
    assert told == []


def test_a_deck_in_a_template_that_named_its_slides_has_no_part_twice():
    look, kept = own_template(with_shows_and_buttons(template()), "own-1", "Mine")
    with zipfile.ZipFile(BytesIO(render_pptx(deck(), look, PICTURES, kept))) as package:
        names = package.namelist()
    assert len(names) == len(set(names))


def test_a_template_saved_as_one_is_taken_too():
    assert own_template(as_potx(template()), "own-1", "Mine")[0].paper == "0B2239"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"<html>", drawing()])
def test_what_is_no_presentation_is_refused(data):
    with pytest.raises(Refused, match="no presentation"):
        own_template(data, "own-1", "Mine")


def test_a_zip_that_is_no_presentation_is_refused():
    with pytest.raises(Refused, match="no presentation"):
        own_template(zipped({"a.txt": b"hello"}), "own-1", "Mine")


def test_macros_are_refused():
    with pytest.raises(Refused, match="macros"):
        own_template(zipped(unzipped(template()) | {"ppt/vbaProject.bin": b"x"}), "own-1", "Mine")


def test_a_bomb_is_refused():
    with pytest.raises(Refused, match="unpacks to far more"):
        own_template(zipped(unzipped(template()) | {"ppt/media/a.xml": b"0" * 20_000_000}), "own-1", "Mine")


def test_a_template_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pptx_own, "LARGEST_TEMPLATE", 1_000)
    with pytest.raises(Refused, match="at most"):
        own_template(template(), "own-1", "Mine")


def test_a_slide_of_no_usual_size_is_refused():
    presentation = opened(template())
    presentation.slide_width = 1_000_000
    with pytest.raises(Refused, match="usual size"):
        own_template(saved(presentation), "own-1", "Mine")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "ppt/presentation.xml", "ppt/theme/theme1.xml"])
def test_a_part_whose_bytes_are_damaged_is_refused(part):
    for data in (template(), as_potx(template())):
        with pytest.raises(Refused, match="no presentation"):
            own_template(damaged(data, part), "own-1", "Mine")


@pytest.mark.parametrize("part", ["ppt/theme/theme1.xml", "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"])
def test_a_broken_part_is_refused(part):
    with pytest.raises(Refused):
        own_template(zipped(unzipped(template()) | {part: b"<not-xml"}), "own-1", "Mine")


def test_signs_that_no_document_may_hold_break_no_presentation():
    marked = line("Loaves rose.")
    cited = [one.model_copy(update={"url": "https://example.com/\x0ba\ufffe"}) for one in marked.citations]
    said = Slide(layout="bullets", title="Loaves", lines=[marked.model_copy(update={"citations": cited})])
    made = render_pptx(Deck(title="Loaves", slides=[said]), replace(PAPER, name="own-1", label="Kit\x0bchen"))
    links = [one.target_ref for one in opened(made).slides[0].part.rels.values() if one.is_external]
    assert set(links) == {"https://example.com/a"}


def test_the_parts_are_as_many_as_the_slides():
    assert len(made().slides) == len(paged(deck()).slides)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return file.getvalue()


def damaged(data: bytes, part: str) -> bytes:
    """The first byte of a deflated part says what kind of block it is; there is no fourth kind."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        header = package.getinfo(part).header_offset
    start = header + 30 + sum(int.from_bytes(data[header + at : header + at + 2], "little") for at in (26, 28))
    return data[:start] + b"\xff" + data[start + 1 :]


def as_potx(data: bytes) -> bytes:
    files = unzipped(data)
    types = files["[Content_Types].xml"].replace(b"presentation.main+xml", b"template.main+xml")
    return zipped(files | {"[Content_Types].xml": types})
