import pytest

from curation.evidence import Status
from digests.editing import undo
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


def test_it_sends_a_delivery_once(desk, shelf, mailoutbox):
    delivery = shelf[Delivery]
    assert act(desk, "send_now", [delivery]) == ["Sent: 1 delivery."]
    assert "already been sent" in " ".join(act(desk, "send_now", [delivery]))
    assert [mail.to for mail in mailoutbox] == [["reader@example.org"]]


@pytest.fixture
def compared(shelf):
    """A statement of which is told what it brings up to date, approved."""
    said = shelf[Statement]
    met = {"met_source": shelf[Citation].source, "met_quote": "Before.", "novelty_reason": "It updates it."}
    Statement.objects.filter(pk=said.pk).update(novelty="updates", approved=True, **met)
    return Statement.objects.get(pk=said.pk)


def comparison(said):
    said.refresh_from_db()
    return said.novelty, said.novelty_reason, said.met_quote, said.met_source, said.approved


def recite(desk, said):
    url = url_of(Citation, "change", said.citations.first().pk)
    desk.post(url, form_of(desk, url) | {"quote": "teams ship"})


def recite_at_its_statement(desk, said):
    url = url_of(Statement, "change", said.pk)
    desk.post(url, form_of(desk, url) | {"citations-0-quote": "teams ship"})


def uncite(desk, said):
    desk.post(url_of(Citation, "delete", said.citations.first().pk), {"post": "yes"})


@pytest.mark.parametrize("change", [recite, recite_at_its_statement, uncite])
def test_what_cites_other_words_is_compared_with_nothing_any_more(desk, compared, change):
    text = compared.text
    change(desk, compared)
    assert comparison(compared) == ("", "", "", None, False)
    assert (compared.text, compared.by_hand) == (text, True)


@pytest.mark.parametrize("change", [recite, recite_at_its_statement])
def test_why_it_is_out_of_the_lane_stays(desk, compared, change):
    Statement.objects.update(role="lane", novelty="", novelty_reason="Far from what you read.")
    change(desk, compared)
    assert comparison(compared)[1] == "Far from what you read."


@pytest.mark.parametrize("kind", [Citation, Statement])
def test_a_form_that_changes_nothing_keeps_the_comparison(desk, compared, kind):
    url = url_of(kind, "change", (compared if kind is Statement else compared.citations.first()).pk)
    desk.post(url, form_of(desk, url))
    assert comparison(compared)[:3] == ("updates", "It updates it.", "Before.")


@pytest.mark.parametrize("change", [recite, recite_at_its_statement])
def test_other_citations_are_undone_at_the_desk_whole(desk, ada, compared, change):
    quoted = list(compared.citations.values_list("quote", flat=True))
    change(desk, compared)
    undo(Digest.objects.get(), ada)
    assert list(compared.citations.values_list("quote", flat=True)) == quoted
    assert comparison(compared)[0] == "updates"
