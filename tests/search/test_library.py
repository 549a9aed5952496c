import datetime
import uuid
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from curation.errors import NothingToDo, Refused
from curation.models import FrequentTerm, LargeLibrary, Passage, Posting, SavedSearch
from curation.reading.models import Mark, Reading
from curation.search import hits, large, search
from curation.search.hits import SHOWN_OF_A_SOURCE, find
from curation.search.meaning import breadth_of, by_meaning
from curation.search.query import parse
from curation.search.saved import looked, news_of, rename, save, with_news
from curation.search.words import by_words
from curation.tasks import clear_indexes
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

FERRY = "The ferry crosses the harbour before dawn."
TRAIN = "Night trains reach the harbour at noon."
OVEN = "An oven wants an hour to be warm."


def texts(page):
    return [hit.passage.text for found in page.found for hit in (found.hit, *found.others)]


def terms(passage):
    return set(Posting.objects.filter(passage=passage).values_list("term", flat=True))


def test_a_passage_that_is_stored_has_its_postings(ada):
    assert terms(put_passage(ada, FERRY)) == {"ferri", "cross", "harbour", "dawn"}


def test_a_passage_in_other_words_has_other_postings(ada):
    passage = put_passage(ada, FERRY)
    Passage.objects.filter(pk=passage.pk).update(text=OVEN)
    assert terms(passage) == {"oven", "want", "hour", "warm"}


def test_a_passage_that_goes_takes_its_postings_along(ada):
    put_passage(ada, FERRY).source.delete()
    assert not Posting.objects.exists()


def test_a_rarer_word_weighs_more(ada, embedder, embed):
    common = [put_passage(ada, f"harbour {word}") for word in ("gull", "rope", "mast", "crane")]
    rare = put_passage(ada, "ferry timetable")
    embed(ada)
    assert search(ada, "ferry harbour", embedder)[0] == rare
    assert len(common) == 4


def test_it_finds_nothing_of_another_owner(ada, ben, embedder, embed):
    put_passage(ada, FERRY)
    embed(ada)
    assert search(ben, "ferry harbour", embedder) == []


def test_what_was_filtered_out_is_not_found_unless_asked_for(ada, embedder, embed):
    put_passage(ada, FERRY, source=put_source(ada, FERRY, standing="filtered"))
    embed(ada)
    assert not find(ada, parse("ferry"), embedder).found
    assert texts(find(ada, parse("ferry is:filtered"), embedder)) == [FERRY]


def test_many_filtered_candidates_do_not_hide_a_kept_one(ada, embedder, embed, monkeypatch):
    monkeypatch.setattr(import_module("curation.search.across"), "SPARE", 1)
    away = put_source(ada, standing="filtered")
    for _ in range(70):
        put_passage(ada, "ferry harbour", source=away)
    kept = put_passage(ada, FERRY)
    embed(ada)
    assert search(ada, "ferry harbour", embedder) == [kept]


def test_how_rare_a_word_is_goes_by_what_the_filter_leaves(ada):
    """In the harbour's memos `harbour` tells nothing, however rare it is in the library."""
    memos = {"kind": "memo"}
    for _ in range(30):
        put_passage(ada, OVEN)
    for _ in range(3):
        put_passage(ada, "Harbour.", source=put_source(ada, **memos))
    long = "The ferry leaves " + " ".join(f"word{number}" for number in range(60))
    ferry = put_passage(ada, long, source=put_source(ada, **memos))
    left = Passage.objects.of(ada).filter(source__kind="memo")
    assert by_words(ada.pk, "ferry harbour", 3, among=left)[0] == ferry.pk


def settle():
    """What a transaction has yet to check stands in the way of an index."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.fixture
def shelf(ada, embed):
    """Three passages of three sources, each unlike the others in what filters ask for."""
    trains = put_theme(ada, "Night trains")
    odo = {"author": "Odo Finch", "kind": "episode", "met_on": datetime.date(2026, 9, 30)}
    ferry = put_passage(ada, FERRY, source=put_source(ada, FERRY, **odo))
    train = put_passage(ada, TRAIN, source=put_source(ada, TRAIN, met_on=datetime.date(2026, 10, 1)), theme=trains)
    put_passage(ada, OVEN, source=put_source(ada, OVEN, met_on=datetime.date(2026, 11, 1)))
    Reading.objects.create(owner=ada, source=ferry.source, first_ended_at=timezone.now())
    Mark.objects.create(owner=ada, source=train.source, quote="noon", start=0, end=4, token=uuid.uuid4())
    embed(ada)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("author:finch", [FERRY]),
        ("kind:episode", [FERRY]),
        ('theme:"night trains"', [TRAIN]),
        ("before:2026-10", [FERRY]),
        ("after:2026-10-01 before:2026-11", [TRAIN]),
        ("is:read", [FERRY]),
        ("is:marked", [TRAIN]),
        ("is:unread", [OVEN, TRAIN]),
        ('"night trains"', [TRAIN]),
        ('"trains night"', []),
        ("harbour -ferry is:unread -theme:night after:2026-10", [OVEN]),
    ],
)
def test_filters_leave_what_they_say(ada, shelf, embedder, typed, left):
    assert sorted(texts(find(ada, parse(typed), embedder))) == sorted(left)


def test_hits_of_one_source_stand_together_with_their_surroundings(ada, embedder, embed):
    source = put_source(ada, f"It was dark. Long ago. {FERRY} Then it rains. A ferry is late.")
    put_passage(ada, "It was dark. Long ago.", source=source)
    first = put_passage(ada, FERRY, source=source)
    put_passage(ada, "Then it rains. A ferry is late.", source=source)
    embed(ada)
    (found,) = find(ada, parse("ferry harbour dawn"), embedder).found
    assert found.hit.passage == first
    assert sorted(one.passage.position for one in found.others) == [0, 2]
    assert (found.hit.before, found.hit.after) == ("Long ago.", "Then it rains.")
    assert [one.text for one in found.hit.said if one.marked] == ["ferry", "harbour", "dawn"]


def test_a_long_source_does_not_hide_those_behind_it(ada, embedder):
    old = put_passage(ada, FERRY, source=put_source(ada, met_on=datetime.date(2026, 1, 1), kind="episode"))
    talk = put_source(ada, met_on=datetime.date(2026, 2, 1), kind="episode")
    said = [Passage(owner=ada, source=talk, position=place, start=0, end=4, text="Rope") for place in range(450)]
    Passage.objects.bulk_create(said)
    found = find(ada, parse("kind:episode"), embedder).found
    assert [one.source for one in found] == [talk, old.source]
    assert [hit.passage.position for hit in (found[0].hit, *found[0].others)] == list(range(SHOWN_OF_A_SOURCE))


def test_what_was_met_on_one_day_is_shown_newest_first(ada, embedder):
    met = [put_passage(ada, FERRY).source for _ in range(3)]
    assert [one.source for one in find(ada, parse("kind:note"), embedder).found] == met[::-1]


def test_a_source_that_goes_while_it_is_searched_is_not_shown(ada, embedder, embed, monkeypatch):
    put_passage(ada, FERRY)
    gone = put_passage(ada, TRAIN).source
    embed(ada)
    read = hits._hits

    def read_late(*told):
        gone.delete()
        return read(*told)

    monkeypatch.setattr(hits, "_hits", read_late)
    assert texts(find(ada, parse("harbour"), embedder)) == [FERRY]


def test_a_large_library_is_searched_by_its_own_index(ada, ben, embedder, embed, monkeypatch):
    monkeypatch.setattr("curation.search.large.LARGE", 3)
    monkeypatch.setattr("curation.search.large.LEAST", 2)
    for text in (FERRY, TRAIN, OVEN, "Rope and tar.", "A harbour without a ferry."):
        put_passage(ada, text)
    embed(ada)
    before = search(ada, "ferry harbour", embedder)
    settle()
    assert large.wants_index(ada)
    large.index_library(ada)
    assert not large.wants_index(ada)
    assert FrequentTerm.objects.get(term="harbour").passages == 3
    assert search(ada, "ferry harbour", embedder)[0] == before[0]


def test_what_lies_far_beyond_what_the_filter_leaves_out_is_found(ada, embedder, embed, monkeypatch):
    """The index gives up after so many rows; here after the first ones, all of which are filtered away."""
    for where in ("curation.search.large", "curation.search.meaning"):
        monkeypatch.setattr(f"{where}.LARGE", 3)
    monkeypatch.setattr("curation.search.meaning.BREADTH", 1)
    for number in range(40):
        put_passage(ada, f"ferry {number}")
    far = [put_passage(ada, f"{OVEN} {number}", source=put_source(ada, kind="memo")).pk for number in range(5)]
    embed(ada)
    settle()
    large.index_library(ada)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('hnsw.max_scan_tuples', '1', true)")
    left = Passage.objects.of(ada).filter(source__kind="memo")
    assert set(by_meaning(ada.pk, embedder.embed(["ferry"])[0], 5, among=left)) == set(far)
    with connection.cursor() as cursor:
        cursor.execute("show enable_sort")
        assert cursor.fetchone() == ("on",)


def has_index(owner):
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s) is not null", [large.index_name(owner)])
        return cursor.fetchone()[0]


def test_the_index_of_an_account_that_is_gone_goes_too(ada, ben, monkeypatch):
    monkeypatch.setattr("curation.search.large.LARGE", 3)
    for owner in (ada, ben):
        for _ in range(5):
            put_passage(owner)
        settle()
        large.index_library(owner)
    gone = User.objects.get(pk=ben.pk)
    ben.delete()
    settle()
    clear_indexes()
    assert (has_index(ada), has_index(gone)) == (True, False)
    assert large.drop_ownerless() == 0


def test_half_of_what_is_large_is_small_to_all_who_ask(ada, monkeypatch):
    monkeypatch.setattr("curation.search.large.LARGE", 4)
    for _ in range(5):
        put_passage(ada)
    settle()
    large.index_library(ada)
    Passage.objects.filter(pk__in=Passage.objects.values("pk")[:3]).delete()
    assert large.wants_index(ada)
    large.index_library(ada)
    assert not large.wants_index(ada)


def test_a_library_that_shrinks_loses_its_index(ada, monkeypatch):
    monkeypatch.setattr("curation.search.large.LARGE", 3)
    for _ in range(5):
        put_passage(ada)
    settle()
    large.index_library(ada)
    Passage.objects.filter(position=0).delete()
    assert large.wants_index(ada)
    large.index_library(ada)
    assert not LargeLibrary.objects.exists()
    assert not has_index(ada)


def test_a_small_library_needs_no_index(ada):
    with pytest.raises(NothingToDo):
        large.index_library(ada)


def test_a_saved_search_counts_what_came_since(ada):
    saved = save(ada, "ferry  harbour", "Boats")
    put_passage(ada, FERRY)
    put_passage(ada, OVEN)
    assert news_of(saved) == 1


def test_what_is_new_is_counted_for_each_search_by_itself(ada):
    for query in ("ferry", "harbour", "oven", "kind:memo", "author:nobody"):
        save(ada, query)
    looked(ada, "harbour")
    put_passage(ada, FERRY)
    put_passage(ada, TRAIN)
    save(ada, "night")
    told = {saved.query: new for saved, new in with_news(ada)}
    assert told == {"ferry": 1, "harbour": 2, "oven": 0, "kind:memo": 0, "author:nobody": 0, "night": 0}


def test_a_search_that_is_not_understood_any_more_has_no_news(ada):
    SavedSearch.objects.create(owner=ada, name="Boats", query="kind:boat")
    save(ada, "ferry")
    put_passage(ada, FERRY)
    assert {saved.name: new for saved, new in with_news(ada)} == {"Boats": 0, "ferry": 1}


@pytest.mark.parametrize(("comes", "queries"), [(True, 3), (False, 2)])
def test_many_saved_searches_are_asked_in_one(ada, comes, queries, django_assert_num_queries):
    for number in range(10):
        save(ada, f"ferry -{number} kind:note")
    if comes:
        put_passage(ada, FERRY)
    with django_assert_num_queries(queries):
        assert [new for _, new in with_news(ada)] == [int(comes)] * 10


def test_a_name_without_a_letter_is_refused(ada):
    with pytest.raises(Refused):
        save(ada, "ferry", "\0")


def test_looking_leaves_nothing_new(ada):
    save(ada, "ferry")
    put_passage(ada, FERRY)
    looked(ada, "ferry")
    assert news_of(SavedSearch.objects.get()) == 0


def test_two_searches_do_not_share_a_name(ada):
    save(ada, "ferry", "Boats")
    with pytest.raises(Refused):
        rename(save(ada, "oven", "Bread"), "Boats")


def test_a_larger_library_is_looked_through_more_broadly():
    assert breadth_of(20_000) < breadth_of(100_000) < breadth_of(500_000) < breadth_of(5_000_000) == 1000
