"""Lists of a large library ask for the rows of their page, and find words by their index."""

import re

import pytest
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Passage, Placement, Source, Theme
from curation.paging import RowsOfAPage
from digests.models import Digest, Section
from tests.admin.cast import url_of
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(ada, shelf):
    source = put_source(ada, "Rye. " * 60)
    for position in range(60):
        text = f"Rye number {position} kept its crust."
        Passage.objects.create(owner=ada, source=source, position=position, start=0, end=len(text), text=text)
    return source


def asked(desk, address, **query):
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address, query).status_code == 200
    return [one["sql"] for one in queries]


def test_a_page_of_passages_is_ordered_by_ids_and_then_read(desk, long):
    texts = [sql for sql in asked(desk, url_of(Passage, "changelist")) if '"curation_passage"."text"' in sql]
    assert len(texts) == 1
    assert re.search(r'"curation_passage"."id" IN \(', texts[0])


def test_no_list_counts_all_that_there_is_beside_what_it_shows(desk, long):
    counts = [sql for sql in asked(desk, url_of(Passage, "changelist"), q="rye") if "COUNT(*)" in sql]
    assert len(counts) == 1


@pytest.mark.parametrize("model", [Source, Passage, Placement])
def test_words_are_found_by_their_index(desk, long, model):
    searched = asked(desk, url_of(model, "changelist"), q="crust")
    assert any("@@" in sql for sql in searched)
    assert not [sql for sql in searched if re.search(r'UPPER\("curation_(passage|source)"\."text"', sql)]


def test_a_word_is_found_while_it_is_typed(desk, long):
    page = desk.get(url_of(Passage, "changelist"), {"q": "number 7 crus"})
    assert [passage.position for passage in page.context["cl"].result_list] == [7]


def test_passages_are_found_by_their_speaker_too(desk, ada, long):
    Passage.objects.filter(source=long, position=3).update(speaker="Odalys Finch")
    page = desk.get(url_of(Passage, "changelist"), {"q": "odalys"})
    assert [passage.position for passage in page.context["cl"].result_list] == [3]


def test_only_themes_that_rows_have_to_do_with_are_offered(desk, ada, shelf):
    empty = Theme.objects.create(owner=ada, name="Nobody's")
    spec = next(
        one for one in desk.get(url_of(Passage, "changelist")).context["cl"].filter_specs if "theme" in one.title
    )
    offered = {pk for pk, _ in spec.lookup_choices}
    assert offered == {shelf[Theme].pk}
    assert empty.pk not in offered


def test_a_section_s_theme_is_looked_up_as_one_types():
    inline = next(one for one in admin.site._registry[Digest].inlines if one.model is Section)
    assert "theme" in inline.autocomplete_fields


def test_pages_hold_the_rows_that_a_usual_page_holds(long):
    rows = Passage.objects.order_by("-position", "pk")
    for number in (1, 3):
        assert list(RowsOfAPage(rows, 20).page(number)) == list(Paginator(rows, 20).page(number))
