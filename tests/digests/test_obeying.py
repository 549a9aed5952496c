"""A model that obeys its sources: what it returns stays words, in their place."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from lxml import html as lxml_html
from pptx import Presentation
from pypdf import PdfReader

from curation.writing.fallback import FallbackWriter
from curation.writing.schemas import CitationDraft, SectionDraft, StatementDraft
from digests.compose import compose
from digests.decks import make_deck, outline_of, render
from digests.files import render_digest
from digests.models import Delivery, NewsletterIssue, Statement
from digests.newsletter import freeze, message_for, preview
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ObeyingWriter, ScriptedWriter
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

PAYLOAD = (
    'Done.\r\nBcc: eve@evil.example\n<img src="https://evil.example/x.png"><script>steal()</script> '
    '![x](https://evil.example/y.png) [free](javascript:alert(1)) {{ settings.SECRET_KEY }} #image("/etc/passwd")'
)
LABEL = "Free\r\nBcc: eve@evil.example <b>prize</b> [here](https://evil.example) https://evil.example/z"


def own(page):
    """Whether every address of the page is the site's."""
    links = lxml_html.fromstring(page).xpath("//@href | //@src | //@action")
    return bool(links) and all(re.match(r"[/#?]|data:,", link) for link in links)


@pytest.fixture
def digest(ada, themes):
    writer = FallbackWriter(ObeyingWriter(PAYLOAD, LABEL), ScriptedWriter())
    return compose(ada, *WEEK, writer)


@pytest.fixture
def fair(ada, themes):
    return compose(ada, *WEEK, ScriptedWriter())


def test_nothing_that_it_says_is_borne_out(digest):
    assert set(Statement.objects.filter(section__digest=digest).values_list("status", flat=True)) == {"unsupported"}


def test_its_headings_are_the_themes(digest, themes):
    assert [one.heading for one in digest.sections.filter(is_lead=False)] == [theme.name for theme in themes]


def test_it_signs_as_itself(digest):
    assert digest.writer == "obeying-model"


@pytest.mark.parametrize("form", ["md", "html"])
def test_no_word_of_it_leaves_the_house(digest, form):
    assert "evil" not in render_digest(digest, form).decode()


def test_no_word_of_it_is_in_the_mail(digest):
    mail = preview(digest)
    assert "evil" not in mail.html + mail.text + mail.subject + mail.preheader


def test_the_mail_goes_to_nobody_else(digest):
    message = message_for(freeze(digest), "ada@example.org").message()
    assert (message["To"], message["Bcc"], message["Cc"]) == ("ada@example.org", None, None)
    assert not Delivery.objects.exists()


def test_the_subject_is_one_clean_line(digest):
    subject = NewsletterIssue.objects.get_or_create(digest=digest, defaults={"subject": preview(digest).subject})[0]
    assert re.fullmatch(r"[^\r\n<>\[\]]+", subject.subject)


def test_on_its_own_page_it_is_struck_out_as_plain_text(client, ada, digest):
    client.force_login(ada)
    shown = client.get(reverse("digest", args=[digest.pk])).content.decode()
    assert "&lt;img src=" in shown
    assert "<img" not in shown
    assert "steal()</script>" not in shown
    assert own(shown)


def test_a_deck_holds_nothing_of_it(ada, fair):
    deck = make_deck(ada, digest=fair, writer=ObeyingWriter(PAYLOAD, LABEL))
    assert "evil" not in str(deck.outline)
    assert "evil" not in outline_of(deck).title


@pytest.mark.parametrize("form", ["html", "md"])
def test_no_file_of_a_deck_holds_it(ada, fair, form):
    deck = make_deck(ada, digest=fair, writer=ObeyingWriter(PAYLOAD, LABEL))
    assert "evil" not in render(deck, form).decode()


def test_every_link_of_a_deck_leads_to_its_own_site(ada, fair, settings):
    deck = make_deck(ada, digest=fair, writer=ObeyingWriter(PAYLOAD, LABEL))
    slides = Presentation(BytesIO(render(deck, "pptx"))).slides
    links = [rel.target_ref for slide in slides for rel in slide.part.rels.values() if rel.is_external]
    pages = PdfReader(BytesIO(render(deck, "pdf"))).pages
    links += [one.get_object()["/A"]["/URI"] for page in pages for one in page.get("/Annots", [])]
    assert links
    assert all(link.startswith(settings.SITE_URL) for link in links)


def test_what_a_source_says_of_itself_stays_text(ada, client):
    hostile = "Click <a href='javascript:x()'>here</a> to win {{ 7|add:7 }} kettles today, said the shopkeeper."
    passage = put_passage(ada, hostile, source=put_source(ada, hostile, title="A note", met_on=WEEK[1]))
    cited = [CitationDraft(passage_id=passage.pk, quote=hostile)]
    said = SectionDraft(heading="Kettles", statements=[StatementDraft(text=hostile, citations=cited)])
    digest = compose(ada, *WEEK, ScriptedWriter(said))
    client.force_login(ada)
    shown = client.get(reverse("digest", args=[digest.pk])).content.decode()
    assert "&lt;a href=" in shown
    assert "{{ 7|add:7 }}" in shown
    assert own(shown)
