"""The verbs of the command line, from the digest to the bounce."""

import io
import json

import pytest
from django.core import mail
from django.core.management import call_command

from digests import newsletter
from digests.models import Delivery, Subscriber
from tests.newsletter.cast import CONSENT, put_subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def verb(ada):
    """Runs it with --json. Out: its data, or the sentence of its error."""

    def run(action, **options):
        out = io.StringIO()
        try:
            call_command("newsletter", action, json=True, stdout=out, **options)
        except SystemExit:
            return json.loads(out.getvalue())["error"]["message"]
        return json.loads(out.getvalue())["data"]

    return run


def test_an_issue_goes_the_whole_way(verb, series, issue):
    put_subscriber(series)
    of = {"digest": issue.digest_id}
    assert verb("issue", **of)["state"] == "draft"
    assert verb("approve", subject="Bread", **of)["state"] == "approved"
    assert verb("test", to="ada@example.org", **of)["status"] == "sent as a test"
    assert verb("send", all=True, **of)["state"] == "sending"
    assert verb("deliver") == {"sent": 1, "waiting": 0}
    assert verb("status")[0]["counts"] == {"sent": 1}
    assert [one.subject for one in mail.outbox] == ["[Test] Bread", "Bread"]


def test_it_can_be_taken_back_and_stopped(verb, series, approved):
    put_subscriber(series)
    of = {"digest": approved.digest_id}
    assert verb("withdraw", **of)["state"] == "draft"
    verb("approve", on="2100-01-01", hour=9, **of)
    assert verb("status", **of)[0]["send_on"] == "2100-01-01"
    assert verb("cancel", **of)["state"] == "cancelled"


def test_subscribers_come_from_a_file_and_go_for_good(verb, series, tmp_path):
    table = tmp_path / "readers.csv"
    table.write_text("email\nben@example.org\nnobody\n")
    told = verb("import", series=series.pk, file=str(table), consent=CONSENT)
    assert (told["new"], told["refused"][0]["line"]) == (1, 3)
    assert verb("subscribers", series=series.pk)[0]["address"] == "ben@example.org"
    assert verb("export", address="ben@example.org")["series"][0]["consent"] == CONSENT
    assert verb("erase", address="ben@example.org")["state"] == "erased"
    assert not Subscriber.objects.exists()


def test_one_is_added_and_blocked_by_hand(verb, series):
    assert verb("add", series=series.pk, address="ben@example.org", consent=CONSENT)["state"] == "active"
    assert verb("block", address="example.org")["address"] == "@example.org"
    assert verb("unblock", address="example.org")["state"] == "not blocked any more"


@pytest.mark.parametrize(
    ("action", "options", "told"),
    [
        ("approve", {}, "Name the digest with --digest ID."),
        ("send", {"digest": 999_999}, "There is no digest 999999"),
        ("import", {}, "No file cannot be read"),
        ("export", {"address": "cleo@example.org"}, "no subscriber of yours"),
        ("add", {}, "Name the series with --series ID."),
        ("block", {"address": "?"}, "neither an address nor a domain"),
    ],
)
def test_bad_input_is_told_in_one_sentence(verb, action, options, told):
    assert told in verb(action, **options)


def test_what_went_wrong_can_be_read(ada, series, approved, capsys):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    Delivery.objects.update(status="failed", error="550 No such user")
    call_command("newsletter", "status")
    assert "  ben@example.org: failed. 550 No such user" in capsys.readouterr().out
