"""The whole way of a newsletter, in a browser and over a real mail server: from the form to the last mail, and out."""

import re
import urllib.request
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from digests import newsletter
from digests.models import Delivery, Digest, NewsletterIssue, Statement, Subscriber, Thumb
from tests.digests.published import EPISODE, put_draft
from tests.mail.catcher import Catcher, started
from tests.newsletter.cast import of_series, put_series
from tests.web.cast import put_reader
from tests.web.conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DORA, EMIL = "dora@example.org", "emil@example.org"


@pytest.fixture
def catcher(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    catcher = Catcher()
    controller = started(catcher)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield catcher
    controller.stop()


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def digest(ada, series):
    return of_series(put_draft(ada), series)


@pytest.fixture
def anybody(live_server, launch, sign_in):
    """A page in a browser of somebody without an account, in Vienna."""
    page = sign_in(launch(), viewport=NARROW, timezone_id="Europe/Vienna")
    page.context.clear_cookies()
    return page


@pytest.fixture
def curator(launch, sign_in):
    return sign_in(launch(), viewport=WIDE)


def mail_to(catcher, address):
    """The last one that came for it."""
    return [one for one in catcher.messages if one["To"] == address][-1]


def html_of(message):
    return lxml_html.fromstring(message.get_body(("html",)).get_content())


def link_of(message, words):
    [link] = {one.get("href") for one in html_of(message).xpath("//a") if one.text_content() == words}
    return link


def subscribe(page, catcher, address):
    page.goto(reverse("subscribe-series", args=["mondays"]))
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_text("Look into your mail.").wait_for()
    newsletter.send_letters()
    [link] = re.findall(r"http\S+/confirm/\S+", mail_to(catcher, address).get_content())
    page.goto(link)
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_text("You are subscribed.").wait_for()


def approve_and_send(page, digest):
    """Statement by statement, each beside its evidence; then the digest is published, and its issue sent."""
    page.goto(reverse("digest", args=[digest.pk]))
    page.get_by_role("button", name="Send as newsletter").click()
    issue = page.url
    for _ in range(Statement.objects.count()):
        page.get_by_role("button", name=re.compile("^Approve: ")).first.click()
        page.wait_for_load_state()
    assert Statement.objects.filter(approved=False).count() == 0
    page.goto(reverse("digest", args=[digest.pk]))
    page.get_by_role("button", name="Approve").click()
    page.goto(reverse("publication", args=[digest.pk]))
    page.get_by_role("button", name="Publish").click()
    page.goto(issue)
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_role("button", name="Send to 2 now").click()
    page.get_by_text("Being sent: 0 of 2.").wait_for()
    newsletter.deliver()
    page.get_by_text("Sent: 2 of 2.").wait_for()


def asked(link, method):
    with urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=20) as answer:
        return answer.status


def test_the_whole_way(anybody, curator, catcher, digest, series):
    subscribe(anybody, catcher, DORA)
    assert Subscriber.objects.values_list("state", "time_zone").get() == ("active", "Europe/Vienna")
    put_reader(series, EMIL)
    approve_and_send(curator, digest)
    mail = mail_to(catcher, DORA)
    assert sorted(one["To"] for one in catcher.messages[1:]) == [DORA, EMIL]

    words = html_of(mail).xpath(f"//p[contains(., '{EPISODE}')]//a/@href")[0]
    anybody.goto(words)
    assert EPISODE in anybody.locator(":target").inner_text()

    anybody.goto(html_of(mail).xpath("//a[@class='vote']/@href")[0])
    anybody.get_by_role("button", name="Yes").click()
    anybody.get_by_text("You said yes.").wait_for()

    anybody.goto(link_of(mail, "Unsubscribe"))
    anybody.get_by_role("button", name="Stop the mail").click()
    anybody.get_by_text("Done. There will be no more mail.").wait_for()
    assert Subscriber.objects.get(address=DORA).state == "unsubscribed"

    one_click = mail_to(catcher, EMIL)["List-Unsubscribe"].strip(" <>")
    told = urllib.request.Request(one_click, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(told, timeout=20) as answer:
        assert answer.status == 200
    assert Subscriber.objects.get(address=EMIL).state == "unsubscribed"
    assert anybody.complaints == curator.complaints == []


def test_a_scanner_that_opens_every_link_changes_nothing(live_server, settings, catcher, digest, series, ada):
    settings.SITE_URL = live_server.url
    reader = put_reader(series, DORA)
    newsletter.send_now(_approved(digest, ada), ada)
    newsletter.deliver()
    mail = mail_to(catcher, DORA)
    links = {*html_of(mail).xpath("//a/@href"), mail["List-Unsubscribe"].strip(" <>"), mail["List-Help"].strip(" <>")}
    ours = {one for one in links if urlsplit(one).netloc == urlsplit(live_server.url).netloc}
    before = _state(reader)
    assert {asked(one, method) for one in sorted(ours) for method in ("GET", "HEAD", "GET")} == {200}
    assert len(ours) >= 8
    assert _state(reader) == before


def test_the_header_the_link_and_the_text_name_one_way_out(live_server, settings, catcher, digest, series, ada):
    settings.SITE_URL = live_server.url
    put_reader(series, DORA)
    newsletter.send_now(_approved(digest, ada), ada)
    newsletter.deliver()
    mail = mail_to(catcher, DORA)
    text = mail.get_body(("plain",)).get_content()
    [in_text] = re.findall(r"Unsubscribe:\s+(\S+)", text)
    assert mail["List-Unsubscribe"].strip(" <>") == link_of(mail, "Unsubscribe") == in_text


def _approved(digest, by):
    from digests.editing import approve, publish

    published = publish(approve(digest, by), by)
    return newsletter.approve(newsletter.issue_of(Digest.objects.get(pk=published.pk)), by)


def _state(reader):
    reader.refresh_from_db()
    told = Subscriber.objects.values_list("pk", "state", "token", "format", "weekday", "hour", "ended_at")
    sent = Delivery.objects.values_list("pk", "status", "attempts")
    return list(told), list(sent), Thumb.objects.count(), NewsletterIssue.objects.get().state
