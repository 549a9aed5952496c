"""A digest as a mail says what its public page says, and nothing of the library it was made from."""

import pytest
from django.core import mail
from django.urls import reverse

from digests import newsletter
from digests.editing import approve, publish, withdraw
from digests.models import Statement
from tests.digests.published import DAY, put_draft
from tests.digests.reading_order import out_of_order
from tests.digests.test_same_words import bare
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

NOTED = "Odalys wants to leave in the spring."
KNOWN = "Rye keeps longer than wheat."
OFF_LANE = "Bees vote on a new home by dancing."
PRIVATE = (
    "Memo of Monday",
    "Ada Quist",
    "Note to self",
    "Ada Brook",
    "shop-talk",
    "the shop of last year",
    "Quill of last year",
    "Updates what you met",
    "You met",
    "nowhere near what you read",
    "Out of your lane",
    "Known already",
    "Unquoted and unread",
    "Perpetua and 40 others",
    "9 sources",
    "/sources/",
    "/digests/",
)


@pytest.fixture
def digest(ada):
    """Of a memo, a note, a recording by the name of its file, what was known, and a pick from out of the lane."""
    draft = put_draft(ada)
    loaves, cakes = draft.sections.all()
    _say(cakes, NOTED, kind="note", title="Note to self", author="Ada Brook")
    met = put_source(ada, KNOWN, title="the shop of last year", author="Quill of last year", met_on=DAY)
    reason = {"novelty": "known", "novelty_reason": "Updates what you met in the shop of last year."}
    _say(loaves, KNOWN, role="statement", position=7, met_source=met, met_quote=KNOWN, **reason)
    why = "It is nowhere near what you read."
    _say(loaves, OFF_LANE, role="lane", title="How swarms decide", novelty_reason=why)
    draft.also_met.add(put_source(ada, "It was left.", title="Unquoted and unread", met_on=DAY))
    return draft


def _say(section, text, *, role="question", position=0, **fields):
    said = {name: fields.pop(name) for name in list(fields) if name.startswith(("novelty", "met_"))}
    source = put_source(section.digest.owner, text, **({"kind": "article", "met_on": DAY} | fields))
    passage = put_passage(section.digest.owner, text, source=source)
    statement = section.statements.create(role=role, position=position, text=text, status="verified", **said)
    statement.citations.create(passage=passage, source=source, quote=text, status="verified")


def published(digest):
    return publish(approve(digest, digest.owner), digest.owner)


def message_of(digest):
    return newsletter.message_for(newsletter.freeze(digest), "reader@example.org")


def words_of(digest):
    """Subject, preheader, both parts and every header, in one."""
    issue, message = newsletter.freeze(digest), message_of(digest)
    [(html, _)] = message.alternatives
    return "\n".join([issue.subject, issue.preheader, html, message.body, message.message().as_string()])


@pytest.mark.parametrize("made", [lambda one: one, published])
def test_nothing_of_the_library_goes_out(digest, made):
    sent = words_of(made(digest))
    assert [private for private in PRIVATE if private in sent] == []


def test_what_is_quoted_goes_out_whole(digest):
    body = " ".join(message_of(digest).body.split())
    assert [said.text for said in Statement.objects.all() if said.text not in body] == []


def test_the_mail_says_what_the_public_page_says(client, digest):
    page = bare(client.get(reverse("read", args=[published(digest).slug])).content.decode())
    told = [digest.title, digest.lead, "Loaves", KNOWN, OFF_LANE, "Cakes", "Still open", NOTED]
    view = newsletter.preview(digest)
    assert [out_of_order(form, told) for form in (page, bare(view.html), view.text)] == [[], [], []]


def test_before_it_is_public_it_says_already_what_will_be(digest):
    before = newsletter.preview(digest)
    after = newsletter.preview(published(digest))
    assert (before.subject, before.preheader) == (after.subject, after.preheader)
    assert "From 7 sources by Perpetua Lindqvist" in before.preheader


def test_a_citation_leads_to_its_own_address_on_the_web(digest):
    html = newsletter.preview(digest).html
    assert 'href="https://quince.example.com/four"' in html


def test_without_one_it_leads_to_the_words_on_the_public_page(digest):
    html = newsletter.preview(published(digest)).html
    assert f"/read/{digest.slug}/#n" in html


@pytest.mark.parametrize("made", [lambda one: one, lambda one: withdraw(published(one), one.owner)])
def test_a_mail_of_what_is_not_public_leads_to_no_page_of_it(digest, made):
    view = newsletter.preview(made(digest))
    assert "/read/" not in view.html + view.text
    assert "on the web" not in view.html + view.text.lower()


def test_what_has_no_address_is_named_with_its_day(digest):
    assert "Odalys Finch, Episode, met 2 March 2026" in " ".join(newsletter.preview(digest).text.split())


def test_the_preview_is_what_goes_out(client, ada, digest):
    client.force_login(ada)
    shown = client.get(reverse("mail-body", args=[digest.pk])).content.decode()
    assert shown == newsletter.freeze(digest).html
    newsletter.send(digest, "reader@example.org")
    assert bare(shown)[:60] in bare(mail.outbox[0].alternatives[0][0])


def test_what_does_not_fit_is_on_the_web_only_where_it_is_public(digest, monkeypatch):
    monkeypatch.setattr("digests.renderers.email.MOST_BYTES", 1_000)
    before = newsletter.preview(digest).text
    assert "did not fit into this mail" in before
    assert "on the web" not in before
    assert "on the web." in newsletter.preview(published(digest)).text


def test_a_second_look_sees_what_was_changed(digest):
    newsletter.preview(digest)
    digest.sections.filter(heading="Cakes").update(heading="Tarts")
    assert "Tarts" in newsletter.preview(digest).text
