import re

import pytest

from digests.outline import plan_deck
from digests.renderers.deck_html import deck_slides_html, render_deck_html
from tests.digests.deck_material import material

FORMATS = ("detailed", "presenter")


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


@pytest.mark.parametrize("format", FORMATS)
def test_the_html_file_asks_the_network_for_nothing(format):
    html = render_deck_html(deck(format))
    assert "http" not in re.sub(r'href="[^"]*"|http-equiv', "", html)
    assert "src=" not in html.replace("script-src=", "")


def test_the_html_has_a_heading_and_notes_for_each_slide():
    planned = deck()
    html = deck_slides_html(planned)
    count = len(planned.slides)
    assert html.count("<section") == html.count("<h2") == html.count("<details") == count


def test_the_slides_alone_pass_a_strict_policy():
    html = deck_slides_html(deck())
    assert "<style" not in html
    assert "style=" not in html
    assert "<script" not in html
    assert "onclick" not in html


def test_hostile_words_come_out_of_the_html_escaped():
    html = render_deck_html(deck())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and *not* emphasis" in html
    assert "<script>alert" not in html
