import json

import pytest

from curation.errors import Refused
from digests import newsletter
from digests.models import Delivery, Letter, Refusal, Subscriber
from tests.newsletter.cast import CONSENT, put_subscriber

pytestmark = pytest.mark.django_db

BEN = "ben@example.org"


@pytest.fixture
def sent(ada, series, approved):
    subscriber = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.deliver()
    return subscriber


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


def test_its_owner_can_come_back_by_the_form(series, sent):
    newsletter.erase(sent)
    newsletter.ask(BEN, [series], consent="The form.")
    link = Letter.objects.get().text.split("/newsletter/confirm/")[1].split("/")[0]
    assert newsletter.confirm(link).state == "active"
    assert not Refusal.objects.exists()
