import datetime

import pytest
from django.core import mail

from digests.models import Digest, NewsletterIssue, Subscriber
from tests.digests.published import put_published
from tests.newsletter.cast import of_series, put_series
from tests.web.cast import put_reader

pytestmark = pytest.mark.django_db

AGREED = "Said so at the meeting of 2 March."


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def digest(ada, series):
    return of_series(put_published(ada), series)


@pytest.fixture
def issue(send, digest):
    return f"/newsletter/issues/{send('POST', f'/digests/{digest.pk}/issue')[1]['id']}"


def test_an_issue_is_made_once_and_read(send, digest, issue):
    again = send("POST", f"/digests/{digest.pk}/issue")[1]
    assert send("GET", issue) == (200, again)
    assert (again["state"], again["hindrances"]) == ("draft", [])
    listed = {name: told for name, told in again.items() if name not in {"text", "hindrances"}}
    assert send("GET", "/newsletter/issues") == (200, [listed])


def test_the_list_asks_as_often_when_it_is_long(ada, send, digest, issue, django_assert_num_queries):
    for number in range(3):
        day = datetime.date(2026, 1, 1 + number)
        digest = Digest.objects.create(owner=ada, title="Loaves", period_start=day, period_end=day)
        NewsletterIssue.objects.create(digest=digest)
    with django_assert_num_queries(4):
        assert len(send("GET", "/newsletter/issues")[1]) == 4


def test_it_goes_the_whole_way(send, series, issue):
    put_reader(series, "dora@example.org")
    assert send("PATCH", issue, {"subject": "Loaves", "preheader": "And cakes."})[1]["preheader"] == "And cakes."
    assert send("POST", f"{issue}/approve", {})[1]["state"] == "approved"
    status, told = send("POST", f"{issue}/send")
    assert (status, told["state"], told["deliveries"]["queued"]) == (200, "sending", 1)
    assert [one["address"] for one in send("GET", f"{issue}/deliveries")[1]] == ["dora@example.org"]
    assert send("POST", f"{issue}/cancel")[1]["deliveries"]["skipped"] == 1


def test_what_stands_in_the_way_is_a_problem_in_words(send, issue):
    send("POST", f"{issue}/approve", {})
    status, told = send("POST", f"{issue}/send")
    assert (status, "there is nobody to send it to" in told["detail"]) == (422, True)


def test_a_test_is_sent(send, issue):
    assert send_raw(send, f"{issue}/test", {"address": "ada@example.org"}) == 204
    assert mail.outbox[0].to == ["ada@example.org"]


def send_raw(send, path, body):
    """An answer without a body is no JSON."""
    try:
        return send("POST", path, body)[0]
    except ValueError:
        return 204


def test_somebody_is_added_and_listed(send, series):
    told = {"address": "dora@example.org", "series": [series.pk], "consent": AGREED}
    status, made = send("POST", "/newsletter/subscribers", told)
    assert (status, made["state"], made["series"]) == (201, "active", [series.pk])
    assert send("GET", "/newsletter/subscribers?q=dora") == (200, [made])


def test_nobody_is_added_without_their_consent(send, series):
    told = {"address": "dora@example.org", "series": [series.pk], "consent": "Yes."}
    assert send("POST", "/newsletter/subscribers", told)[0] == 422
    assert not Subscriber.objects.exists()
