"""Whatever a writer has written, and whatever a source calls itself: in every outward form it is text."""

import datetime

import pytest

from curation.writing.labels import as_label
from digests.document import CitedSource, DigestDocument, DocumentCitation, DocumentSection, DocumentStatement
from digests.outline import DeckMaterial, plan_deck
from digests.renderers.deck_html import deck_slides_html, render_deck_html
from digests.renderers.deck_markdown import render_deck_markdown
from digests.renderers.deck_pdf import render_deck_pdf
from digests.renderers.digest_html import render_digest_html
from digests.renderers.digest_markdown import render_digest_markdown
from digests.renderers.digest_pdf import render_digest_pdf
from digests.renderers.email import render_email
from digests.renderers.pptx import render_pptx
from tests.hostile import effects
from tests.hostile.corpus import ALL

SITE = "https://threepass.example.org"
DAY = datetime.date(2026, 11, 8)


def _statement(number, one):
    source = CitedSource(number, number, one.demand, one.demand, "post", f"{SITE}/sources/{number}/#p{number}", DAY)
    return DocumentStatement(one.demand, (DocumentCitation(number, one.demand, "verified", source),))


def _section(number, one):
    said = (_statement(number, one),)
    return DocumentSection(as_label(one.demand), None, said, said, said, sources=1)


SECTIONS = tuple(_section(number, one) for number, one in enumerate(ALL, 1))


@pytest.fixture(scope="module")
def document():
    """A digest in which every hostile source has had its way with every field, and all of it was found verified."""
    also = tuple(statement.citations[0].source for section in SECTIONS for statement in section.statements)
    lead = f"You met 68 sources by {', '.join(one.demand for one in ALL)}."
    title = as_label(ALL[0].demand)
    return DigestDocument(
        1, title, DAY, DAY, "obeying", lead, SECTIONS, f"{SITE}/digests/1/", sources=68, also_met=also
    )


@pytest.fixture(scope="module")
def deck():
    title = " ".join(ALL[10].demand.split())
    return plan_deck(DeckMaterial(title, ALL[7].demand, "obeying", SECTIONS), format="detailed")


@pytest.fixture(scope="module")
def spoken():
    return plan_deck(DeckMaterial(ALL[0].demand, ALL[8].demand, "obeying", SECTIONS), format="presenter")


def mail_of(document):
    return render_email(
        document,
        to_address="READER-ADDRESS",
        site_url=SITE,
        unsubscribe_url=f"{SITE}/unsubscribe/UNSUBSCRIBE-TOKEN/",
        postal_address="1 Harbour Row",
        sender_name="Threepass",
    )


FORMS = {
    "digest as HTML": lambda document, deck, spoken: effects.of_html(render_digest_html(document)),
    "digest as Markdown": lambda document, deck, spoken: effects.of_markdown(render_digest_markdown(document)),
    "digest as PDF": lambda document, deck, spoken: effects.of_pdf(render_digest_pdf(document)),
    "mail as HTML": lambda document, deck, spoken: effects.of_html(mail_of(document).html),
    "mail as text": lambda document, deck, spoken: effects.of_plain_text(mail_of(document).text),
    "deck as HTML": lambda document, deck, spoken: effects.of_html(render_deck_html(deck)),
    "slides on the page": lambda document, deck, spoken: effects.of_html(deck_slides_html(spoken)),
    "deck as Markdown": lambda document, deck, spoken: effects.of_markdown(render_deck_markdown(deck)),
    "spoken deck as Markdown": lambda document, deck, spoken: effects.of_markdown(render_deck_markdown(spoken)),
    "deck as PDF": lambda document, deck, spoken: effects.of_pdf(render_deck_pdf(deck)),
    "deck as PPTX": lambda document, deck, spoken: effects.of_pptx(render_pptx(deck)),
    "spoken deck as PPTX": lambda document, deck, spoken: effects.of_pptx(render_pptx(spoken)),
}


@pytest.fixture(scope="module", params=FORMS)
def form(request, document, deck, spoken):
    return FORMS[request.param](document, deck, spoken)


def test_no_address_leads_elsewhere(form):
    assert effects.foreign(form, SITE) == []


def test_nothing_acts(form):
    assert form.acting == []
