"""What is told of a source comes from all over it, and reads as a beginning."""

import numpy as np
import pytest

from curation.writing.candidates import Candidate
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import Offer
from curation.writing.sentences import sentences
from curation.writing.spreading import spread, states
from tests.writing.bag_embedder import BagEmbedder

SAID = [
    "The tanner of the lower town soaks every hide for nine days, because the river runs warm in summer.",
    "Oak bark costs twice what it did when the forest road was open to the carts of the abbey.",
    "A cooper needs seven winters before the guild lets him mark a barrel with his own name.",
    "Barrels for herring leak less than barrels for wine, since salt swells the staves from within.",
    "The weavers moved their looms into the granary, which keeps wool dry even in a wet October.",
    "Cloth woven at night sells for less, as lamp smoke greys the white threads near the window.",
    "The smith buys his charcoal from the island, although the ferry takes a fifth of each load.",
    "An iron hinge made in winter lasts longer, because the forge cools more slowly in frost.",
    "The millers share one dam between three wheels and quarrel about the sluice every dry spring.",
    "Rye flour ground on the old stones keeps its smell for a month in a closed chest.",
]


@pytest.fixture
def talk() -> list[Offer]:
    """Long enough to be told in five: each thing said is followed by a word that says nothing."""
    texts = [text for said in SAID for text in (said, "Well, yes.")]
    return [Offer(passage_id=n, source_id=1, text=text, kind="episode", position=n) for n, text in enumerate(texts)]


def candidate(text, offer=0, quality=1.0):
    return Candidate(text, offer, 1, (offer, 0), quality, offer)


def chosen(*texts, count=1):
    offers = [Offer(passage_id=n, source_id=1, text=text, position=n) for n, text in enumerate(texts)]
    found = [candidate(text, n) for n, text in enumerate(texts)]
    return [one.text for one in spread(found, offers, np.ones((len(texts), 1), np.float32), count)]


def test_a_long_source_is_told_in_five_sentences(talk):
    gist = ExtractiveWriter(BagEmbedder()).explain(talk).gist
    assert [len(sentences(one.text)) for one in gist] == [1] * 5


def test_they_come_from_all_over_it(talk):
    gist = ExtractiveWriter(BagEmbedder()).explain(talk).gist
    assert [one.citations[0].passage_id // 4 for one in gist] == [0, 1, 2, 3, 4]


def test_no_sentence_is_told_twice(talk):
    told = ExtractiveWriter(BagEmbedder()).explain(talk)
    statements = [*told.gist, *told.points, *(one.statement for one in told.terms)]
    said = [sentence.text for one in statements for sentence in sentences(one.text)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    "leans",
    [
        "There are a few barrels in the yard that leak when the cooper is away.",
        "You want to keep a barrel wet when the cooper is away or it leaks.",
        "The barrel in the yard isn't, it leaks a bit when the cooper is away.",
        "Where the barrel in the yard leaks a bit when the cooper is away.",
    ],
)
def test_what_begins_as_a_beginning_comes_first(leans):
    plain = "A barrel leaks in the yard when the cooper is away for a week."
    assert chosen(leans, plain) == [plain]


@pytest.mark.parametrize(
    "text",
    ["Who mends the barrel?", "There are two kinds of barrel:", "Open question: the barrel.", "Rabbit hole: staves."],
)
def test_what_asks_or_announces_states_nothing(text):
    assert not states(text)


def test_nothing_is_told_of_nothing():
    assert chosen() == []
