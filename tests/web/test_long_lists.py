"""Pages of a large library read what they show, and no text or vector beside it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.models import Passage, Placement, Theme, ThemeEvent
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


def test_a_theme_is_ordered_by_its_passages_ids_alone(mapped, asked):
    ordered = [sql for sql in asked("theme", mapped.theme.pk) if "LIMIT" in sql and '"position"' in sql]
    assert ordered
    assert not [sql for sql in ordered if '"curation_passage"."text"' in sql]


def test_a_theme_s_sources_come_without_their_texts(mapped, asked):
    """But for the beginning, which names what has no title."""
    reads = [sql.replace('LEFT("curation_source"."text"', "") for sql in asked("theme", mapped.theme.pk)]
    assert not [sql for sql in reads if '"curation_source"."text"' in sql]


def test_where_passages_stand_is_told_by_an_index_alone():
    index = next(one for one in Passage._meta.indexes if one.name == "passage_places")
    assert set(index.include) == {"owner", "source", "position"}
