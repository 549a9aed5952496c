import pytest

from curation.reading.same_words import has_same_words
from curation.writing.extractive import ExtractiveWriter
from curation.writing.fluency import clean
from curation.writing.schemas import Offer
from tests.writing.bag_embedder import BagEmbedder

SPOKEN = [
    ("So, um, the ferry is, you know, late.", "So the ferry is, late."),
    ("the the ferry leaves at noon.", "The ferry leaves at noon."),
    ("I mean, the ferry leaves at noon.", "The ferry leaves at noon."),
    ("we have, we have two ferries.", "We have two ferries."),
    ("It is wh- what the ferry does.", "It is what the ferry does."),
    ("We went from end to end to do it.", "We went from end to end to do it."),
    ("He had had the ferry painted.", "He had had the ferry painted."),
    ("They took him to the ER, um, at noon.", "They took him to the ER at noon."),
    ("um, it is late.", "It is late."),
]


@pytest.mark.parametrize(("spoken", "read"), SPOKEN)
def test_talk_is_read_without_what_was_not_meant(spoken, read):
    assert clean(spoken) == read


@pytest.mark.parametrize(("spoken", "_read"), SPOKEN)
def test_what_is_read_has_the_same_words(spoken, _read):
    assert has_same_words(clean(spoken), spoken)


def test_a_passage_that_begins_inside_a_sentence_gets_no_capital():
    assert clean("and the the ferry left.", opens=False) == "and the ferry left."


def test_passages_that_read_well_are_left_out():
    texts = ["The ferry leaves at noon.", "Um, it was the the second ferry."]
    offers = [Offer(passage_id=n, source_id=1, text=text) for n, text in enumerate(texts)]
    cleaned = ExtractiveWriter(BagEmbedder()).clean_transcript(offers).passages
    assert [(one.passage_id, one.text) for one in cleaned] == [(1, "It was the second ferry.")]
