"""What somebody without an account sees: the form, the link that confirms, their own page, and the way out."""

import json

import pytest
from django.core import signing
from django.urls import reverse

from digests.models import Delivery, Letter, NewsletterIssue, Series, Subscriber, Thumb
from digests.newsletter import SALT, Purpose, signed
from tests.digests.published import put_published
from tests.newsletter.cast import of_series, put_series
from tests.web.cast import put_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def digest(ada, series):
    return of_series(put_published(ada), series)


@pytest.fixture
def reader(series):
    return put_reader(series, "dora@example.org")


@pytest.fixture
def delivery(digest, reader):
    issue = NewsletterIssue.objects.create(digest=digest, subject="Loaves")
    return Delivery.objects.create(issue=issue, subscriber=reader, address=reader.address, status="sent")


def address(name, purpose, reader, *more):
    return reverse(name, args=[signed(purpose, reader.token), *more])


def asked(client, **told):
    return client.post(reverse("subscribe"), {"address": "dora@example.org", "series": "mondays"} | told)


def of_thumb(delivery, number=0):
    section = delivery.issue.digest.sections.order_by("position")[number]
    return reverse("thumb", args=[signed(Purpose.WORTH, str(delivery.pk)), section.pk])


@pytest.mark.parametrize("name", ["archive", "series-archive", "read"])
def test_the_form_stands_on_every_public_page(client, digest, name):
    args = {"archive": [], "series-archive": ["mondays"], "read": [digest.slug]}[name]
    answer = client.get(reverse(name, args=args))
    assert f'action="{reverse("subscribe")}"' in answer.content.decode()
    assert "By subscribing you agree to get “Mondays” by e-mail" in answer.content.decode()
    assert "Set-Cookie" not in answer.headers


def test_where_nothing_is_offered_there_is_no_form(client, digest, series):
    Series.objects.update(newsletter=False)
    assert "Subscribe" not in client.get(reverse("read", args=[digest.slug])).content.decode()
    assert client.get(reverse("subscribe")).status_code == 200


def test_who_asks_is_written_to_and_is_no_subscriber_yet(client, series):
    answer = asked(client, time_zone="Europe/Vienna")
    [letter] = Letter.objects.all()
    assert (answer.status_code, letter.address) == (200, "dora@example.org")
    assert Subscriber.objects.values_list("state", "time_zone").get() == ("pending", "Europe/Vienna")


@pytest.mark.parametrize("state", ["new", "pending", "active", "unsubscribed", "complained", "bounced"])
def test_the_answer_is_the_same_whatever_is_known_of_the_address(client, series, state):
    first = asked(client, address="emil@example.org").content.decode().replace("emil", "dora")
    if state != "new":
        put_reader(series, "dora@example.org", state=state)
    assert asked(client).content.decode() == first


def test_what_fills_in_everything_is_thanked_and_forgotten(client, series):
    assert "Look into your mail" in asked(client, website="https://example.org").content.decode()
    assert not Subscriber.objects.exists()


def test_too_many_askings_are_answered_alike_and_send_nothing(client, series, settings):
    settings.SUBSCRIBE_PER_ADDRESS = 2
    answers = {asked(client).content for _ in range(4)}
    assert (len(answers), Letter.objects.filter(kind="confirm").count()) == (1, 2)


def test_addresses_of_one_ipv6_network_count_as_one(client, series, settings):
    settings.SUBSCRIBE_PER_NETWORK = 1
    for number in (1, 2):
        data = {"address": f"reader{number}@example.org", "series": "mondays"}
        client.post(reverse("subscribe"), data, REMOTE_ADDR=f"2001:db8::{number}")
    assert Letter.objects.filter(kind="confirm").count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"address": ""}, "Please write your e-mail address."),
        ({"address": "no address"}, "no address is not an e-mail address."),
        ({"series": []}, "Please choose what you want to get."),
        ({"series": "tuesdays"}, "Nobody can subscribe to this digest."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client, series, told, said):
    answer = asked(client, **told)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_time_zone_that_there_is_not_is_utc(client, series):
    asked(client, time_zone="Mars/Olympus")
    assert Subscriber.objects.get().time_zone == "UTC"


def test_the_link_shows_a_button_and_the_button_confirms(client, series):
    asked(client)
    reader = Subscriber.objects.get()
    client.get(address("confirm", Purpose.CONFIRM, reader))
    reader.refresh_from_db()
    assert reader.state == "pending"
    assert "You are subscribed." in client.post(address("confirm", Purpose.CONFIRM, reader)).content.decode()
    reader.refresh_from_db()
    assert reader.state == "active"


@pytest.mark.parametrize("name", ["confirm", "preferences", "unsubscribe", "erase-me", "my-data"])
@pytest.mark.parametrize("token", ["forged", "x:y", "leave"])
def test_a_forged_link_or_one_of_another_purpose_does_nothing(client, reader, name, token):
    if token == "leave":
        token = signed(Purpose.CONFIRM if name == "unsubscribe" else Purpose.LEAVE, reader.token)
    ways = [client.get, client.head, *([] if name == "my-data" else [client.post])]
    assert {way(reverse(name, args=[token])).status_code for way in ways} == {422}
    assert Subscriber.objects.get().state == "active"


def test_a_link_from_before_somebody_left_and_came_back_does_nothing(client, series, reader):
    old = address("unsubscribe", Purpose.LEAVE, reader)
    client.post(old)
    asked(client)
    back = Subscriber.objects.get()
    client.post(address("confirm", Purpose.CONFIRM, back))
    answer = client.post(old)
    assert (answer.status_code, "use the link in the newest one" in answer.content.decode()) == (200, True)
    assert Subscriber.objects.get().state == "active"


def test_the_way_out_of_a_mail_to_a_single_address_shows_no_preferences(client, reader):
    single = reverse("unsubscribe", args=[signing.dumps(reader.address, salt=SALT)])
    assert "/newsletter/preferences/" not in client.get(single).content.decode()
    own = client.get(address("unsubscribe", Purpose.LEAVE, reader)).content.decode()
    assert "/newsletter/preferences/" in own


@pytest.mark.parametrize("way", ["get", "head", "options"])
def test_nothing_but_a_post_unsubscribes(client, reader, way):
    getattr(client, way)(address("unsubscribe", Purpose.LEAVE, reader))
    assert Subscriber.objects.get().state == "active"


def test_a_mail_program_unsubscribes_by_one_post_without_cookie_or_login(reader):
    from django.test import Client

    program = Client(enforce_csrf_checks=True)
    link = address("unsubscribe", Purpose.LEAVE, reader)
    answers = [program.post(link, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert (Subscriber.objects.get().state, program.cookies.output()) == ("unsubscribed", "")


def test_one_chooses_what_one_gets_and_when(client, series, reader, ada):
    other = Series.objects.create(owner=ada, name="Tuesdays", slug="tuesdays", newsletter=True)
    told = {"series": ["tuesdays"], "weekday": "4", "hour": "18", "time_zone": "Asia/Tokyo", "format": "text"}
    answer = client.post(address("preferences", Purpose.PREFERENCES, reader), told)
    reader.refresh_from_db()
    assert "Kept." in answer.content.decode()
    assert (reader.weekday, reader.hour, reader.time_zone, reader.format) == (4, 18, "Asia/Tokyo", "text")
    assert list(reader.series.all()) == [other]


def test_a_zone_that_no_list_names_is_kept(client, series, reader):
    Subscriber.objects.update(time_zone="Etc/GMT+5")
    told = {"series": ["mondays"], "weekday": "", "hour": "", "time_zone": "Etc/GMT+5", "format": "html"}
    assert "Kept." in client.post(address("preferences", Purpose.PREFERENCES, reader), told).content.decode()


def test_who_wants_nothing_any_more_is_shown_the_way_out(client, reader):
    told = {"weekday": "", "hour": "", "time_zone": "UTC", "format": "html"}
    answer = client.post(address("preferences", Purpose.PREFERENCES, reader), told)
    assert answer.status_code == 422
    assert "Choose at least one digest, or unsubscribe." in answer.content.decode()


def test_one_takes_all_that_is_kept_of_one(client, reader, delivery):
    answer = client.get(address("my-data", Purpose.PREFERENCES, reader))
    told = json.loads(answer.content)
    assert (told["address"], told["mails"][0]["subject"]) == ("dora@example.org", "Loaves")
    assert "no-store" in answer["Cache-Control"]


def test_one_is_forgotten_when_one_says_so_and_not_by_looking(client, reader):
    link = address("erase-me", Purpose.PREFERENCES, reader)
    client.get(link)
    assert Subscriber.objects.exists()
    assert "Deleted." in client.post(link).content.decode()
    assert not Subscriber.objects.exists()


def test_a_thumb_is_a_page_with_two_buttons_and_only_they_count(client, delivery):
    page = client.get(of_thumb(delivery) + "?worth=yes").content.decode()
    client.head(of_thumb(delivery) + "?worth=no")
    assert "Was this worth it?" in page
    assert not Thumb.objects.exists()


def test_a_thumb_is_given_once_and_may_be_changed(client, delivery):
    client.post(of_thumb(delivery), {"worth": "yes"})
    assert "You said no." in client.post(of_thumb(delivery), {"worth": "no"}).content.decode()
    assert [one.up for one in Thumb.objects.all()] == [False]


@pytest.mark.parametrize("worth", ["", "maybe"])
def test_a_thumb_that_says_nothing_is_refused(client, delivery, worth):
    assert client.post(of_thumb(delivery), {"worth": worth}).status_code == 422


def test_a_thumb_of_a_forged_link_counts_for_nothing(client, delivery):
    section = delivery.issue.digest.sections.first()
    answer = client.post(reverse("thumb", args=["1:forged", section.pk]), {"worth": "yes"})
    assert (answer.status_code, Thumb.objects.count()) == (422, 0)


def test_these_pages_set_no_cookie_and_are_kept_by_nobody(client, reader, delivery):
    links = [address("preferences", Purpose.PREFERENCES, reader), address("unsubscribe", Purpose.LEAVE, reader)]
    for link in [*links, of_thumb(delivery)]:
        answer = client.get(link)
        assert ("Set-Cookie" in answer.headers, "no-store" in answer["Cache-Control"]) == (False, True)
        assert 'name="robots" content="noindex"' in answer.content.decode()
