"""One digest, and every form of it word for word the same."""

import html
import re
from io import BytesIO

import pytest
from django.urls import reverse
from markdown_it import MarkdownIt
from pypdf import PdfReader

from digests.assemble import document_of
from digests.renderers.digest_html import render_digest_html
from digests.renderers.digest_markdown import render_digest_markdown
from digests.renderers.digest_pdf import render_digest_pdf
from tests.digests.reading_order import out_of_order
from tests.digests.test_renderers_digest import mail_html, mail_text
from tests.digests.two_weeks import (
    KNOWN,
    MET_PRICE,
    MET_SHARE,
    NEW,
    NEW_PRICE,
    NEW_SHARE,
    OFF_LANE,
    WHY,
    composed,
    put_lane_pick,
    put_weeks,
)
from tests.fakes import WordEmbedder
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(ada, monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    theme = put_weeks(ada)
    put_lane_pick(theme)
    put_source(ada, "A note on trams.", title="Trams", met_on="2026-03-09")
    return composed(ada)


def bare(marked):
    """The words of an HTML text without white space, tags and style."""
    body = re.sub(r"<(style|title|script)\b.*?</\1>", " ", marked, flags=re.S)
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def of_file(document):
    return bare(render_digest_html(document))


def of_markdown(document):
    return bare(MarkdownIt().render(render_digest_markdown(document)))


def of_pdf(document):
    pages = [page.extract_text() for page in PdfReader(BytesIO(render_digest_pdf(document))).pages]
    whole = ["".join(page.split()) for page in pages]
    title = "".join(document.title.split())
    return "".join(re.sub(rf"{re.escape(title)}{number}$", "", page) for number, page in enumerate(whole, 1))


def test_the_file_and_the_markdown_agree_word_for_word(digest):
    assert of_markdown(document_of(digest)) == of_file(document_of(digest))


def test_the_pdf_and_the_markdown_agree_word_for_word(digest):
    assert of_pdf(document_of(digest)) == of_markdown(document_of(digest))


def told(document):
    """What every form says, in the order in which it is read."""
    [section] = document.sections
    yield from (document.title, document.lead, document.news, section.heading, section.about)
    yield from (NEW, NEW_PRICE, "Updates what you met on 2 March 2026 in “What a judge costs”.", MET_PRICE)
    yield from ("Disagrees with what you met on 2 March 2026 from Marlow Quill.", MET_SHARE, NEW_SHARE)
    yield from (OFF_LANE, WHY, section.known_line)


@pytest.mark.parametrize("form", [of_file, of_markdown, of_pdf, lambda one: bare(mail_html(one)), mail_text])
def test_every_form_says_it_in_the_same_order(digest, form):
    document = document_of(digest)
    assert out_of_order(form(document), told(document)) == []


def test_the_page_says_it_in_the_same_words(client, ada, digest):
    client.force_login(ada)
    page = bare(client.get(reverse("digest", args=[digest.pk])).content.decode())
    assert out_of_order(page, told(document_of(digest))) == []


def test_the_page_keeps_what_is_known_behind_one_line(client, ada, digest):
    client.force_login(ada)
    page = client.get(reverse("digest", args=[digest.pk])).content.decode()
    fold = page[page.index('<details class="known">') : page.index("</details>")]
    assert page.count(html.escape(KNOWN)) == fold.count(html.escape(KNOWN)) > 0
    assert "See it there" in fold


def test_the_page_gives_no_id_twice(client, ada, digest):
    client.force_login(ada)
    ids = re.findall(r' id="([^"]+)"', client.get(reverse("digest", args=[digest.pk])).content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_what_was_met_and_is_not_quoted_says_why(digest):
    for form in (of_file, of_markdown, of_pdf):
        assert "Itbelongstonothemeofthisdigest." in form(document_of(digest))


def test_the_api_tells_what_each_is_beside_what_was_met(client, ada, digest):
    client.force_login(ada)
    said = client.get(f"/api/digests/{digest.pk}").json()["sections"][0]["statements"]
    known = next(one for one in said if one["text"] == KNOWN)
    assert (known["novelty"], known["met"]["quote"]) == ("known", KNOWN)
