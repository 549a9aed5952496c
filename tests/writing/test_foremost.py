import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from curation.writing.foremost import foremost
from curation.writing.portions import size
from curation.writing.schemas import Offer
from tests.fakes import WordEmbedder

LONG = "The small bakery on the harbour weighs its flour twice because damp flour weighs far more than dry flour does."


def put(number, text=LONG, *, source=1):
    return Offer(number, source, text, vector=WordEmbedder().embed([text])[0])


def ids(offers):
    return [offer.passage_id for offer in offers]


def test_what_fits_is_all_taken():
    offers = [put(1), put(2, "Hello.")]
    assert foremost(offers, 1000) == offers


def test_every_source_is_heard_before_one_is_heard_twice():
    offers = [put(1), put(2), put(3), put(4, source=2), put(5, source=3)]
    assert ids(foremost(offers, size(offers) * 3 // 5)) == [1, 4, 5]


def test_a_greeting_is_left_out_first():
    offers = [put(1, "Hello there."), put(2), put(3, "Well, yes."), put(4)]
    assert ids(foremost(offers, size([put(2), put(4)]))) == [2, 4]


def test_what_is_far_from_the_theme_is_left_out_before_what_is_near():
    far = put(
        1, "Seven ministers resigned on Tuesday evening after parliament rejected their budget for railways again."
    )
    offers = [far, put(2), put(3), put(4)]
    assert ids(foremost(offers, size(offers[1:]))) == [2, 3, 4]


def test_without_vectors_it_goes_by_what_is_said():
    offers = [Offer(1, 1, "Hello."), Offer(2, 1, LONG)]
    assert ids(foremost(offers, size(offers[1:]))) == [2]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 60)), min_size=1, max_size=20), st.integers(1, 800))
def test_it_keeps_to_the_room_and_to_the_order(told, most):
    offers = [
        Offer(number, source, "word " * words, vector=np.ones(384)) for number, (source, words) in enumerate(told)
    ]
    chosen = foremost(offers, most)
    assert ids(chosen) == sorted(ids(chosen))
    assert len(chosen) == 1 or size(chosen) <= most
