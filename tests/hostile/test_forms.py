"""Whatever a writer has written, and whatever a source calls itself: in every outward form it is text."""

import dataclasses
import datetime
import html
import re

import pytest
import yaml

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
from digests.renderers.linkless import without_addresses
from digests.renderers.pptx import render_pptx
from tests.hostile import effects
from tests.hostile.corpus import ALL

SITE = "https://threepass.example.org"
DAY = datetime.date(2026, 11, 8)


def _statement(number, one):
    named = " ".join(one.demand.split())
    source = CitedSource(number, number, named, named, "post", f"{SITE}/sources/{number}/#p{number}", DAY)
    return DocumentStatement(one.demand, (DocumentCitation(number, one.demand, "verified", source),))


def _section(number, one):
    said = (_statement(number, one),)
    return DocumentSection(as_label(one.demand), None, said, said, said, sources=1)


SECTIONS = tuple(_section(number, one) for number, one in enumerate(ALL, 1))
# A deck of everything in every role would be four hundred slides.
ON_SLIDES = tuple(
    dataclasses.replace(section, quotations=section.quotations if number % 4 == 0 else (), questions=())
    for number, section in enumerate(SECTIONS)
)


@pytest.fixture(scope="module")
def document():
    """A digest in which every hostile source has had its way with every field, and all of it was found verified."""
    also = tuple(statement.citations[0].source for section in SECTIONS for statement in section.statements)
    lead = f"You met 68 sources by {', '.join(one.demand for one in ALL)}."
    title = as_label(ALL[0].demand)
    return DigestDocument(
        1, title, DAY, DAY, "obeying", lead, SECTIONS, f"{SITE}/digests/1/", sources=68, also_met=also
    )


def deck_of(title, subtitle, **told):
    """Of all of them: a deck has a length, so each few sections have one, and their slides are put together."""
    parts = [ON_SLIDES[start : start + 4] for start in range(0, len(ON_SLIDES), 4)]
    decks = [plan_deck(DeckMaterial(title, subtitle, "obeying", part), length="long", **told) for part in parts]
    return decks[0].model_copy(update={"slides": [slide for one in decks for slide in one.slides]})


@pytest.fixture(scope="module")
def deck():
    return deck_of(" ".join(ALL[10].demand.split()), ALL[7].demand, format="detailed")


@pytest.fixture(scope="module")
def spoken():
    return deck_of(ALL[0].demand, ALL[8].demand, format="presenter")


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
    "mail as HTML": lambda document, deck, spoken: effects.of_mail(mail_of(document).html),
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


WORD_FOR_WORD = ("digest as HTML", "digest as Markdown", "deck as HTML")


@pytest.fixture(scope="module")
def shown(document, deck, spoken):
    return {name: one_line(FORMS[name](document, deck, spoken).text) for name in WORD_FOR_WORD}


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("one", ALL, ids=str)
def test_what_was_markup_is_shown_as_words(one, shown):
    assert [name for name in WORD_FOR_WORD if one_line(one.demand) not in shown[name]] == []


@pytest.mark.parametrize("one", ALL, ids=str)
def test_a_label_of_it_is_one_line_without_an_address(one):
    label = as_label(one.demand)
    assert "\n" not in label
    assert effects.of_mail(f"<p>{html.escape(label)}").addresses == []


def test_the_subject_is_one_line(document):
    many = dataclasses.replace(document, title="Kettles\r\nBcc: drain@phish.example.net")
    assert mail_of(many).subject == "Kettles Bcc: drain@phish.example.net"


def test_notes_of_a_slide_are_no_orders_to_marp(deck):
    """Marp obeys a comment that is a YAML mapping."""
    orders = "Source: Wick\nbackgroundImage: url(https://drain.example.net/k.png)"
    slide = deck.slides[1].model_copy(update={"notes": orders})
    written = render_deck_markdown(deck.model_copy(update={"slides": [slide]}))
    [comment] = re.findall(r"<!--(.*?)-->", written, re.S)
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(comment)


def test_a_curators_own_address_stays_in_the_mail(document):
    [statement] = document.sections[0].statements
    by_hand = dataclasses.replace(statement, text="Tea on Sunday: https://harbour.example.org/tea", by_hand=True)
    section = dataclasses.replace(document.sections[0], statements=(by_hand,))
    assert "https://harbour.example.org/tea" in mail_of(dataclasses.replace(document, sections=(section,))).text


@pytest.mark.parametrize(
    ("said", "mailed"),
    [
        ("Read (https://a.example/b?c=d), then rest.", "Read ([link]), then rest."),
        ("Ask www.a.example/b or a@b.example.", "Ask [link] or [link]."),
        ("See a.example?q=1 and a.example/b!", "See [link] and [link]!"),
        ("Node.js 3.5/4 and the U.S. at 9:30 stay.", "Node.js 3.5/4 and the U.S. at 9:30 stay."),
    ],
)
def test_addresses_in_words_stay_at_home(said, mailed):
    assert without_addresses(said) == mailed
