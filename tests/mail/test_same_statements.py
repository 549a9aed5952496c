"""A published digest, statement by statement: the mail's two parts, its public page and its feed say the same."""

import pytest
from django.urls import reverse
from lxml import etree
from lxml import html as lxml_html

from digests import newsletter
from digests.models import Series
from tests.digests.published import put_published
from tests.digests.reading_order import out_of_order

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def digest(ada):
    digest = put_published(ada)
    digest.series = Series.objects.create(owner=ada, name="Mondays", slug="mondays", newsletter=True)
    digest.save()
    return digest


def said(tree):
    """The statements of a page or an entry, without the numbers that follow them."""
    return ["".join(one.xpath("./text()")).strip() for one in tree.xpath("//*[contains(@class, 'said')]")]


def of_page(client, digest):
    return said(lxml_html.fromstring(client.get(reverse("read", args=[digest.slug])).content.decode()))


def of_feed(client):
    feed = etree.fromstring(client.get(reverse("read-atom")).content)
    return said(lxml_html.fromstring(feed.findtext(f"{ATOM}entry/{ATOM}content")))


def of_mail(digest):
    tree = lxml_html.fromstring(newsletter.preview(digest).html)
    return [one.text.strip() for one in tree.xpath("//p[span[@class='source']] | //div[@class='quotation']")]


def test_the_page_the_feed_and_the_mail_say_the_same_statements_in_the_same_order(client, digest):
    assert of_page(client, digest) == of_feed(client) == of_mail(digest)
    assert len(of_mail(digest)) == 5


def test_so_does_the_text_part(digest):
    text = " ".join(newsletter.preview(digest).text.split())
    assert out_of_order(text, of_mail(digest)) == []


def test_the_headline_the_lead_and_the_headings_are_the_same(client, digest):
    page = client.get(reverse("read", args=[digest.slug])).content.decode()
    mail = newsletter.preview(digest)
    for words in (digest.title, digest.lead, "min read · 4 sources", "Loaves", "Cakes"):
        assert [words in form for form in (page, mail.html, " ".join(mail.text.split()))] == [True] * 3


def test_what_is_frozen_stays_as_it_was_when_the_page_is_corrected(client, digest, ada):
    from digests.editing import rewrite

    issue = newsletter.approve(newsletter.issue_of(digest), ada)
    statement = digest.sections.first().statements.filter(role="statement").first()
    rewrite(statement, statement.text.replace("four", "four or five"), ada)
    assert "four or five" not in issue.html
    assert newsletter.words_of(issue).html == issue.html
