import numpy as np
import pytest

from bench.abstain_misses import drawn_misses, to_read
from bench.abstain_rows import Asked, Meeting
from curation.writing.schemas import Offer
from tests.writing.bag_embedder import BagEmbedder

RIGHT = np.eye(3, dtype=bool)
ODDS = np.array([[1.0, 2.0, -1.0], [-1.0, -1.0, 0.5], [-1.0, 0.0, 1.0]])
MISSED = {(0, 1), (1, 2), (2, 1)}


@pytest.fixture
def known():
    texts = ["The cranes are old.", "Bread keeps.", "Beans climb.", "Clocks stop."]
    offers = tuple(Offer(n, 1, text, author="Ada", position=n) for n, text in enumerate(texts))
    return [Meeting(f"Talk{number}", offers, BagEmbedder().embed(texts)) for number in range(2)]


def test_what_is_read_was_put_to_a_wrong_meeting_and_not_declined():
    assert set(drawn_misses(ODDS, RIGHT, 9, seed=7)) == MISSED


def test_the_same_seed_draws_the_same_misses():
    assert drawn_misses(ODDS, RIGHT, 2, seed=7) == drawn_misses(ODDS, RIGHT, 2, seed=7)


def test_where_nothing_was_missed_there_is_nothing_to_read():
    assert drawn_misses(-np.ones((3, 3)), RIGHT, 9, seed=7) == []


def test_a_miss_is_read_with_the_passages_nearest_to_what_is_asked_about(known):
    topics = BagEmbedder().embed(["clocks stop"])
    (found,) = to_read([(0, 1)], [Asked("When do clocks stop?", 0)], known, topics)
    assert (found["of"], found["put to"], found["nearest"][0]) == ("Talk0", "Talk1", "Ada: Clocks stop.")
