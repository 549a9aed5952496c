from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from digests.document import DocumentCitation
from digests.offer import section_offered
from digests.outline import plan_deck
from digests.renderers.digest_html import render_digest_html
from digests.renderers.digest_json import render_digest_json
from digests.renderers.digest_markdown import render_digest_markdown
from digests.renderers.digest_pdf import render_digest_pdf
from digests.renderers.digest_view import digest_view
from digests.renderers.email import render_email
from digests.renderers.markdown_text import escaped
from digests.wording import FELL_BACK
from tests.digests.deck_material import (
    AWAY,
    CLOSE,
    HOSTILE,
    UNSUPPORTED,
    cited_source,
    composed,
    document,
    material,
    sections,
)


def test_the_json_has_exactly_the_promised_keys():
    data = render_digest_json(document())
    section = data["sections"][0]
    whole = ["id", "title", "period", "writer", "lead", "news", "minutes", "opening", "sections", "sources"]
    assert list(data) == whole
    told = [
        "theme",
        "theme_id",
        "heading",
        "statements",
        "quotes",
        "questions",
        "lane",
        "minutes",
        "asked",
        "writer",
        "fell_back",
    ]
    assert list(section) == told
    assert list(section["statements"][0]) == [
        *("text", "status", "reason", "citations"),
        *("novelty", "novelty_reason", "met"),
    ]
    assert list(section["quotes"][0]["citations"][0]) == ["passage_id", "source_id", "quote", "status"]
    assert data["period"] == {"from": "2026-11-14", "to": "2026-11-20"}


def test_the_json_tells_of_everything_and_how_it_stands():
    data = render_digest_json(composed(fallen=(2,)))
    assert data["opening"][1] == {
        "text": UNSUPPORTED,
        "status": "unsupported",
        "reason": "The quoted words are not in the source.",
        "citations": data["opening"][1]["citations"],
        **{"novelty": "", "novelty_reason": "", "met": None},
    }
    assert [(one["writer"], one["fell_back"]) for one in data["sections"][1:3]] == [("gpt-x", ""), ("extractive", AWAY)]


def in_words(form, document):
    """What this form shows, without white space."""
    if form == "pdf":
        shown = "".join(page.extract_text() for page in PdfReader(BytesIO(render_digest_pdf(document))).pages)
    else:
        shown = {"md": render_digest_markdown, "html": render_digest_html, "mail": mail_html, "text": mail_text}[form](
            document
        )
    return "".join(shown.split())


def mail(document):
    return render_email(
        document,
        to_address="ada@example.org",
        site_url="https://threepass.example",
        unsubscribe_url="https://threepass.example/u/TOKEN",
        postal_address="",
        sender_name="Threepass",
    )


def mail_html(document):
    return mail(document).html


def mail_text(document):
    return mail(document).text


FORMS = ("md", "html", "pdf", "mail", "text")
WHOLE = document()
QUOTED = composed(fallen=(0, 1, 2, 3, 4))


@pytest.fixture(autouse=True)
def whole_sections(monkeypatch):
    """A mail shows all of each section here, however much that is."""
    monkeypatch.setattr("digests.renderers.email_view.MOST_SHOWN", 99)


def said(text, form, document):
    return "".join(text.split()) in in_words(form, document)


@pytest.mark.parametrize("form", FORMS)
def test_what_its_source_does_not_bear_out_does_not_leave_the_house(form):
    assert not said(UNSUPPORTED, form, composed())
    assert said("2 statements are withheld here: the sources do not bear them out.", form, composed())


@pytest.mark.parametrize("form", FORMS)
def test_where_nothing_is_withheld_nothing_is_said_of_it(form):
    supported = replace(WHOLE, sections=sections(doubtful=False))
    assert not said("withheld", form, supported)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_retold_is_marked_as_such(form):
    assert said(CLOSE, form, composed())
    assert in_words(form, composed()).count("retold") == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_writer_s_own_opening_follows_the_lead(form):
    shown = in_words(form, composed())
    told = (WHOLE.lead, composed().opening.statements[0].text, WHOLE.sections[0].heading)
    lead, opening, heading = ("".join(text.split()) for text in told)
    assert shown.index(lead) < shown.index(opening) < shown.rindex(heading)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_who_wrote_it(form):
    assert said("written by gpt-x and the extractive writer", form, composed(fallen=(1,)))
    assert said("arranged by the extractive writer", form, WHOLE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("written", "times"), [(composed(), 0), (composed(fallen=(1, 3)), 2), (QUOTED, 1)])
def test_what_fell_back_says_so_where_it_stands_or_once_for_all(form, written, times):
    shown = in_words(form, written)
    assert shown.count("".join(FELL_BACK.split())) == times
    assert "models.example.org" not in shown


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


def doubtful():
    """A retold statement that rests on one source and cites another in vain."""
    whole = document()
    first, *others = whole.sections
    close = next(one for one in first.statements if one.status == "close")
    vain = DocumentCitation(77, "", "unsupported", replace(cited_source(2, 777), title="The fable of the brass heron"))
    said = replace(close, citations=(*close.citations, vain))
    parts = tuple(said if one is close else one for one in first.statements)
    return replace(whole, sections=(replace(first, statements=parts), *others)), said


@pytest.mark.parametrize("form", FORMS)
def test_a_source_that_does_not_bear_it_out_is_not_named_for_it(form):
    written, statement = doubtful()
    assert said(statement.text, form, written)
    assert not said("brass heron", form, written)


def test_nor_is_it_in_a_deck_or_a_second_prompt():
    written, statement = doubtful()
    section = written.sections[0]
    offered = [one for one in section_offered(section).statements if one.text == statement.text]
    assert [one.passage_id for draft in offered for one in draft.citations] == [statement.citations[0].passage_id]
    slides = plan_deck(replace(material(), sections=written.sections)).model_dump_json()
    assert "brass heron" not in slides


@pytest.mark.parametrize(
    ("said_on", "told"), [(date(2026, 10, 2), "2 October 2026"), (None, "met 14 November 2026")], ids=["said", "met"]
)
def test_what_is_cited_tells_when_it_was_said_or_else_when_it_was_met(said_on, told):
    source = replace(cited_source(1, 101), said_on=said_on, met_on=date(2026, 11, 14), start_ms=None)
    view = digest_view(replace(document(), also_met=(source,)))
    assert view.also_met[0].detail == told
