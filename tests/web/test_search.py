import pytest
from django.urls import reverse

from curation.models import SavedSearch
from tests.fakes import WordEmbedder
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db
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
