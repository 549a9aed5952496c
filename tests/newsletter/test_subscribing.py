"""From the form to the last mail: whoever asks learns nothing, and only the address itself decides."""

import datetime

import pytest
from django.core import mail, signing

from curation.errors import Refused
from digests import newsletter
from digests.models import Delivery, Letter, Refusal, Subscriber
from digests.newsletter.leaving import take_off
from digests.newsletter.tokens import Purpose, signed
from digests.readers import how_of, readers_of
from tests.digests.series_cast import be
from tests.newsletter.cast import CONSENT, again, letters, put_series, put_subscriber, token_in

pytestmark = pytest.mark.django_db

BEN = "ben@example.org"
WEEK = datetime.timedelta(days=7)


def asked(series, address=BEN, **wanted):
    return newsletter.ask(address, [series], consent="The form.", **wanted)


def link_to_confirm():
    return token_in(Letter.objects.filter(kind="confirm").latest("pk").text, "/newsletter/confirm")


def confirmed(series, address=BEN):
    asked(series, address)
    return newsletter.confirm(link_to_confirm())


def leave_link(subscriber):
    return signed(Purpose.LEAVE, subscriber.token)


def test_who_asks_is_pending_and_gets_a_mail_that_can_be_confirmed(series):
    asked(series, time_zone="Europe/Vienna")
    pending = Subscriber.objects.get()
    assert (pending.state, pending.time_zone, pending.subscriptions.get().consent) == (
        "pending",
        "Europe/Vienna",
        "The form.",
    )
    assert newsletter.confirm(link_to_confirm()).state == "active"


def test_the_letter_goes_out_when_letters_are_sent(series):
    asked(series)
    assert (newsletter.send_letters(), [one.to for one in mail.outbox]) == (1, [[BEN]])
    assert newsletter.send_letters() == 0


def test_to_confirm_twice_is_to_confirm_once(series):
    first = confirmed(series)
    assert newsletter.confirm(link_to_confirm()).confirmed_at == first.confirmed_at


def test_only_the_link_confirms(series):
    asked(series)
    pending = Subscriber.objects.get()
    for token in ("forged", pending.token, leave_link(pending), signed(Purpose.PREFERENCES, pending.token)):
        with pytest.raises(Refused, match="not one of ours"):
            newsletter.confirm(token)
    assert again(pending).state == "pending"


def test_a_link_to_confirm_gets_old(series, monkeypatch):
    asked(series)
    link = link_to_confirm()
    late = __import__("time").time() + WEEK.total_seconds() + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    with pytest.raises(Refused, match="older than a week"):
        newsletter.confirm(link)


def test_one_who_is_subscribed_already_is_told_by_mail_alone(series):
    confirmed(series)
    assert asked(series) is None
    assert letters() == [("confirm", BEN), ("known", BEN)]
    assert Subscriber.objects.get().state == "active"


def test_a_reader_who_asks_for_more_is_told_how_to_get_it(ada, series):
    confirmed(series)
    asked(put_series(ada, "Fridays"))
    assert "To get “Fridays” as well, choose it here:" in Letter.objects.latest("pk").text


def test_who_is_blocked_gets_no_mail_and_nobody_learns_it(ada, series):
    newsletter.block("@example.org", ada)
    assert asked(series) is None
    assert letters() == []
    assert not Subscriber.objects.exists()


def test_who_complained_is_not_asked_again(series):
    put_subscriber(series, state="complained")
    asked(series)
    assert letters() == []


def test_one_address_gets_three_mails_an_hour(series, monkeypatch):
    for _ in range(5):
        asked(series)
    assert len(letters()) == 3
    later = Letter.objects.latest("pk").written_at + datetime.timedelta(hours=1, minutes=1)
    be(monkeypatch, later)
    asked(series)
    assert len(letters()) == 4


def test_one_network_may_name_so_many_addresses_an_hour(series, settings):
    settings.SUBSCRIBE_PER_NETWORK = 2
    for number in range(4):
        asked(series, f"reader{number}@example.org", network="198.51.100.7")
    asked(series, "cleo@example.org", network="203.0.113.9")
    assert [address for _, address in letters()] == [
        "reader0@example.org",
        "reader1@example.org",
        "cleo@example.org",
    ]


def test_blocked_addresses_count_for_their_network_too(ada, series, settings):
    settings.SUBSCRIBE_PER_NETWORK = 2
    newsletter.block("@blocked.example.com", ada)
    for number in range(2):
        asked(series, f"reader{number}@blocked.example.com", network="198.51.100.7")
    asked(series, network="198.51.100.7")
    assert letters() == []


def test_no_network_is_kept_as_it_is(series):
    asked(series, network="198.51.100.7")
    assert "198.51" not in str(Subscriber.objects.values().get()) + str(Letter.objects.values().get())


@pytest.mark.parametrize("address", ["", "ben", "ben@", "ben@example.org\nBcc: cleo@example.org", "b" * 300 + "@x.org"])
def test_what_is_no_address_is_refused(series, address):
    with pytest.raises(Refused, match="not an e-mail address"):
        asked(series, address)


def test_nobody_subscribes_to_what_is_not_offered(ada):
    with pytest.raises(Refused, match="Nobody can subscribe"):
        asked(put_series(ada, "Ended", ended_at=datetime.datetime.now(datetime.UTC)))


def test_leaving_is_one_click_and_can_be_repeated(series):
    subscriber = confirmed(series)
    assert [newsletter.leave(leave_link(subscriber)) for _ in range(2)] == [BEN, BEN]
    assert again(subscriber).state == "unsubscribed"


def test_looking_at_the_link_leaves_nothing(series):
    subscriber = confirmed(series)
    assert newsletter.leaving(leave_link(subscriber)) == BEN
    assert again(subscriber).state == "active"


def test_a_link_of_one_that_was_erased_does_nothing_and_is_no_error(series):
    subscriber = confirmed(series)
    link = leave_link(subscriber)
    newsletter.erase(subscriber)
    assert newsletter.leave(link) == ""


def test_a_forged_link_does_nothing(series):
    subscriber = confirmed(series)
    for token in ("forged", subscriber.token, signed(Purpose.CONFIRM, subscriber.token), f"{subscriber.token}:x"):
        with pytest.raises(Refused):
            newsletter.leave(token)
    assert again(subscriber).state == "active"


def test_who_comes_back_has_new_links_and_old_ones_do_nothing(series):
    subscriber = confirmed(series)
    old = leave_link(subscriber)
    newsletter.leave(old)
    back = confirmed(series)
    assert (back.pk, back.state) == (subscriber.pk, "active")
    assert newsletter.leave(old) == ""
    assert again(back).state == "active"
    with pytest.raises(Refused, match="not valid any more"):
        newsletter.subscriber_of(signed(Purpose.PREFERENCES, subscriber.token))


def test_a_link_to_confirm_does_not_bring_back_who_left(series):
    subscriber = confirmed(series)
    link = link_to_confirm()
    newsletter.leave(leave_link(subscriber))
    with pytest.raises(Refused, match="not valid any more"):
        newsletter.confirm(link)


def test_links_of_mails_to_single_addresses_go_on_working(series):
    assert newsletter.leave(signing.dumps("cleo@example.org", salt=newsletter.SALT)) == "cleo@example.org"
    assert Refusal.objects.get().address == "cleo@example.org"


def test_who_left_a_mail_to_a_single_address_can_subscribe(series):
    newsletter.refuse(signing.dumps(BEN, salt=newsletter.SALT))
    assert confirmed(series).state == "active"
    assert not Refusal.objects.exists()


@pytest.mark.parametrize("reason", ["blocked", "complained", "bounced"])
def test_other_refusals_keep_the_form_silent(series, reason):
    Refusal.objects.create(address=BEN, reason=reason)
    asked(series)
    assert letters() == []


def test_who_leaves_is_skipped_by_what_waits(ada, series, approved):
    subscriber = put_subscriber(series)
    newsletter.send_now(approved, ada)
    newsletter.leave(leave_link(subscriber))
    assert Delivery.objects.get().status == "skipped"
    assert newsletter.deliver() == 0


def change(subscriber, series, **wanted):
    usual = {"weekday": None, "hour": None, "time_zone": "UTC", "format": "html"}
    return newsletter.change(subscriber, series=series, **(usual | wanted))


def test_preferences_are_changed_whole(ada, series):
    other = put_series(ada, "Fridays")
    subscriber = confirmed(series)
    change(subscriber, [other], weekday=4, hour=18, time_zone="Asia/Tokyo", format="text")
    found = again(subscriber)
    assert (found.weekday, found.hour, found.time_zone, found.format) == (4, 18, "Asia/Tokyo", "text")
    assert [one.series for one in found.subscriptions.all()] == [other]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"weekday": 7}, "from the lists"),
        ({"hour": 24}, "from the lists"),
        ({"format": "fax"}, "from the lists"),
        ({"time_zone": "Mars/Olympus"}, "no time zone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(series, wanted, told):
    with pytest.raises(Refused, match=told):
        change(confirmed(series), [series], **wanted)


def test_to_want_nothing_is_to_unsubscribe(series):
    with pytest.raises(Refused, match="or unsubscribe"):
        change(confirmed(series), [])


def test_an_hour_that_is_changed_counts_for_what_waits_already(ada, series, approved):
    subscriber = put_subscriber(series)
    newsletter.send_now(approved, ada)
    before = Delivery.objects.get().not_before
    weekday = (before.weekday() + 3) % 7
    change(subscriber, [series], weekday=weekday, hour=9)
    due = Delivery.objects.get().not_before
    assert (due.weekday(), due.hour, due > before) == (weekday, 9, True)


def test_one_added_by_hand_is_active_with_consent_noted(ada, series):
    added = newsletter.add_by_hand(ada, [series], "Ben@Example.org", CONSENT)
    held = added.subscriptions.get()
    assert (added.address, added.state, held.origin, held.consent) == (BEN, "active", "hand", CONSENT)


def test_each_owner_sees_the_consent_that_they_noted_alone(ada, ben, series):
    put_subscriber(series)
    newsletter.add_by_hand(ben, [put_series(ben, "Of Ben")], BEN, "Told Ben so at lunch.")
    assert [how_of(readers_of(owner).get())[1] for owner in (ada, ben)] == [CONSENT, "Told Ben so at lunch."]


def test_what_is_known_of_an_address_is_told_to_nobody_who_adds_it(ada, series):
    told = set()
    for state in ("pending", "unsubscribed", "bounced", "complained"):
        put_subscriber(series, f"{state}@example.org", state=state)
        with pytest.raises(Refused) as refused:
            newsletter.add_by_hand(ada, [series], f"{state}@example.org", CONSENT)
        told.add(str(refused.value).partition(" ")[2])
    assert len(told) == 1


def test_an_owner_takes_a_reader_off_their_own_series_alone(ada, ben, series, approved):
    reader = put_subscriber(series)
    other = put_series(ben, "Of Ben")
    newsletter.add_by_hand(ben, [other], BEN, CONSENT)
    newsletter.send_now(approved, ada)
    take_off(reader, ada)
    assert (again(reader).state, [one.series for one in reader.subscriptions.all()]) == ("active", [other])
    assert Delivery.objects.get().status == "skipped"


def test_who_is_taken_off_the_last_owner_s_series_has_left(ada, series):
    reader = put_subscriber(series)
    take_off(reader, ada)
    assert again(reader).state == "unsubscribed"


def test_nobody_is_added_without_consent_or_against_their_will(ada, series):
    with pytest.raises(Refused, match="what they agreed to"):
        newsletter.add_by_hand(ada, [series], BEN, " ")
    put_subscriber(series, state="unsubscribed")
    with pytest.raises(Refused, match="only they can change that"):
        newsletter.add_by_hand(ada, [series], BEN, CONSENT)


def test_a_block_can_be_lifted_but_not_a_refusal_of_one_s_own(ada):
    newsletter.block("Example.org", ada)
    newsletter.unblock("@example.org", ada)
    Refusal.objects.create(address=BEN, reason="complained")
    with pytest.raises(Refused, match="not blocked by a curator"):
        newsletter.unblock(BEN, ada)


@pytest.mark.parametrize("named", ["", "@", "not a domain", "a@b@c"])
def test_only_an_address_or_a_domain_can_be_blocked(ada, named):
    with pytest.raises(Refused):
        newsletter.block(named, ada)
