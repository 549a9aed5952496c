"""What was met before is found for all sentences of a digest at once, and by meaning as well as by words."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pgvector.django import CosineDistance

from curation import nearest as nearest_module
from curation.earlier import met_before
from curation.embedding import embed_passages
from curation.models import Passage
from curation.nearest import nearest
from curation.novelty import Told
from curation.worded import worded
from tests.fakes import WordEmbedder
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)
TEXTS = [f"Judge number {n} agrees with {n * 7} editors on ferry {n % 5}. Nobody asked the cook." for n in range(40)]


@pytest.fixture
def library(ada):
    source = put_source(ada, "".join(TEXTS), met_on=DAY, title="Judges")
    for text in TEXTS:
        put_passage(ada, text, source=source)
    embed_passages(ada, WordEmbedder())
    return Passage.objects.of(ada).kept()


def vectors(*texts):
    return WordEmbedder().embed(texts)


def queries(told, library):
    with CaptureQueriesContext(connection) as made:
        met_before([Told(text) for text in told], library, WordEmbedder())
    return len(made)


def test_a_hundred_sentences_take_no_more_queries_than_one(library):
    assert queries(TEXTS, library) == queries(TEXTS[:1], library) <= 5


def test_nothing_to_look_up_asks_nothing(library):
    assert queries([], library) == 0


def test_the_nearest_are_those_that_the_database_would_find(library):
    wanted = vectors(*TEXTS[:4])
    near = [library.order_by(CosineDistance("vector", one), "pk").first().pk for one in wanted]
    assert [found[0] for found in nearest(wanted, library, 12)] == near


def test_it_is_the_same_in_small_batches(library, monkeypatch):
    wanted = vectors(*TEXTS[:5])
    whole = nearest(wanted, library, 12)
    monkeypatch.setattr(nearest_module, "_BATCH", 1_000)
    assert nearest(wanted, library, 12) == whole
    assert {len(set(found)) for found in whole} == {12}


def test_a_passage_without_a_vector_is_near_to_nothing(library):
    Passage.objects.filter(text=TEXTS[3]).update(vector=None)
    [found] = nearest(vectors(TEXTS[3]), library, 40)
    assert len(found) == 39


def test_an_empty_library_holds_nothing_near(ben):
    assert nearest(vectors("cook"), Passage.objects.of(ben), 12) == [[]]
    assert worded(["cook"], Passage.objects.of(ben), 8) == [[]]


def test_by_words_the_passages_that_hold_them_are_found(library):
    [first, none] = worded(["Number 23 and 161 editors", "zeppelins"], library, 1)
    assert Passage.objects.get(pk=first[0]).text == TEXTS[23]
    assert none == []


@pytest.mark.parametrize("text", ["", "'; drop table x; --", "\\ ' & | ! ( ) :*", "the of and", "a'b 漢字 % %s {held}"])
def test_whatever_is_asked_for_is_words(library, text):
    assert len(worded([text], library, 8)) == 1


def test_another_s_passages_are_neither_near_nor_worded(library, ben):
    put_passage(ben, TEXTS[3])
    embed_passages(ben, WordEmbedder())
    ids = set(library.values_list("pk", flat=True))
    found = nearest(vectors(TEXTS[3]), library, 50)[0] + worded([TEXTS[3]], library, 50)[0]
    assert set(found) <= ids


def test_what_was_met_is_told_with_its_nearness(library):
    told = Told(TEXTS[3].partition(". ")[0] + ".")
    found = met_before([told], library, WordEmbedder())[told]
    [met] = [one for one in found if one.text == told.text]
    assert (met.title, met.met_on) == ("Judges", DAY)
    assert met.near == pytest.approx(1, abs=1e-3)
