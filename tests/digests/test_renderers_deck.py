import re
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader

from digests.outline import Deck, Slide, SlideLine, plan_deck
from digests.outline.paging import paged
from digests.renderers.deck_html import render_deck_html
from digests.renderers.deck_markdown import render_deck_markdown
from digests.renderers.deck_pdf import render_deck_pdf
from digests.renderers.pptx import render_pptx
from digests.wording import FELL_BACK_DECK
from tests.digests.deck_material import CLOSE, HOSTILE, SITE, UNSUPPORTED, material
from tests.digests.deck_overflow import rendered

FORMATS = ("detailed", "presenter")


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


def stuffed() -> Deck:
    """Far too much on every slide, in several scripts."""
    texts = ["Wörter " * 60, "評価は最初に書くべきであり。" * 30, "m" * 400, "الوكيل لا يعرف " * 40, "short"]
    lines = [SlideLine(text=text.strip(), own_words=True) for text in texts]
    slides = [Slide(layout=layout, title="A title " * 30, lines=lines, notes="n") for layout in ("bullets", "agenda")]
    return Deck(title="Stuffed", slides=slides)


def opened(made: bytes):
    return Presentation(BytesIO(made))


def texts(presentation) -> str:
    return "\n".join(s.text_frame.text for slide in presentation.slides for s in slide.shapes if s.has_text_frame)


@pytest.mark.parametrize("planned", [deck("detailed"), deck("presenter", level="newcomer"), stuffed()])
def test_no_word_leaves_its_page_or_its_box(planned, tmp_path):
    found = rendered(render_pptx(planned), tmp_path)
    assert found.pages == found.slides
    assert found.off_page == []
    assert found.outside == []


LONGEST = ("m" * 120, "W " * 60, "評価は" * 40, "the people of the Monday team " * 4)


def lengthy(format, words):
    told = replace(material(), subtitle=words * 3, writer=(words * 2)[:160], note=FELL_BACK_DECK)
    return plan_deck(told, format=format, audience=words[:120])


@pytest.mark.parametrize("words", LONGEST)
@pytest.mark.parametrize("format", FORMATS)
def test_the_longest_words_allowed_fit_on_the_cover(format, words):
    planned = lengthy(format, words)
    assert len(PdfReader(BytesIO(render_deck_pdf(planned))).pages) == len(planned.slides)
    assert f"In full: Written by {words[:20]}" in planned.slides[0].notes


def test_and_on_that_of_a_presentation(tmp_path):
    covers = [lengthy("detailed", words).slides[0] for words in LONGEST]
    found = rendered(render_pptx(Deck(title="Covers", slides=covers)), tmp_path)
    assert (found.pages, found.off_page, found.outside) == (len(LONGEST), [], [])


def test_a_cover_that_was_cut_is_cut_no_further():
    told = replace(material(), writer="m" * 160)
    planned = plan_deck(told)
    assert paged(planned).slides[0] == planned.slides[0]


@pytest.mark.parametrize("form", ["pptx", "pdf", "html", "md"])
def test_what_is_retold_is_marked_and_what_is_unsupported_is_not_there(form):
    made = {
        "pptx": lambda: texts(opened(render_pptx(deck()))),
        "pdf": lambda: "".join(page.extract_text() for page in PdfReader(BytesIO(render_deck_pdf(deck()))).pages),
        "html": lambda: render_deck_html(deck()),
        "md": lambda: render_deck_markdown(deck()),
    }[form]()
    words = "".join(made.split())
    assert "".join(UNSUPPORTED.split()) not in words
    assert "".join(CLOSE.split()) in words
    assert words.count("(retold)") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_is_smaller_than_14_points(format):
    presentation = opened(render_pptx(deck(format)))
    parts = [presentation.slide_master, *presentation.slide_layouts, *presentation.slides]
    sizes = {int(n) for part in parts for n in part.element.xpath("//@sz") if str(n).isdigit()}
    assert min(sizes) >= 1400


@pytest.mark.parametrize("format", FORMATS)
def test_no_placeholder_is_left_empty(format):
    for slide in opened(render_pptx(deck(format))).slides:
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders if shape.has_text_frame)
        assert slide.shapes.title.text


def test_the_layouts_are_ours_and_several_are_used():
    presentation = opened(render_pptx(deck()))
    assert len({slide.slide_layout.name for slide in presentation.slides}) >= 3
    assert "Title and Vertical Text" not in {layout.name for layout in presentation.slide_layouts}


def test_shapes_without_text_say_what_they_are():
    for layout in opened(render_pptx(deck())).slide_layouts:
        rules = [s for s in layout.shapes if not s.is_placeholder]
        assert all(shape._element.nvSpPr.cNvPr.get("descr") for shape in rules)


def test_every_slide_of_the_pptx_carries_its_notes():
    planned = deck("presenter")
    slides = opened(render_pptx(planned)).slides
    assert [s.notes_slide.notes_text_frame.text for s in slides] == [s.notes for s in planned.slides]


def test_citation_numbers_lead_to_their_passages():
    presentation = opened(render_pptx(deck()))
    runs = [
        run
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    marks = [run for run in runs if re.fullmatch(r"\[\d+\]", run.text)]
    assert marks
    assert all(run.hyperlink.address.startswith(f"{SITE}/passages/") for run in marks)


def test_every_slide_but_the_first_shows_its_number():
    slides = opened(render_pptx(deck())).slides
    numbers = [s.text_frame.text for slide in slides for s in slide.placeholders if "Number" in s.name]
    assert numbers == [str(place) for place in range(2, len(slides) + 1)]


def test_the_file_names_its_maker_and_language():
    properties = opened(render_pptx(deck(language="de"))).core_properties
    assert (properties.author, properties.language) == ("extractive", "de")


def test_control_characters_do_not_break_the_file():
    planned = Deck(title="D\x00", slides=[Slide(layout="bullets", title="A\x0bB", notes="n\x1f")])
    assert opened(render_pptx(planned)).slides[0].shapes.title.text == "AB"


def test_hostile_words_come_out_of_the_pptx_as_they_went_in():
    assert HOSTILE in texts(opened(render_pptx(deck())))
