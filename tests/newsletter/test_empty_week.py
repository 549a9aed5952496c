"""Nothing is sent for an empty week, and the curator is told of it, once."""

import datetime

import pytest

from digests.due import promise_due
from digests.models import Letter, NewsletterIssue, Series
from digests.tasks import promise_series
from tests.digests.series_cast import MONDAY, be, put_series, unsent
from tests.newsletter.cast import letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unsent")]
__all__ = ["unsent"]


@pytest.fixture
def empty(ada, monkeypatch):
    """Due, and nothing was kept."""
    series = put_series(ada)
    Series.objects.update(newsletter=True, due_at=MONDAY)
    be(monkeypatch, MONDAY + datetime.timedelta(minutes=1))
    return series


def test_the_curator_gets_one_letter(empty):
    for _ in range(3):
        promise_series(series_id=empty.pk)
    assert letters() == [("curator", "ada@example.org")]
    assert "Nothing was kept between" in " ".join(Letter.objects.get().text.split())
    assert not NewsletterIssue.objects.exists()


def test_each_empty_week_is_told(empty, monkeypatch):
    promise_due(empty.pk)
    be(monkeypatch, MONDAY + datetime.timedelta(days=7, minutes=1))
    promise_due(empty.pk)
    assert len(letters()) == 2


def test_of_a_series_that_nobody_gets_by_mail_its_page_tells_alone(empty):
    Series.objects.update(newsletter=False)
    promise_due(empty.pk)
    assert letters() == []
    assert "nothing was made" in Series.objects.get().last_outcome


def test_a_digest_that_turns_out_empty_when_it_is_written_is_told_as_well(empty, ada, monkeypatch):
    from curation.models import Run
    from digests.models import Digest
    from digests.tasks import compose_digest

    digest = Digest.objects.create(owner=ada, series=empty, title="Empty", period_start=MONDAY, period_end=MONDAY)
    run = Run.objects.create(owner=ada, kind=Run.Kind.DIGEST, subject=digest.pk, not_before=MONDAY)
    compose_digest(run_id=run.pk)
    assert letters() == [("curator", "ada@example.org")]
