"""An approved digest of a series that anybody may subscribe to, and those who have."""

import pytest

from digests import newsletter
from digests.editing import approve
from digests.models import Delivery, Digest, Letter, Series, Subscriber
from tests.digests.published import put_draft

CONSENT = "Asked for at the fair of May 2026."


def put_series(owner, name="Mondays", **fields):
    return Series.objects.create(owner=owner, name=name, slug=name.lower(), newsletter=True, **fields)


def of_series(digest, series):
    digest.series = series
    digest.save()
    return digest


def put_issue(owner, series, **fields):
    """The draft of an approved digest of this series."""
    digest = put_draft(owner, **fields)
    Digest.objects.filter(pk=digest.pk).update(series=series)
    return newsletter.issue_of(approve(Digest.objects.get(pk=digest.pk), owner))


def put_subscriber(series, address="ben@example.org", **fields):
    added = newsletter.add_by_hand(series.owner, [series], address, CONSENT)
    Subscriber.objects.filter(pk=added.pk).update(**fields)
    return Subscriber.objects.get(pk=added.pk)


def again(row):
    return type(row).objects.get(pk=row.pk)


def status_of(address):
    return Delivery.objects.get(address=address).status


def letters():
    """What the service wrote of its own, as (kind, address)."""
    return list(Letter.objects.exclude(kind="silent").order_by("pk").values_list("kind", "address"))


def token_in(text, path):
    """The token of the first link to this path."""
    return text.split(f"{path}/", 1)[1].split("/", 1)[0]


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def issue(ada, series):
    return put_issue(ada, series)


@pytest.fixture
def approved(ada, issue):
    return newsletter.approve(issue, ada)
