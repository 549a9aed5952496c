import datetime
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from curation.errors import Refused
from digests import newsletter
from digests.models import Delivery, Letter, Refusal, Subscriber
from digests.newsletter import Purpose, signed
from tests.newsletter.cast import CONSENT, again, put_subscriber, token_in

pytestmark = pytest.mark.django_db

BEN = "ben@example.org"


@pytest.fixture
def sent(ada, series, approved):
    subscriber = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    return subscriber


def put_back(series):
    """Ben, who was erased, by the form."""
    newsletter.ask(BEN, [series], consent="The form.")
    return newsletter.confirm(token_in(Letter.objects.latest("pk").text, "/newsletter/confirm"))


def test_all_that_is_known_can_be_taken_along(sent):
    told = newsletter.export_of(sent)
    assert (told["address"], told["series"][0]["consent"], told["series"][0]["name"]) == (BEN, CONSENT, "Mondays")
    assert told["mails"][0]["status"] == "sent"
    json.dumps(told)


def test_erased_means_that_the_address_is_nowhere(sent):
    newsletter.erase(sent)
    kept = [list(model.objects.values()) for model in (Subscriber, Delivery, Refusal, Letter)]
    assert BEN not in str(kept)
    assert not Subscriber.objects.exists()


def test_that_something_was_sent_stays(sent):
    newsletter.erase(sent)
    assert Delivery.objects.get().status == "sent"


def test_what_waits_is_not_sent_any_more(ada, series, approved):
    subscriber = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.erase(subscriber)
    assert newsletter.deliver() == 0
    assert Delivery.objects.get().status == "skipped"


def test_no_list_brings_back_who_was_erased(ada, series, sent):
    newsletter.erase(sent)
    with pytest.raises(Refused, match="no more mail"):
        newsletter.add_by_hand(ada, [series], BEN, CONSENT)
    assert newsletter.import_csv(ada, [series], b"email\nben@example.org", CONSENT).new == 0


def test_the_log_names_nobody_who_was_erased(ada, series, sent):
    Delivery.objects.update(status="unknown")
    newsletter.resend_unknown(Delivery.objects.get(), ada)
    newsletter.block(BEN, ada)
    newsletter.erase(sent)
    assert LogEntry.objects.filter(change_message="Blocked.").exists()
    assert BEN not in str(list(LogEntry.objects.values()))


def test_who_came_back_can_be_erased_again(ada, series, approved, sent):
    newsletter.erase(sent)
    back = put_back(series)
    Delivery.objects.create(issue=approved, subscriber=back, address=BEN)
    newsletter.erase(back)
    assert Delivery.objects.get().status == "sent"


def test_rows_that_differ_in_case_are_one_person_s(approved, sent):
    Delivery.objects.create(issue=approved, address="Ben@example.org")
    newsletter.erase(sent)
    assert BEN not in str(list(Delivery.objects.values())).lower()


def test_who_was_erased_is_not_sent_the_same_issue_again(series, approved, sent):
    newsletter.erase(sent)
    put_back(series)
    with pytest.raises(Refused, match="already been sent"):
        newsletter.send(approved.digest, BEN)


def test_who_has_left_can_take_all_along_and_be_erased(client, sent):
    link = signed(Purpose.PREFERENCES, sent.token)
    newsletter.leave(signed(Purpose.LEAVE, sent.token))
    assert client.get(reverse("my-data", args=[link])).json()["address"] == BEN
    assert reverse("erase-me", args=[link]) in client.get(reverse("preferences", args=[link])).content.decode()
    client.post(reverse("erase-me", args=[link]))
    assert not Subscriber.objects.exists()


def test_who_never_confirmed_is_forgotten_after_the_link_is_old(series):
    newsletter.ask(BEN, [series], consent="The form.")
    newsletter.forget_unconfirmed()
    assert Subscriber.objects.exists()
    Subscriber.objects.update(asked_at=timezone.now() - datetime.timedelta(days=8, minutes=1))
    newsletter.forget_unconfirmed()
    assert not Subscriber.objects.exists()


def test_who_left_and_never_confirmed_again_has_left(ada, series, sent):
    newsletter.leave(signed(Purpose.LEAVE, sent.token))
    newsletter.ask(BEN, [series], consent="The form.")
    Subscriber.objects.update(asked_at=timezone.now() - datetime.timedelta(days=9))
    newsletter.forget_unconfirmed()
    assert again(sent).state == "unsubscribed"


def test_its_owner_can_come_back_by_the_form(series, sent):
    newsletter.erase(sent)
    newsletter.ask(BEN, [series], consent="The form.")
    link = Letter.objects.get().text.split("/newsletter/confirm/")[1].split("/")[0]
    assert newsletter.confirm(link).state == "active"
    assert not Refusal.objects.exists()
