from datetime import UTC, datetime

import pytest
from django.urls import reverse

from curation.models import SavedSearch
from tests.fakes import WordEmbedder
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SAID = "<b>Ferries</b> cross the harbour."


@pytest.fixture(autouse=True)
def ferry(ada, monkeypatch):
    from curation.embedding import embed_passages

    embedder = WordEmbedder()
    monkeypatch.setattr("curation.embedding.get_embedder", lambda: embedder)
    passage = put_passage(ada, SAID)
    embed_passages(ada, embedder)
    return passage


def page(reader, **asked):
    return reader.get(reverse("search"), asked)


def test_words_are_marked_and_markup_is_shown_as_it_is(reader):
    assert b"&lt;b&gt;<mark>Ferries</mark>&lt;/b&gt;" in page(reader, q="ferry").content


def test_a_hit_leads_to_its_place(reader, ferry):
    assert f"#p{ferry.pk}".encode() in page(reader, q="ferry").content


def test_each_filter_is_a_chip_that_goes_away(reader):
    found = page(reader, q="ferry kind:note is:unread")
    assert [chip.without for chip in found.context["chips"]] == ["ferry is:unread", "ferry kind:note"]


def test_a_wrong_day_is_told_in_a_sentence(reader):
    answer = page(reader, q="before:soon")
    assert (answer.status_code, "is no day" in answer.content.decode()) == (422, True)


def test_a_page_far_away_is_empty(reader):
    assert not page(reader, q="ferry", page="9" * 40).context["page"].found


def test_a_search_is_saved_renamed_and_deleted(reader, ada):
    reader.post(reverse("save-search"), {"q": "ferry", "name": "Boats"})
    saved = SavedSearch.objects.get(owner=ada)
    reader.post(reverse("change-search", args=[saved.pk]), {"name": "Ships"})
    assert b"Ships" in page(reader).content
    reader.post(reverse("change-search", args=[saved.pk]), {"delete": ""})
    assert not SavedSearch.objects.exists()


def test_more_hits_do_not_ask_more_often(reader, ada, django_assert_max_num_queries):
    for number in range(20):
        put_passage(ada, f"Ferry number {number} crosses.")
    with django_assert_max_num_queries(16):
        page(reader, q="ferry")


def test_one_search_that_is_not_understood_any_more_takes_no_page_along(reader, ada):
    SavedSearch.objects.create(owner=ada, name="Boats", query="kind:boat", seen_at=LONG_AGO)
    assert b"Boats" in page(reader).content
    assert page(reader, q="ferry").status_code == 200


@pytest.mark.parametrize("typed", ['"kind:zzz', 'k"ind:zzz', "kınd:x", "ıs:read", "iſ:read"])
def test_whatever_is_typed_and_saved_the_page_stays(reader, ada, typed):
    assert page(reader, q=typed).status_code in {200, 422}
    reader.post(reverse("save-search"), {"q": typed, "name": "Odd"})
    put_passage(ada, "Later.")
    assert page(reader).status_code == 200


def test_a_name_of_nothing_is_refused_in_a_sentence(reader):
    answer = reader.post(reverse("save-search"), {"q": "ferry", "name": "\0"})
    assert (answer.status_code, "A name has" in answer.content.decode()) == (422, True)


def test_what_is_new_is_told_where_the_searches_are_listed(reader, ada):
    SavedSearch.objects.create(owner=ada, name="Boats", query="ferry", seen_at=LONG_AGO)
    assert b"1 new since you looked" in page(reader).content


def test_saved_searches_do_not_ask_more_often_when_they_are_many(reader, ada, django_assert_num_queries):
    for number in range(10):
        SavedSearch.objects.create(owner=ada, name=f"Boats {number}", query="ferry", seen_at=LONG_AGO)
    with django_assert_num_queries(5):  # session and user are two of them
        page(reader)
