from io import BytesIO

from markdown_it import MarkdownIt
from pypdf import PdfReader

from digests.renderers.digest_html import render_digest_html
from digests.renderers.digest_json import render_digest_json
from digests.renderers.digest_markdown import render_digest_markdown
from digests.renderers.digest_pdf import render_digest_pdf
from digests.renderers.markdown_text import escaped
from tests.digests.deck_material import HOSTILE, UNSUPPORTED, document


def test_the_json_has_exactly_the_promised_keys():
    data = render_digest_json(document())
    section = data["sections"][0]
    assert list(data) == ["id", "title", "period", "writer", "lead", "sections"]
    assert list(section) == ["theme", "theme_id", "heading", "statements", "quotes", "questions"]
    assert list(section["statements"][0]) == ["text", "status", "citations"]
    assert list(section["quotes"][0]["citations"][0]) == ["passage_id", "source_id", "quote", "status"]
    assert data["period"] == {"from": "2026-11-14", "to": "2026-11-20"}


def test_the_html_marks_what_its_source_does_not_support():
    html = render_digest_html(document())
    assert UNSUPPORTED in html
    assert html.count("<em>not supported by its source</em>") == 1


def test_the_html_escapes_what_people_wrote():
    html = render_digest_html(document())
    assert "<script" not in html
    assert html.count("<h1") == 1


def test_the_markdown_shows_the_words_as_they_were():
    html = MarkdownIt().render(render_digest_markdown(document()))
    assert "#import &quot;x&quot; and &lt;script&gt;alert(1)&lt;/script&gt; and *not* emphasis" in html


def test_escaped_markdown_renders_to_the_same_words():
    for text in (HOSTILE, "1. not a list", "- nor this", "a_b_ `c` [d](e) ![f](g) ~~h~~ | &amp; \\"):
        html = MarkdownIt("gfm-like", {"linkify": False}).renderInline(escaped(text))
        plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        assert plain == text


def test_the_pdf_holds_every_heading():
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(render_digest_pdf(document()))).pages)
    folded = "".join(text.split())
    for section in document().sections:
        assert "".join(section.heading.split()) in folded


def test_the_pdf_prints_hostile_words_as_they_are():
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(render_digest_pdf(document()))).pages)
    assert "".join(HOSTILE.split()) in "".join(text.split())
