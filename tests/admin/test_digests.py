import pytest

from curation.evidence import Status
from digests.models import Citation, Delivery, Digest, Section, Statement
from tests.admin.cast import act, form_of, url_of
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db


def test_it_approves_publishes_and_withdraws_digests(desk, shelf):
    digest = shelf[Digest]
    for action, state in [("approve", "approved"), ("publish", "published"), ("withdraw", "draft")]:
        act(desk, action, [digest])
        digest.refresh_from_db()
        assert digest.state == state


def test_it_does_not_publish_a_draft(desk, shelf):
    assert "approve it before it is published" in act(desk, "publish", [shelf[Digest]])[0]


def test_a_title_set_by_hand_keeps_the_digest_from_being_composed_anew(desk, shelf):
    url = url_of(Digest, "change", shelf[Digest].pk)
    desk.post(url, form_of(desk, url) | {"title": "A week of teams"})
    assert Digest.objects.values_list("title", "edited_by_hand").get() == ("A week of teams", True)


def test_a_statement_rewritten_in_its_section_is_checked_anew(desk, shelf):
    url = url_of(Section, "change", shelf[Section].pk)
    desk.post(url, form_of(desk, url) | {"statements-0-text": "Teams of 400 lost $9 billion."})
    statement = Statement.objects.get()
    assert (statement.status, statement.by_hand) == (Status.UNSUPPORTED, True)
    assert Digest.objects.get().edited_by_hand


def test_a_statement_without_citations_is_unsupported(desk, shelf):
    data = {"section": shelf[Section].pk, "position": 1, "role": "statement", "text": "Believe me."}
    management = {"citations-TOTAL_FORMS": 0, "citations-INITIAL_FORMS": 0}
    desk.post(url_of(Statement, "add"), data | management)
    assert Statement.objects.get(text="Believe me.").status == Status.UNSUPPORTED


def test_a_citation_added_by_hand_is_looked_up(desk, ada, shelf):
    data = {"statement": shelf[Statement].pk, "passage": put_passage(ada).pk}
    desk.post(url_of(Citation, "add"), data | {"quote": "Small teams ship faster."})
    desk.post(url_of(Citation, "add"), data | {"quote": "Nobody said this at all."})
    assert Citation.objects.order_by("pk").values_list("status", flat=True)[1:3][0] == Status.VERIFIED
    assert Citation.objects.order_by("pk").last().status == Status.UNSUPPORTED


def test_it_sends_a_delivery_once(desk, shelf, mailoutbox, monkeypatch):
    monkeypatch.setattr("digests.newsletter.reverse", lambda *_, **__: "/unsubscribe/x/")
    delivery = shelf[Delivery]
    assert act(desk, "send_now", [delivery]) == ["Sent: 1 delivery."]
    assert "already been sent" in " ".join(act(desk, "send_now", [delivery]))
    assert [mail.to for mail in mailoutbox] == [["reader@example.org"]]
