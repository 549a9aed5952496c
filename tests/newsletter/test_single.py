"""A mail to a single address: what the server says of it, and what is known of it afterwards."""

from smtplib import SMTPServerDisconnected

import pytest

from curation.errors import Refused, TemporaryError
from digests import newsletter
from tests.newsletter.cast import status_of

pytestmark = pytest.mark.django_db

CLEO = "cleo@example.org"


def broken(self, *_):
    raise SMTPServerDisconnected("Connection unexpectedly closed")


def test_one_at_which_the_connection_broke_is_unknown_and_not_sent_again(issue, catcher, monkeypatch):
    monkeypatch.setattr("smtplib.SMTP.data", broken)
    with pytest.raises(TemporaryError, match="not known"):
        newsletter.send(issue.digest, CLEO)
    assert status_of(CLEO) == "unknown"
    with pytest.raises(Refused):
        newsletter.send(issue.digest, CLEO)


def test_one_that_the_server_does_not_take_may_be_sent_again(issue, catcher):
    catcher.answers[CLEO] = ["451 4.7.1 Greylisted"]
    with pytest.raises(TemporaryError, match="Greylisted"):
        newsletter.send(issue.digest, CLEO)
    assert status_of(CLEO) == "failed"
    assert newsletter.send(issue.digest, CLEO).status == "sent"


def test_while_the_server_is_away_it_failed_and_may_be_sent_again(issue, catcher, settings):
    settings.EMAIL_PORT = 1
    with pytest.raises(TemporaryError, match="refused"):
        newsletter.send(issue.digest, CLEO)
    assert status_of(CLEO) == "failed"


def test_one_that_cannot_be_written_failed(issue, monkeypatch):
    monkeypatch.setattr("digests.newsletter.messages._phrase", lambda name: f"{name}\nBcc: all")
    with pytest.raises(TemporaryError, match="cannot be written"):
        newsletter.send(issue.digest, CLEO)
    assert status_of(CLEO) == "failed"
