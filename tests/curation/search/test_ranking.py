"""The passages of one source come in the order in which they answer."""

import numpy as np
import pytest

from curation.search.ranking import Balance, Ground, likeness, ranked
from curation.search.ranking_places import PLACE, Line
from tests.curation.search.talks_cast import ENGINE, FILLER, ground_of, talk
from tests.fakes import WordEmbedder


def nearness(question, texts):
    return WordEmbedder().embed(texts) @ WordEmbedder().embed([question])[0]


def order(question, ground):
    return ranked(question, nearness(question, ground.texts), ground)


def test_what_speaks_of_it_comes_first():
    ground = ground_of(talk())
    assert "seals" in ground.texts[order("Where did the seals sleep?", ground)[0]]


def test_every_passage_comes_once():
    ground = ground_of(talk())
    assert sorted(order("What of the engine?", ground)) == list(range(len(ground.texts)))


def test_the_first_hits_are_places_apart():
    ground = ground_of(talk())
    middles = Line.of(ground.starts, ground.ends).middles
    first = middles[order("What of the engine and the stamp?", ground)[:4]]
    assert np.diff(np.sort(first)).min() > PLACE


def test_a_reader_is_shown_both_places_before_a_second_passage_of_one():
    ground = ground_of([*ENGINE, *(FILLER * 30), ("Odile", "That engine again.")])
    first, second = order("What of the engine?", ground)[:2]
    assert {first < len(ENGINE), second < len(ENGINE)} == {True, False}


def test_words_stand_higher_among_more_on_the_same():
    alone = ("Odile", "The engine is loud.")
    ground = ground_of([alone, *(FILLER * 30), *ENGINE[:2], alone, *ENGINE[2:]])
    found = order("What of the engine?", ground)
    assert found.index(len(FILLER) * 30 + 3) < found.index(0)


def test_who_is_named_is_heard_first():
    ground = ground_of(ENGINE)
    assert [
        ground.speakers[order(f"What did {name} think of the engine?", ground)[0]] for name in ("Odile", "Bastian")
    ] == [
        "Odile",
        "Bastian",
    ]


def test_without_any_vector_it_goes_by_the_words():
    ground = ground_of(talk())
    found = ranked("Where did the seals sleep?", np.zeros(len(ground.texts)), ground)
    assert "seals" in ground.texts[found[0]]


def test_a_question_of_small_words_is_ranked_by_meaning_alone():
    ground = ground_of(talk())
    scores = likeness("What is it?", nearness("What is it?", ground.texts), ground)
    assert scores.max() == pytest.approx(0.5)


def test_a_balance_of_nothing_but_meaning_goes_by_the_nearest():
    ground = ground_of(FILLER)
    assert ranked("Oil?", np.array([0.1, 0.2]), ground, Balance(meaning=1, speaker=0))[0] == 1


def test_the_order_of_the_rows_does_not_matter():
    lines = talk()
    there, back = ground_of(lines), ground_of(lines)
    last = len(lines) - 1
    turned = Ground(back.texts[::-1], back.speakers[::-1], back.starts[::-1], back.ends[::-1])
    question = "How many seals slept on the ramp, and where did the tickets get wet?"
    assert [last - row for row in order(question, turned)[:2]] == order(question, there)[:2]


def test_a_source_of_one_passage_has_one():
    assert order("Anything?", ground_of([("", "A single note.")])) == [0]


def test_a_source_without_passages_has_none():
    assert ranked("Anything?", np.zeros(0), Ground([], [], [], [])) == []
