"""What a real mail server answers, and what follows: for the mail, for its reader, and for the one who sent it."""

import datetime
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from digests import newsletter
from digests.models import Delivery, Letter, Subscriber
from digests.newsletter import claims
from tests.digests.series_cast import be
from tests.newsletter.cast import again, letters, put_subscriber, status_of

pytestmark = pytest.mark.django_db

BEN, CLEO = "ben@example.org", "cleo@example.org"


@pytest.fixture
def sending(ada, series, approved, catcher):
    """Begun, to three readers."""
    for address in (BEN, CLEO, "dora@example.org"):
        put_subscriber(series, address)
    newsletter.send_now(approved, ada)
    return approved


def later(monkeypatch, **time):
    now = timezone.now() + datetime.timedelta(**time)
    be(monkeypatch, now)
    return now


def counts(issue):
    return {status: number for status, number in newsletter.progress_of(issue).counts.items() if number}


def test_all_go_out_over_one_connection(sending, catcher):
    assert newsletter.deliver() == 3
    assert (len(catcher.letters), len(catcher.sessions)) == (3, 1)
    assert (again(sending).state, counts(sending)) == ("sent", {"sent": 3})


def test_what_arrives_is_a_mail_of_a_list(sending, catcher, settings):
    settings.BOUNCE_ADDRESS, settings.UNSUBSCRIBE_MAILTO = "bounce@example.org", "leave@example.org"
    newsletter.deliver()
    back, [to], data = next(letter for letter in catcher.letters if letter[1] == [BEN])
    arrived = message_from_bytes(data, policy=policy.default)
    delivery = Delivery.objects.get(address=BEN)
    assert back == f"bounce+{delivery.token}@example.org"
    assert (to, arrived["From"], arrived["To"]) == (BEN, settings.DEFAULT_FROM_EMAIL, BEN)
    assert arrived["Message-ID"] == delivery.message_id
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (arrived["Auto-Submitted"], arrived["Precedence"]) == ("auto-generated", "bulk")
    assert arrived["Feedback-ID"].startswith(f"{sending.pk}:mondays:newsletter:")
    assert "mailto:leave@example.org?subject=" in arrived["List-Unsubscribe"]
    assert arrived["List-Id"].startswith("Mondays <mondays.")


def test_a_mail_that_is_put_off_is_tried_again_later(sending, catcher, monkeypatch):
    catcher.answers[BEN] = ["451 4.7.1 Greylisted"]
    newsletter.deliver()
    put_off = Delivery.objects.get(address=BEN)
    assert (put_off.status, put_off.smtp_code, put_off.error) == ("deferred", 451, "451 4.7.1 Greylisted")
    assert newsletter.deliver() == 0
    later(monkeypatch, minutes=6)
    catcher.answers.clear()
    assert newsletter.deliver() == 1
    assert again(sending).state == "sent"


def test_it_is_put_off_five_minutes_half_an_hour_two_hours_eight_and_then_it_failed(sending, catcher, monkeypatch):
    catcher.answers[BEN] = "451 Not now"
    waits = []
    for _ in range(5):
        newsletter.deliver()
        found = Delivery.objects.get(address=BEN)
        waits.append(round((found.not_before - timezone.now()).total_seconds() / 60))
        be(monkeypatch, found.not_before + datetime.timedelta(seconds=1))
    assert waits[:4] == [5, 30, 120, 480]
    assert (status_of(BEN), again(sending).state) == ("failed", "sent")


def test_a_mail_that_is_refused_failed_and_is_not_tried_again(sending, catcher):
    catcher.answers[BEN] = "550 5.7.1 Not from you"
    newsletter.deliver()
    assert (status_of(BEN), Subscriber.objects.get(address=BEN).bounces) == ("failed", 1)
    assert Subscriber.objects.get(address=BEN).state == "active"
    assert newsletter.deliver() == 0


def test_an_address_that_does_not_exist_gets_no_more_mail(sending, catcher):
    catcher.answers[BEN] = "550 5.1.1 No such user"
    newsletter.deliver()
    assert Subscriber.objects.get(address=BEN).state == "bounced"


def test_a_server_that_is_away_takes_no_attempt_from_anybody(sending, catcher, settings, monkeypatch):
    settings.EMAIL_PORT = 1
    assert newsletter.deliver() == 0
    assert set(Delivery.objects.values_list("status", "attempts")) == {("queued", 0)}
    assert "cannot be reached" in newsletter.progress_of(sending).trouble
    settings.EMAIL_PORT = catcher.port
    later(monkeypatch, minutes=2)
    assert newsletter.deliver() == 3
    assert newsletter.progress_of(sending).trouble == ""


def test_whoever_sends_is_told_of_it_once_an_hour(sending, settings, monkeypatch):
    settings.EMAIL_PORT = 1
    for _ in range(3):
        newsletter.deliver()
        later(monkeypatch, minutes=5)
    assert letters() == [("curator", "ada@example.org")]
    assert "Sending stands still" in Letter.objects.get().subject


def test_of_an_issue_that_waits_for_readers_they_are_told_once(ada, series, issue, monkeypatch):
    newsletter.approve(issue, ada, send_on=timezone.localdate())
    later(monkeypatch, days=1)
    for _ in range(3):
        newsletter.begin_due()
        newsletter.deliver()
        later(monkeypatch, hours=2)
    assert letters() == [("curator", "ada@example.org")]


def test_a_server_that_closes_the_door_is_met_as_one_that_is_away(sending, catcher):
    catcher.answers[BEN] = ["421 4.7.0 Too many messages"]
    newsletter.deliver()
    assert counts(sending) == {"queued": 3}
    assert Delivery.objects.get(address=BEN).attempts == 0
    assert "421" in newsletter.progress_of(sending).trouble


def test_one_at_which_the_door_is_closed_every_time_holds_up_nobody(sending, catcher, monkeypatch):
    catcher.answers[BEN] = "421 4.7.0 Try again"
    newsletter.deliver()
    later(monkeypatch, minutes=2)
    assert newsletter.deliver() == 2
    assert counts(sending) == {"queued": 1, "sent": 2}


@pytest.mark.parametrize("said", ["421 4.7.0 Too many messages", "451 4.7.1 Greylisted"])
def test_what_was_in_the_server_s_hands_when_all_was_cancelled_is_not_tried_again(
    ada, sending, catcher, monkeypatch, said
):
    from digests.newsletter import transport

    written = transport.message_for

    def write_while_it_is_cancelled(issue, delivery):
        newsletter.cancel(again(issue), ada)
        return written(issue, delivery)

    monkeypatch.setattr("digests.newsletter.transport.message_for", write_while_it_is_cancelled)
    catcher.answers[""] = said
    newsletter.deliver()
    assert counts(sending) == {"skipped": 3}


def test_a_server_that_answers_is_no_trouble_even_where_it_refuses_all(sending, catcher, settings, monkeypatch):
    settings.EMAIL_PORT = 1
    newsletter.deliver()
    settings.EMAIL_PORT = catcher.port
    catcher.answers[""] = "451 4.7.1 Greylisted"
    later(monkeypatch, minutes=2)
    newsletter.deliver()
    assert newsletter.progress_of(sending).trouble == ""


def test_of_a_mail_at_which_the_connection_broke_nobody_knows(sending, catcher, monkeypatch):
    from smtplib import SMTPServerDisconnected

    def broken(self, *_):
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patch:
        patch.setattr("smtplib.SMTP.data", broken)
        newsletter.deliver()
    assert counts(sending) == {"unknown": 1, "queued": 2}
    later(monkeypatch, minutes=2)
    assert newsletter.deliver() == 2
    assert counts(sending) == {"unknown": 1, "sent": 2}


def test_when_it_ends_with_failures_whoever_sent_it_is_told(sending, catcher):
    catcher.answers[BEN] = "550 5.1.1 No such user"
    newsletter.deliver()
    assert letters() == [("curator", "ada@example.org")]
    assert "2 mails sent, 1 failed." in Letter.objects.get().text


def test_when_all_went_well_nobody_is_told(sending):
    newsletter.deliver()
    assert letters() == []


def test_problems_are_shown_with_the_server_s_words(sending, catcher):
    catcher.answers[BEN] = "550 5.1.1 No such user"
    newsletter.deliver()
    [problem] = newsletter.progress_of(sending).problems
    assert (problem.address, problem.status, problem.words) == (BEN, "failed", "550 5.1.1 No such user")


def test_who_left_a_moment_ago_gets_nothing(sending, monkeypatch):
    claimed = claims.claim

    def claim_then_leave(limit):
        found = claimed(limit)
        Subscriber.objects.filter(address=BEN).update(state="unsubscribed")
        return found

    monkeypatch.setattr("digests.newsletter.claims.claim", claim_then_leave)
    assert newsletter.deliver() == 2
    assert status_of(BEN) == "skipped"


def test_no_more_go_out_in_a_minute_than_may(sending, catcher, settings, monkeypatch):
    settings.NEWSLETTER_PER_MINUTE = 2
    assert (newsletter.deliver(), newsletter.deliver()) == (2, 0)
    later(monkeypatch, seconds=61)
    assert newsletter.deliver() == 1


def test_what_another_has_claimed_counts_for_the_rate(sending, settings):
    settings.NEWSLETTER_PER_MINUTE = 2
    assert (len(claims.claim(20)), len(claims.claim(20))) == (2, 0)


def test_what_a_killed_sender_had_not_begun_waits_again(sending, monkeypatch):
    claims.claim(20)
    assert newsletter.deliver() == 0
    later(monkeypatch, minutes=4)
    assert newsletter.deliver() == 3


def test_what_it_had_begun_is_unknown_and_not_sent_again(sending, catcher, monkeypatch):
    first = claims.claim(20)[0]
    assert claims.start(first)
    later(monkeypatch, minutes=4)
    newsletter.deliver()
    assert counts(sending) == {"unknown": 1, "sent": 2}
    assert first.address not in catcher.received


def test_a_sender_that_slept_too_long_sends_nothing(sending, monkeypatch):
    slow = claims.claim(20)
    later(monkeypatch, minutes=4)
    newsletter.deliver()
    assert [claims.start(one) for one in slow] == [False, False, False]


def test_a_sender_that_comes_back_late_says_what_became_of_it(sending, monkeypatch):
    from digests.newsletter.answers import TAKEN

    slow = claims.claim(1)[0]
    claims.start(slow)
    later(monkeypatch, minutes=4)
    newsletter.deliver()
    claims.close(slow, TAKEN)
    assert again(slow).status == "sent"


def test_a_hand_decides_to_send_what_is_unknown(ada, sending, catcher, monkeypatch):
    first = claims.claim(20)[0]
    claims.start(first)
    later(monkeypatch, minutes=4)
    newsletter.deliver()
    assert again(sending).state == "sent"
    newsletter.resend_unknown(first, ada)
    assert again(sending).state == "sending"
    assert (newsletter.deliver(), catcher.received[first.address]) == (1, 1)


def test_an_issue_of_which_a_mail_is_sent_again_meanwhile_does_not_end(ada, sending, catcher, monkeypatch):
    from digests.newsletter import endings

    catcher.answers[BEN] = ["550 5.7.1 Not from you"]
    ended = endings._end

    def resend_before(issue):
        newsletter.resend_unknown(Delivery.objects.get(address=BEN), ada)
        ended(issue)

    monkeypatch.setattr("digests.newsletter.endings._end", resend_before)
    newsletter.deliver()
    assert (status_of(BEN), again(sending).state) == ("queued", "sending")


def test_a_hand_does_not_send_what_has_arrived(ada, sending):
    from curation.errors import Refused

    newsletter.deliver()
    with pytest.raises(Refused, match="Only a mail"):
        newsletter.resend_unknown(Delivery.objects.first(), ada)


def test_a_mail_that_cannot_be_written_stops_no_other(sending, monkeypatch):
    Subscriber.objects.filter(address=BEN).update(format="text")
    from digests.newsletter import transport

    written = transport.message_for

    def write(issue, delivery):
        if delivery.address == BEN:
            raise ValueError("Header values can't contain newlines")
        return written(issue, delivery)

    monkeypatch.setattr("digests.newsletter.transport.message_for", write)
    assert newsletter.deliver() == 2
    assert "cannot be written" in Delivery.objects.get(address=BEN).error


def test_what_arrived_last_time_breaks_a_row_of_bounces(sending, ada, series):
    ben = Subscriber.objects.get(address=BEN)
    newsletter.deliver()
    Subscriber.objects.filter(pk=ben.pk).update(bounces=2)
    from tests.newsletter.cast import put_issue

    second = newsletter.approve(put_issue(ada, series, title="Rye", picked=True), ada)
    newsletter.send_now(second, ada)
    newsletter.deliver()
    assert again(ben).bounces == 0
