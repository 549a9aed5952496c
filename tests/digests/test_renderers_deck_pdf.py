import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from curation.errors import CurationError
from digests.outline import ChartSlide, Deck, PictureSlide, Slide, SlideLine, plan_deck
from digests.outline.looks import LOOKS, PAPER
from digests.outline.paging import paged
from digests.renderers import typeset
from digests.renderers.deck_pdf import render_deck_pdf
from digests.renderers.digest_pdf import render_digest_pdf
from digests.renderers.glyphs import absent, told_absent
from tests.digests.deck_layouts import PICTURES, every_layout, in_other_scripts
from tests.digests.deck_material import HOSTILE, document, material

NOWHERE = "\U0010fffd"


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


def stuffed() -> Deck:
    """Far too much on every slide, in several scripts."""
    texts = ["Wörter " * 60, "評価は最初に書くべきであり。" * 30, "m" * 400, "الوكيل لا يعرف " * 40, "short"]
    lines = [SlideLine(text=text.strip(), own_words=True) for text in texts]
    slides = [Slide(layout=layout, title="A title " * 30, lines=lines, notes="n") for layout in ("bullets", "agenda")]
    return Deck(title="Stuffed", slides=slides)


def one_slide(text) -> Deck:
    return Deck(title="D", slides=[Slide(layout="bullets", title="T", lines=[SlideLine(text=text, own_words=True)])])


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in opened(pdf).pages).split())


def structure_of(pdf: bytes) -> list[str]:
    """Out: the tags of the document, in reading order."""
    tags = []

    def walk(node):
        for child in node if isinstance(node, list) else [node]:
            held = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(held, list):
                walk(held)
            elif isinstance(held, dict):
                tags.extend([str(held["/S"])] if "/S" in held else [])
                walk(held.get("/K", []))

    walk(opened(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return tags


@pytest.mark.parametrize("planned", [deck("detailed"), deck("presenter"), stuffed()])
def test_the_pdf_has_a_page_for_each_slide(planned):
    pages = opened(render_deck_pdf(planned)).pages
    assert len(pages) == len(paged(planned).slides)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(960, 540)}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("made", [every_layout(), every_layout("presenter"), in_other_scripts()])
def test_every_layout_has_a_page_in_every_look(made, look):
    pages = opened(render_deck_pdf(made, look, PICTURES)).pages
    assert len(pages) == len(paged(made, look).slides)


def words_off_page(pdf, folder):
    (folder / "deck.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "deck.pdf"), "-"], capture_output=True, check=True, text=True
    )
    words = [line.split('"')[1::2] for line in told.stdout.splitlines() if "<word" in line]
    assert words
    return [box for box in words if float(box[0]) < 60 or float(box[2]) > 900 or float(box[3]) > 536]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_no_word_reaches_into_the_margins(look, tmp_path):
    assert words_off_page(render_deck_pdf(in_other_scripts(), look, PICTURES), tmp_path) == []
    assert words_off_page(render_deck_pdf(stuffed(), look), tmp_path) == []


def test_hostile_words_come_out_of_the_pdf_as_they_went_in():
    assert "".join(HOSTILE.split()) in text_of(render_deck_pdf(deck()))


def test_a_word_that_is_broken_is_one_word_to_a_search():
    assert "m" * 200 in text_of(render_deck_pdf(one_slide("m" * 200)))


def test_the_pdf_is_tagged_as_the_accessible_standard_asks():
    made = opened(render_deck_pdf(every_layout(), PAPER, PICTURES))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert root["/Lang"] == "en"


@pytest.mark.parametrize(("tag", "told"), [("fil-PH", "fil"), ("pt-BR", "pt"), ("", "en"), ("Klingon", "en")])
def test_it_says_its_language(tag, told):
    made = render_deck_pdf(one_slide("Loaves.").model_copy(update={"language": tag}))
    assert opened(made).trailer["/Root"]["/Lang"].startswith(told)


def test_what_stands_on_a_slide_is_tagged_as_what_it_is():
    tags = structure_of(render_deck_pdf(every_layout(), PAPER, PICTURES))
    assert tags.count("/H1") == len(paged(every_layout()).slides)
    assert {"/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(tags)


def described(pdf: bytes) -> list[str]:
    reader = opened(pdf)
    held = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return [str(one["/Alt"]) for one in held if isinstance(one, dict) and "/Alt" in one]


def test_charts_and_pictures_are_described_for_who_does_not_see_them():
    deck = every_layout()
    told = described(render_deck_pdf(deck, PAPER, PICTURES))
    [picture] = [slide for slide in deck.slides if isinstance(slide, PictureSlide)]
    [bars, *_] = [slide for slide in paged(deck).slides if isinstance(slide, ChartSlide)]
    assert picture.alt in told
    assert any(one.startswith(f"Bar chart. {bars.counted} Evaluation: 21;") for one in told)


def test_what_is_no_picture_is_told_of_in_words():
    alt = "".join(next(slide.alt for slide in every_layout().slides if isinstance(slide, PictureSlide)).split())
    assert alt in text_of(render_deck_pdf(every_layout(), PAPER, {7: b"<svg onload='x'>"}))
    assert alt in text_of(render_deck_pdf(every_layout()))


def test_a_character_that_no_font_has_is_an_error_that_names_it():
    with pytest.raises(CurationError, match=r"^No font has U\+10FFFD; take that out and make the PDF again\.$"):
        render_deck_pdf(one_slide(f"{NOWHERE} nobody has a glyph for this"))


def test_the_pdf_of_a_digest_makes_the_same_error():
    with pytest.raises(CurationError, match=r"U\+10FFFD"):
        render_digest_pdf(replace(document(), lead=f"A lead {NOWHERE}"))


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("評価", "No installed font has 評, 価 (Chinese, Japanese or Korean); install fonts-noto-cjk and"),
        ("ا", "No installed font has ا (Arabic); install fonts-noto-core and"),
        ("क", "(Devanagari); install fonts-noto-core and"),
        ("🎰", "No installed font has 🎰 (emoji); install fonts-noto-color-emoji and"),
        ("ก評", "(Thai and Chinese, Japanese or Korean); install fonts-noto-core and fonts-noto-cjk and"),
        ("אבגדהוז", "א, ב, ג, ד, ה and 2 more (Hebrew); install"),
    ],
)
def test_it_says_which_script_is_missing_and_what_to_install(signs, told):
    assert told in told_absent(list(signs))


@pytest.fixture
def bare(monkeypatch):
    """A machine with nothing but what the typesetter brings."""
    monkeypatch.setattr(typeset, "font_folders", list)
    real = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda **given: real(include_system_fonts=False, **given))
    typeset._fonts.cache_clear()
    yield
    typeset._fonts.cache_clear()


@pytest.mark.usefixtures("bare")
def test_without_fonts_plain_words_are_set_and_others_refused_by_name():
    assert "Plainwords." in text_of(render_deck_pdf(one_slide("Plain words.")))
    with pytest.raises(CurationError, match=r"評 \(Chinese, Japanese or Korean\); install fonts-noto-cjk"):
        render_deck_pdf(one_slide("Words and 評."))


def test_few_questions_find_one_absent_character_among_many():
    asked = []

    def shown(signs):
        asked.append(signs)
        return "評" not in signs

    assert absent("ÄÖÜßéèêàáâ評Łłøå", shown) == ["評"]
    assert len(asked) < 12


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\uffff", "\ud800"])
def test_signs_that_no_document_may_hold_do_not_break_it(sign):
    assert "ab" in text_of(render_deck_pdf(one_slide(f"a{sign}b")))


def test_a_deck_without_slides_is_refused_in_words():
    with pytest.raises(CurationError):
        render_deck_pdf(Deck(title="Empty"))
