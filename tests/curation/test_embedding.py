import numpy as np
import pytest

from curation import embedding
from curation.embedding import embed_passages
from curation.models import Passage
from curation.offers import vector_of
from curation.vectors import wanting, write_vectors
from tests.fakes import WordEmbedder
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db

TEXTS = [
    "Small teams ship faster.",
    "Rivers rise after rain in the hills, and the mill stands still.",
    "Ask ten users.",
]


@pytest.fixture
def words():
    return WordEmbedder()


def test_every_passage_gets_the_vector_of_its_text(ada, words, monkeypatch):
    monkeypatch.setattr(embedding, "BATCH", 2)
    passages = [put_passage(ada, text) for text in TEXTS]
    assert embed_passages(ada, words) == 3
    for passage in passages:
        passage.refresh_from_db()
        assert np.allclose(vector_of(passage), words.embed([passage.text])[0], atol=1e-3)
        assert passage.vector_model == "words"


def test_what_has_a_vector_is_not_embedded_again(ada, words):
    put_passage(ada)
    embed_passages(ada, words)
    asked = len(words.asked)
    assert embed_passages(ada, words) == 0
    assert len(words.asked) == asked


def test_texts_of_like_length_go_together(ada, words):
    for text in TEXTS:
        put_passage(ada, text)
    embed_passages(ada, words)
    assert [len(text) for text in words.asked] == sorted(map(len, words.asked), reverse=True)


def test_it_tells_how_far_it_is(ada, words, monkeypatch):
    monkeypatch.setattr(embedding, "BATCH", 2)
    for text in TEXTS:
        put_passage(ada, text)
    told = []
    embed_passages(ada, words, lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]


def test_the_vector_of_a_text_that_changed_meanwhile_is_not_written(ada, words):
    passage = put_passage(ada)
    before = wanting([passage.pk])
    Passage.objects.update(text="Large teams do not.")
    assert write_vectors(before, words.embed([before[0].text]), "words") == 0
    assert Passage.objects.get().vector is None


def test_a_passage_that_has_gone_is_passed_over(ada, words):
    passage = put_passage(ada)
    assert wanting([passage.pk, passage.pk + 1]) == wanting([passage.pk])


def test_an_embedder_that_fails_is_heard_of(ada):
    class Broken(WordEmbedder):
        def embed(self, texts):
            raise MemoryError

    put_passage(ada)
    with pytest.raises(MemoryError):
        embed_passages(ada, Broken())
