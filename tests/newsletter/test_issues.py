"""An issue from draft to sent: blocked while anything is not borne out, frozen on approval, stopped in mid-send."""

import datetime

import pytest
from django.core import mail

from curation.errors import CurationError, NotFound, Refused, TemporaryError
from curation.models import Run
from digests import newsletter
from digests.issue_desk import word
from digests.models import Delivery, Digest, NewsletterIssue, Refusal, Statement
from tests.digests.published import put_draft
from tests.digests.series_cast import be
from tests.newsletter.cast import again, put_issue, put_series, put_subscriber, status_of

pytestmark = pytest.mark.django_db

FRIDAY = datetime.date(2030, 5, 3)
TEN = datetime.datetime(2030, 5, 2, 10, tzinfo=datetime.UTC)


def at(day, hour, minute=0):
    return datetime.datetime(2030, 5, day, hour, minute, tzinfo=datetime.UTC)


def test_a_draft_is_made_once(ada, series, issue):
    assert newsletter.issue_of(issue.digest) == issue
    assert (issue.state, newsletter.hindrances(issue)) == ("draft", ())


def test_what_is_not_borne_out_stands_in_the_way(ada, issue):
    Statement.objects.filter(pk=Statement.objects.first().pk).update(status="unsupported")
    with pytest.raises(Refused, match="One statement is not borne out"):
        newsletter.approve(issue, ada)
    assert again(issue).state == "draft"


def test_what_is_retold_must_have_been_read(issue):
    Statement.objects.filter(pk=Statement.objects.first().pk).update(status="close", approved=False)
    assert "has not been read beside its evidence" in newsletter.hindrances(issue)[0]


def test_a_digest_that_nobody_approved_stands_in_the_way(ada):
    told = newsletter.hindrances(newsletter.issue_of(put_draft(ada)))
    assert told == ("“Loaves, with cakes” is a draft; approve the digest first.",)


def test_so_does_one_that_is_being_composed_and_one_that_says_nothing(ada):
    digest = put_draft(ada)
    Run.objects.create(owner=ada, kind=Run.Kind.DIGEST, subject=digest.pk, status="running")
    digest.sections.all().delete()
    told = " ".join(newsletter.hindrances(newsletter.issue_of(digest)))
    assert "is being composed just now" in told
    assert "says nothing" in told


def test_approval_freezes_the_words(ada, series, issue):
    put_subscriber(series)
    approved = newsletter.approve(issue, ada, subject="Bread, mostly", preheader="And cakes.")
    issue.digest.sections.update(heading="Tarts")
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    assert mail.outbox[0].subject == "Bread, mostly"
    assert "Tarts" not in mail.outbox[0].body
    assert len(again(issue).content_hash) == 64


def test_words_that_were_changed_behind_its_back_are_not_sent(ada, series, approved):
    put_subscriber(series)
    NewsletterIssue.objects.update(text="Buy kettles.")
    with pytest.raises(Refused, match="not as it was approved"):
        newsletter.begin(again(approved), ada)


@pytest.mark.parametrize("field", ["text", "slots"])
def test_nor_are_those_that_were_changed_after_it_began(ada, series, approved, field):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    NewsletterIssue.objects.update(**{field: "Buy kettles."})
    assert newsletter.deliver() == 0
    assert "not as it was approved" in newsletter.progress_of(approved).trouble


def test_who_is_queued_again_starts_afresh(ada, series, approved):
    ben = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.cancel(approved, ada)
    Delivery.objects.update(attempts=5, subscriber=None)
    newsletter.send_now(newsletter.approve(newsletter.withdraw(approved, ada), ada), ada)
    assert list(Delivery.objects.values_list("status", "attempts", "subscriber")) == [("queued", 0, ben.pk)]


def test_where_all_have_had_it_that_is_what_is_said(ada, series, approved):
    put_subscriber(series)
    newsletter.send(approved.digest, "ben@example.org")
    with pytest.raises(Refused, match="has had it already or wants no mail"):
        newsletter.begin(approved, ada)


def test_taken_back_it_says_what_the_digest_says_now(ada, approved):
    newsletter.withdraw(approved, ada)
    approved.digest.sections.filter(heading="Loaves").update(heading="Rye")
    assert "Rye" in newsletter.approve(approved, ada).text


def test_nobody_approves_sends_or_stops_another_s(ben, approved):
    for verb in (newsletter.approve, newsletter.begin, newsletter.cancel, newsletter.withdraw, newsletter.send_now):
        with pytest.raises(NotFound):
            verb(approved, ben)
    with pytest.raises(NotFound):
        newsletter.test_send(approved, "ben@example.org", ben)


def test_only_what_was_approved_is_sent(ada, series, issue):
    put_subscriber(series)
    with pytest.raises(Refused, match="not approved"):
        newsletter.begin(issue, ada)


def test_a_mail_to_a_single_address_approves_nothing(ada, series, issue):
    put_subscriber(series)
    newsletter.send(issue.digest, "cleo@example.org")
    with pytest.raises(Refused, match="not approved"):
        newsletter.begin(again(issue), ada)
    assert newsletter.approve(again(issue), ada).approved_by == ada


def test_there_must_be_somebody_to_send_it_to(ada, approved):
    with pytest.raises(Refused, match="Nobody has subscribed"):
        newsletter.begin(approved, ada)
    assert again(approved).state == "approved"


def test_each_active_subscriber_of_the_series_has_one_row(ada, series, approved):
    put_subscriber(series)
    put_subscriber(series, "left@example.org", state="unsubscribed")
    put_subscriber(series, "asked@example.org", state="pending")
    put_subscriber(put_series(ada, "Fridays"), "other@example.org")
    put_subscriber(series, "cleo@blocked.example.com")
    newsletter.block("blocked.example.com", ada)
    newsletter.begin(approved, ada)
    newsletter.begin(approved, ada)
    assert [one.address for one in Delivery.objects.all()] == ["ben@example.org"]


def test_who_had_it_by_hand_before_does_not_get_it_again(ada, series, issue):
    put_subscriber(series)
    put_subscriber(series, "cleo@example.org")
    newsletter.send(issue.digest, "ben@example.org")
    newsletter.send_now(newsletter.approve(again(issue), ada), ada)
    newsletter.deliver()
    assert sorted(one.to[0] for one in mail.outbox) == ["ben@example.org", "cleo@example.org"]


@pytest.fixture
def for_friday(ada, series, issue, monkeypatch):
    """Approved for Friday at seven, with readers on three sides of the world."""
    for name, zone in (("apia", "Pacific/Apia"), ("vienna", "Europe/Vienna"), ("la", "America/Los_Angeles")):
        put_subscriber(series, f"{name}@example.org", time_zone=zone)
    be(monkeypatch, at(1, 10))
    return newsletter.approve(issue, ada, send_on=FRIDAY, send_hour=7)


def test_it_begins_by_itself_and_reaches_each_at_seven_of_their_own(for_friday, monkeypatch):
    sent = {}
    for hour in range(72):
        now = at(1, 10) + datetime.timedelta(hours=hour)
        be(monkeypatch, now)
        newsletter.begin_due()
        newsletter.deliver()
        sent |= {one.to[0]: now for one in mail.outbox if one.to[0] not in sent}
    assert sent == {"apia@example.org": at(2, 18), "vienna@example.org": at(3, 5), "la@example.org": at(3, 14)}
    assert again(for_friday).state == "sent"


def test_before_it_begins_it_can_be_taken_back(ada, for_friday, monkeypatch):
    newsletter.withdraw(for_friday, ada)
    be(monkeypatch, at(4, 0))
    newsletter.begin_due()
    assert not Delivery.objects.exists()


def test_send_now_does_not_wait_for_the_day(ada, for_friday):
    newsletter.send_now(for_friday, ada)
    assert newsletter.deliver() == 3


def test_what_cannot_begin_says_why_on_its_page(ada, issue, monkeypatch):
    be(monkeypatch, at(1, 10))
    newsletter.approve(issue, ada, send_on=FRIDAY)
    be(monkeypatch, at(3, 12))
    newsletter.begin_due()
    assert "Nobody has subscribed" in newsletter.progress_of(issue).trouble


@pytest.mark.parametrize("wanted", [{"send_on": datetime.date(2020, 1, 1)}, {"send_hour": 24}])
def test_it_is_not_approved_for_what_cannot_be(ada, issue, wanted):
    with pytest.raises(Refused, match="Choose"):
        newsletter.approve(issue, ada, **wanted)


def test_cancelled_in_mid_send_the_rest_is_skipped(ada, series, approved, monkeypatch):
    for number in range(6):
        put_subscriber(series, f"reader{number}@example.org")
    newsletter.send_now(approved, ada)
    sent = []

    def counted(self, **_):
        sent.append(self.to[0])
        if len(sent) == 2:
            newsletter.cancel(approved, ada)
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", counted)
    assert newsletter.deliver() == 2
    assert newsletter.progress_of(approved).counts["skipped"] == 4
    assert again(approved).state == "cancelled"


def test_cancelled_and_approved_anew_it_reaches_those_who_have_not_had_it(ada, series, approved):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.cancel(approved, ada)
    assert status_of("ben@example.org") == "skipped"
    newsletter.withdraw(approved, ada)
    newsletter.send_now(newsletter.approve(approved, ada), ada)
    assert (newsletter.deliver(), newsletter.deliver()) == (1, 0)


@pytest.mark.parametrize("verb", [newsletter.cancel, newsletter.withdraw, newsletter.approve])
def test_what_was_sent_cannot_be_undone(ada, series, approved, verb):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    with pytest.raises(CurationError):
        verb(approved, ada)


def test_a_test_is_marked_and_leaves_no_row(ada, issue):
    newsletter.test_send(issue, "ada@example.org", ada)
    [sent] = mail.outbox
    assert sent.subject == "[Test] Loaves, with cakes"
    assert "/unsubscribe/test/" in sent.extra_headers["List-Unsubscribe"]
    assert (Delivery.objects.count(), again(issue).state) == (0, "draft")


def test_no_place_of_a_frozen_mail_is_left_unfilled(ada, series, approved):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    newsletter.test_send(approved, "ada@example.org", ada)
    assert [one.to for one in mail.outbox if again(approved).slots in one.message().as_string()] == []


def test_only_the_reader_s_own_links_are_in_their_mail(ada, series, approved):
    first, second = put_subscriber(series), put_subscriber(series, "cleo@example.org")
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    sent = {one.to[0]: one for one in mail.outbox}
    assert first.token in sent["ben@example.org"].body
    assert second.token not in sent["ben@example.org"].message().as_string()


def test_who_wants_text_gets_text_alone(ada, series, approved):
    put_subscriber(series, format="text")
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    assert mail.outbox[0].alternatives == []


def test_a_source_cannot_name_the_places_that_are_filled(ada, series):
    """It would have to know a name that is made with the key of the installation."""
    from digests.newsletter.slots import Slots
    from digests.newsletter.words import nonce_of

    issue = put_issue(ada, series)
    assert len(nonce_of(issue.digest)) == 16
    assert Slots("guessed").unsubscribe not in newsletter.words_of(issue).html


def test_approving_sending_and_stopping_is_on_record(ada, series, approved):
    from django.contrib.admin.models import LogEntry

    put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.cancel(approved, ada)
    said = LogEntry.objects.filter(object_id=str(approved.pk)).order_by("pk").values_list("change_message", flat=True)
    assert list(said)[-3:] == ["Approved.", "Sending begun.", "Cancelled."]


def test_who_was_erased_and_came_back_does_not_get_the_same_issue_twice(ada, series, approved):
    first = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    newsletter.erase(first)
    NewsletterIssue.objects.update(state="cancelled")
    newsletter.withdraw(again(approved), ada)
    Refusal.objects.all().delete()
    put_subscriber(series)
    put_subscriber(series, "cleo@example.org")
    newsletter.send_now(newsletter.approve(again(approved), ada), ada)
    newsletter.deliver()
    assert [one.to for one in mail.outbox] == [["ben@example.org"], ["cleo@example.org"]]


def test_a_test_that_the_server_does_not_take_is_told_in_words(ada, issue, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(TemporaryError, match="did not take the mail"):
        newsletter.test_send(issue, "ada@example.org", ada)


def test_until_a_hand_words_its_subject_it_is_the_digest_s_title(ada, issue):
    Digest.objects.update(title="Loaves alone")
    assert str(again(issue)) == newsletter.words_of(again(issue)).subject == "Loaves alone"
    word(again(issue), ada, "Bread", "")
    Digest.objects.update(title="Cakes alone")
    assert str(again(issue)) == "Bread"


@pytest.mark.django_db(transaction=True)
def test_a_test_goes_out_where_nobody_has_opened_a_transaction(ada, issue):
    newsletter.test_send(issue, "cleo@example.org", ada)
    assert mail.outbox[0].subject.startswith("[Test]")
