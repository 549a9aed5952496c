"""What readers of a newsletter say of its sections: a hint for what comes first, and for nothing else."""

import datetime

import pytest
from django.utils import timezone

from curation.errors import Refused
from digests.gather import gather
from digests.models import Delivery, Digest, NewsletterIssue, Thumb
from digests.scope import scope_within
from digests.thumbs import Votes, vote, votes_by_section, votes_by_theme
from tests.digests.library import WEEK
from tests.digests.series_cast import put_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def issue(ada, themes, series):
    """Of last week's digest, with a section of each theme."""
    digest = Digest.objects.create(
        owner=ada, series=series, title="Last week", period_start=WEEK[0], period_end=WEEK[0], writer="extractive"
    )
    for position, theme in enumerate(themes):
        digest.sections.create(position=position, heading=theme.name, theme=theme)
    return NewsletterIssue.objects.create(digest=digest, subject="Last week")


def delivered(issue, number):
    return Delivery.objects.create(issue=issue, address=f"reader{number}@example.org")


def said(issue, theme, *votes):
    section = issue.digest.sections.get(theme=theme)
    for number, up in enumerate(votes):
        delivery, _ = Delivery.objects.get_or_create(issue=issue, address=f"reader{number}@example.org")
        vote(delivery, section.pk, up=up)


def order_of(ada, series):
    parts = gather(scope_within(series, ada, *WEEK)).parts
    return [part.theme for part in parts]


def test_a_reader_has_one_vote_for_a_section_and_may_change_it(issue, themes):
    delivery, section = delivered(issue, 1), issue.digest.sections.first()
    vote(delivery, section.pk, up=True)
    vote(delivery, section.pk, up=False)
    assert votes_by_section(issue.digest) == {section.pk: Votes(0, 1)}


def test_a_section_of_another_digest_takes_no_vote(issue, ada):
    other = Digest.objects.create(owner=ada, title="Other", period_start=WEEK[0], period_end=WEEK[1])
    section = other.sections.create(position=0, heading="Other")
    with pytest.raises(Refused, match="taken back"):
        vote(delivered(issue, 1), section.pk, up=True)
    assert not Thumb.objects.exists()


def test_what_was_said_of_a_theme_that_was_merged_counts_for_what_it_became(issue, themes, series):
    first, second = themes[:2]
    said(issue, first, True)
    first.merged_into = second
    first.save()
    assert votes_by_theme(series) == {second.pk: Votes(1, 0)}


def test_what_was_said_long_ago_is_over(issue, themes, series):
    said(issue, themes[0], True)
    Thumb.objects.update(at=timezone.now() - datetime.timedelta(weeks=9))
    assert votes_by_theme(series) == {}


@pytest.mark.parametrize(("votes", "weight"), [((2, 0), 1), ((3, 0), 1.09375), ((0, 5), 0.875), ((4, 4), 1)])
def test_it_takes_several_readers_to_move_anything_and_many_to_move_it_far(votes, weight):
    assert Votes(*votes).weight == weight


def test_no_number_of_readers_moves_a_theme_by_more_than_a_quarter():
    assert 1.24 < Votes(10_000, 0).weight < 1.25


def test_themes_of_one_size_come_in_the_order_in_which_readers_want_them(ada, issue, themes, series, monkeypatch):
    monkeypatch.setattr("digests.gather._size", lambda part: (part.is_pinned, 10, 0))
    last = order_of(ada, series)[-1]
    said(issue, last, True, True, True)
    assert order_of(ada, series)[0] == last


def test_two_readers_move_nothing(ada, issue, themes, series, monkeypatch):
    monkeypatch.setattr("digests.gather._size", lambda part: (part.is_pinned, 10, 0))
    before = order_of(ada, series)
    said(issue, before[-1], True, True)
    assert order_of(ada, series) == before


def test_what_a_hand_has_pinned_stays_first(ada, issue, themes, series):
    first, *_, last = order_of(ada, series)
    type(first).objects.filter(pk=first.pk).update(pinned=True)
    said(issue, first, False, False, False, False)
    said(issue, last, True, True, True, True)
    assert order_of(ada, series)[0] == first


def test_readers_neither_add_a_theme_nor_take_one_away(ada, issue, themes, series):
    before = order_of(ada, series)
    said(issue, before[0], False, False, False, False)
    assert set(order_of(ada, series)) == set(before)


def test_what_is_no_series_listens_to_nobody(ada, themes):
    assert votes_by_theme(None) == {}
