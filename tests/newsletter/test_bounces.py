"""What came back, who complains, and what is none of both: by pipe and by provider."""

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from digests import newsletter
from digests.models import Delivery, Refusal, Subscriber
from digests.newsletter import Event, Kind, provider, read_return, record
from digests.newsletter.tokens import Purpose, signed
from tests.newsletter.cast import again, put_issue, put_subscriber
from tests.newsletter.reports import away, complaint, old_fashioned, report

pytestmark = pytest.mark.django_db

TOKEN = "A" * 40 + "_-9"


@pytest.fixture
def sent(ada, series, approved):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    return Delivery.objects.get()


def state():
    return Subscriber.objects.get(address="ben@example.org").state


@pytest.fixture
def pipe(ada, monkeypatch):
    """Hands a mail to the command. Out: what it did."""

    def hand(data, *options):
        out = io.StringIO()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        call_command("bounce", "--json", *options, stdout=out)
        return json.loads(out.getvalue())["data"]

    return hand


@pytest.mark.parametrize(
    ("status", "kind"),
    [("5.1.1", "hard"), ("5.1.10", "hard"), ("5.2.1", "hard"), ("5.2.2", "soft"), ("5.7.1", "soft"), ("4.4.7", "soft")],
)
def test_a_report_says_how_bad_it_is(status, kind):
    event = read_return(report(TOKEN, status=status))
    assert (event.kind, event.token) == (kind, TOKEN)


def test_a_report_keeps_the_server_s_words():
    assert read_return(report(TOKEN)).words == "5.1.1 550 5.1.1 No such user"


def test_a_delay_is_no_bounce():
    assert read_return(report(TOKEN, status="4.4.1", action="delayed")) is None


def test_the_mail_server_may_tell_where_it_came_to():
    event = read_return(report("", to="bounce@example.org"), f"bounce+{TOKEN}@example.org")
    assert event.token == TOKEN


def test_a_report_without_a_token_is_known_by_the_mail_s_id():
    event = read_return(report("", to="digest@example.org", original="Message-ID: <1.issue-2@example.org>\n"))
    assert (event.token, event.message_id) == ("", "<1.issue-2@example.org>")


def test_a_holiday_is_no_bounce():
    assert read_return(away(TOKEN)) is None


def test_a_server_that_knows_no_reports_is_believed_as_to_its_kind():
    assert read_return(old_fashioned(TOKEN)).kind == Kind.SOFT


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b"Content-Type: multipart/report; boundary=x\n\n--x", b"To: \n\n"]
)
def test_what_is_no_mail_is_no_report(data):
    assert read_return(data) is None


def test_an_address_that_does_not_exist_is_not_written_to_again(sent, pipe):
    assert pipe(report(sent.token))["did"] == "hard"
    assert (again(sent).status, state()) == ("bounced", "bounced")


def test_three_soft_ones_in_a_row_are_enough(ada, series, sent):
    for number in range(3):
        assert state() == "active"
        issue = put_issue(ada, series, title=f"Week {number}", picked=True)
        newsletter.send_now(newsletter.approve(issue, ada), ada)
        newsletter.deliver()
        record(Event(Kind.SOFT, Delivery.objects.latest("pk").token))
    assert state() == "bounced"


def test_one_report_that_comes_often_counts_once(sent):
    for _ in range(5):
        record(Event(Kind.SOFT, sent.token))
    assert (Subscriber.objects.get().bounces, state()) == (1, "active")


def test_who_complains_is_never_written_to_again(sent, pipe, series):
    assert pipe(complaint(f"Message-ID: {sent.message_id}\n"))["did"] == "complaint"
    assert (again(sent).status, state()) == ("complained", "complained")
    assert Refusal.objects.get().reason == "complained"
    newsletter.ask("ben@example.org", [series], consent="The form.")
    assert state() == "complained"


def test_a_complaint_is_known_by_where_the_mail_was_to_come_back(sent):
    event = read_return(complaint(f"Return-Path: <bounce+{sent.token}@example.org>\n"))
    assert record(event) == sent


def test_a_server_may_write_addresses_small(sent):
    assert record(Event(Kind.HARD, sent.token.lower())) == sent


@pytest.mark.parametrize("token", ["B" * 43, ""])
def test_a_forged_report_does_nothing_and_is_logged(sent, pipe, caplog, token):
    assert pipe(report(token, to=f"bounce+{token}@example.org"))["did"] == "nothing"
    assert "names no mail that was sent from here" in caplog.text
    assert (again(sent).status, state()) == ("sent", "active")


def test_what_was_not_sent_cannot_come_back(ada, series, approved):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    for kind in Kind:
        record(Event(kind, Delivery.objects.get().token))
    assert (Delivery.objects.get().status, state()) == ("queued", "active")


def test_who_writes_to_be_left_alone_is(sent, pipe):
    token = signed(Purpose.LEAVE, Subscriber.objects.get().token)
    told = pipe(f"From: ben@example.org\nSubject: {token}\n\n".encode())
    assert told == {"did": "unsubscribed", "address": "ben@example.org"}
    assert state() == "unsubscribed"


def test_any_other_mail_does_nothing(sent, pipe):
    assert pipe(b"From: cleo@example.org\nSubject: Hello\n\nHow are you?")["did"] == "nothing"


def told(event_type, token, **fields):
    usual = {"metadata": {"delivery": token}, "message_id": "", "description": "", "mta_response": "550 No"}
    return SimpleNamespace(event_type=event_type, **(usual | {"reject_reason": None} | fields))


@pytest.mark.parametrize(
    ("event_type", "fields", "kind"),
    [
        ("bounced", {"reject_reason": "bounced"}, "hard"),
        ("bounced", {"reject_reason": "other"}, "soft"),
        ("rejected", {"reject_reason": "blocked"}, "soft"),
        ("complained", {}, "complaint"),
    ],
)
def test_a_provider_s_calls_are_the_same_events(event_type, fields, kind):
    assert provider.event_of(told(event_type, TOKEN, **fields)).kind == kind


@pytest.mark.parametrize("event_type", ["opened", "clicked", "delivered", "queued", "deferred"])
def test_what_else_a_provider_tells_is_passed_over(event_type):
    assert provider.event_of(told(event_type, TOKEN)) is None


def test_a_provider_s_call_is_acted_on(sent):
    provider.receive(event=told("complained", sent.token), sender=None, esp_name="Postmark")
    assert state() == "complained"


def test_a_character_set_that_nobody_knows_stops_nothing():
    odd = report(TOKEN).replace(b"text/rfc822-headers", b"text/rfc822-headers; charset=foo")
    assert read_return(odd.replace(b"Loaves", "Läibe".encode())).token == TOKEN
