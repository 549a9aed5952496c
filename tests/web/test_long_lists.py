"""Pages of a large library read what they show, and no text or vector beside it."""

import datetime
import re

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.models import Passage, Placement, Theme, ThemeEvent
from curation.paging import PassagesBySource
from curation.tallies import given_to
from tests.shelf import put_source, put_theme
from tests.web.cast import today

pytestmark = pytest.mark.django_db

COLUMN = r'"curation_passage"\."(vector|words)"|\.vector\b|"(centroid|named_for)"'


@pytest.fixture
def mapped(ada, shelf):
    Theme.objects.filter(owner=ada).update(x=0.5, y=0.5)
    Placement.objects.update(x=0.5, y=0.5)
    return shelf


@pytest.fixture
def asked(reader):
    """The SQL of a page."""

    def ask(name, *args, **query):
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(reverse(name, args=args), query).status_code == 200
        return [one["sql"] for one in queries]

    return ask


@pytest.mark.parametrize("name", ["themes", "theme-map", "timeline"])
def test_an_overview_of_themes_reads_no_vector(mapped, asked, name):
    ThemeEvent.objects.create(theme=mapped.theme, kind="merged", other=mapped.other_theme, on=today())
    assert not [sql for sql in asked(name) if re.search(COLUMN, sql)]


def test_the_map_reads_the_words_of_what_it_draws_alone(mapped, asked):
    reads = [sql for sql in asked("theme-map") if "text" in sql]
    assert len(reads) == 1
    assert re.search(r'"curation_passage"."id" IN \(', reads[0])


def test_a_theme_reads_the_passages_of_the_sources_on_its_page_alone(mapped, asked):
    (read,) = [sql for sql in asked("theme", mapped.theme.pk) if "LIMIT" in sql and '"position"' in sql]
    assert re.search(r'"curation_passage"."source_id" IN \(', read)


def test_each_page_of_a_theme_has_its_passages_in_order(ada, shelf):
    theme = put_theme(ada, "Rye")
    for days, count in ((2, 4), (0, 1), (2, 2), (1, 3)):
        source = put_source(ada, f"Rye of {days}.", met_on=today() - datetime.timedelta(days=days))
        for position in range(count):
            made = Passage.objects.create(owner=ada, source=source, position=position, start=0, end=3, text="Rye")
            Placement.objects.create(passage=made, theme=theme)
    rows = Passage.objects.filter(placement__theme=theme).order_by("-source__met_on", "-source_id", "position")
    pages, plain = PassagesBySource(rows, given_to(theme.pk), 3), Paginator(rows, 3)
    assert (pages.count, pages.num_pages) == (10, 4)
    assert [list(page) for page in pages] == [list(page) for page in plain]


def test_a_theme_without_passages_has_one_page_of_none():
    assert list(PassagesBySource(Passage.objects.all(), [], 3).get_page(7)) == []


def test_a_theme_s_sources_come_without_their_texts(mapped, asked):
    """But for the beginning, which names what has no title."""
    reads = [sql.replace('LEFT("curation_source"."text"', "") for sql in asked("theme", mapped.theme.pk)]
    assert not [sql for sql in reads if '"curation_source"."text"' in sql]


def test_where_passages_stand_is_told_by_an_index_alone():
    index = next(one for one in Passage._meta.indexes if one.name == "passage_places")
    assert set(index.include) == {"owner", "source", "position"}
