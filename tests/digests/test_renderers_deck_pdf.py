import logging
from io import BytesIO

import pytest
from pypdf import PdfReader

from curation.errors import CurationError
from digests.outline import Deck, Slide, SlideLine, plan_deck
from digests.renderers.deck_pdf import render_deck_pdf
from tests.digests.deck_material import HOSTILE, material


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


def stuffed() -> Deck:
    """Far too much on every slide, in several scripts."""
    texts = ["Wörter " * 60, "評価は最初に書くべきであり。" * 30, "m" * 400, "الوكيل لا يعرف " * 40, "short"]
    lines = [SlideLine(text=text.strip(), own_words=True) for text in texts]
    slides = [Slide(layout=layout, title="A title " * 30, lines=lines, notes="n") for layout in ("bullets", "agenda")]
    return Deck(title="Stuffed", slides=slides)


@pytest.mark.parametrize("planned", [deck("detailed"), deck("presenter"), stuffed()])
def test_the_pdf_has_a_page_for_each_slide(planned):
    pages = PdfReader(BytesIO(render_deck_pdf(planned))).pages
    assert len(pages) >= len(planned.slides)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(960, 540)}


def test_hostile_words_come_out_of_the_pdf_as_they_went_in():
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(render_deck_pdf(deck()))).pages)
    assert "".join(HOSTILE.split()) in "".join(text.split())


def test_a_missing_glyph_is_logged_and_does_not_fail_the_pdf(caplog):
    lines = [SlideLine(text="\U0010fffd nobody has a glyph for this", own_words=True)]
    planned = Deck(title="D", slides=[Slide(layout="bullets", title="T", lines=lines)])
    with caplog.at_level(logging.WARNING):
        assert render_deck_pdf(planned).startswith(b"%PDF")
    assert "ua-1" in caplog.text


def test_a_deck_without_slides_is_refused_in_words():
    with pytest.raises(CurationError):
        render_deck_pdf(Deck(title="Empty"))
