import datetime

import pytest

from curation.models import Passage, Placement, Source, Theme
from curation.tallies import Tally, given_to, tallies_of, tally_of

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 11, 2)


def put(theme, days, passages):
    owner, met = theme.owner, MONDAY + datetime.timedelta(days=days)
    source = Source.objects.create(owner=owner, kind="post", text="Salt.", identity=f"{theme}{days}", met_on=met)
    for position in range(passages):
        made = Passage.objects.create(owner=owner, source=source, position=position, start=0, end=5, text="Salt.")
        Placement.objects.create(passage=made, theme=theme)


@pytest.fixture
def bread(ada):
    theme = Theme.objects.create(owner=ada, name="Bread")
    for days, passages in ((0, 2), (6, 1), (7, 3)):
        put(theme, days, passages)
    return theme


def test_it_counts_passages_and_sources(bread):
    tally = tallies_of([bread.pk])[bread.pk]
    assert (tally.passages, tally.sources) == (6, 3)


def test_it_knows_the_first_and_the_last_day(bread):
    tally = tallies_of([bread.pk])[bread.pk]
    assert (tally.first_met, tally.last_met) == (MONDAY, MONDAY + datetime.timedelta(days=7))


def test_it_counts_passages_by_their_weeks(bread):
    assert tallies_of([bread.pk])[bread.pk].weeks == {MONDAY: 3, MONDAY + datetime.timedelta(days=7): 3}


def test_a_theme_without_passages_has_an_empty_tally(ada):
    tea = Theme.objects.create(owner=ada, name="Tea")
    assert tallies_of([tea.pk]) == {tea.pk: Tally()}


def test_it_asks_once_for_all(ada, bread, django_assert_num_queries):
    tea = Theme.objects.create(owner=ada, name="Tea")
    put(tea, 3, 1)
    with django_assert_num_queries(1):
        found = tallies_of([bread.pk, tea.pk])
    assert [found[bread.pk].passages, found[tea.pk].passages] == [6, 1]


def test_what_is_given_to_a_theme_is_by_source_and_the_latest_first(bread):
    assert [(one.met_on, one.passages) for one in given_to(bread.pk)] == [
        (MONDAY + datetime.timedelta(days=days), passages) for days, passages in ((7, 3), (6, 1), (0, 2))
    ]


def test_it_tells_the_same_tally(ada, bread):
    tea = Theme.objects.create(owner=ada, name="Tea")
    tallies = tallies_of([bread.pk, tea.pk])
    assert {theme: tally_of(given_to(theme)) for theme in tallies} == tallies


def test_since_is_where_the_latest_so_many_begin():
    later = MONDAY + datetime.timedelta(days=7)
    tally = Tally(passages=6, weeks={MONDAY: 3, later: 3})
    assert [tally.since(count) for count in (1, 3, 4, 99)] == [later, later, MONDAY, MONDAY]
