"""What is put to one source is answered from that source, whoever else has said the same."""

import pytest

from curation.models import Passage
from curation.search import search
from tests.curation.search.talks_cast import talk
from tests.fakes import WordEmbedder
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

QUESTION = "Where did the seals sleep?"


def put_talk(owner, lines=None, **fields):
    """Stored and embedded, one passage to a line."""
    lines = lines or talk()
    source = put_source(owner, "\n\n".join(text for _, text in lines), kind="episode", **fields)
    vectors, at = WordEmbedder().embed([text for _, text in lines]), 0
    for position, ((speaker, text), vector) in enumerate(zip(lines, vectors, strict=True)):
        place = {"position": position, "start": at, "end": at + len(text)}
        Passage.objects.create(owner=owner, source=source, speaker=speaker, text=text, vector=vector, **place)
        at += len(text) + 2
    return source


def test_it_finds_the_place_in_the_source(ada):
    found = search(ada, QUESTION, WordEmbedder(), source=put_talk(ada))
    assert "seals" in found[0].text


def test_it_keeps_to_the_source(ada):
    source, _ = put_talk(ada), put_talk(ada)
    assert {passage.source_id for passage in search(ada, QUESTION, WordEmbedder(), source=source)} == {source.pk}


def test_a_source_that_was_filtered_can_be_asked(ada):
    assert search(ada, QUESTION, WordEmbedder(), source=put_talk(ada, standing="filtered"))


def test_it_gives_no_more_than_asked_for(ada):
    assert len(search(ada, QUESTION, WordEmbedder(), source=put_talk(ada), limit=7)) == 7


def test_nobody_finds_what_is_another_readers(ada, ben):
    assert search(ben, QUESTION, WordEmbedder(), source=put_talk(ada)) == []


def test_a_source_without_passages_gives_none(ada):
    assert search(ada, QUESTION, WordEmbedder(), source=put_source(ada)) == []


def test_what_has_no_vector_yet_is_found_by_its_words(ada):
    source = put_talk(ada)
    source.passages.update(vector=None)
    assert "seals" in search(ada, QUESTION, WordEmbedder(), source=source)[0].text


def test_a_long_talk_takes_two_queries(ada, django_assert_num_queries):
    source = put_talk(ada)
    with django_assert_num_queries(2):
        found = search(ada, QUESTION, WordEmbedder(), source=source)
        assert [passage.source.title for passage in found] == [source.title] * 24
