"""The measure counts by turns, alike for everybody, over what the product makes of a meeting."""

import json

import numpy as np
import pytest

from bench.meetings import meeting_of, read_meetings, read_questions
from bench.rankers import FullText, by_meaning, by_words, fused
from bench.retrieval import drawn, first, firsts, lead, measured
from bench.retrieval_fit import judged
from bench.retrieval_methods import methods
from bench.turns import parted
from curation.search.ranking import BALANCE, Balance
from tests.curation.search.talks_cast import talk
from tests.fakes import WordEmbedder

TURNS = [f"{speaker}: {text}" for speaker, text in talk()]
LONG = " ".join(
    f"The ferry had its hull painted for the {number}th time, in a green that fades." for number in range(30)
)


@pytest.fixture
def files(tmp_path):
    """One meeting, and a question that its last three turns answer."""
    meetings, questions = tmp_path / "meetings.jsonl", tmp_path / "questions.jsonl"
    meetings.write_text(json.dumps({"id": "Ferry1", "turns": TURNS}) + "\n")
    row = {"id": "Ferry1", "query": "Where did the seals sleep?", "spans": [[len(TURNS) - 3, len(TURNS) - 1]]}
    questions.write_text(json.dumps(row) + "\n" + json.dumps(row | {"spans": []}) + "\n")
    return meetings, questions


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("Odile: It 's wet , {vocalsound} is n't it ?", ("Odile", "It's wet, isn't it?")),
        ("Only words .", ("", "Only words.")),
        ("Odile: Note : this", ("Odile", "Note: this")),
    ],
)
def test_a_turn_is_read_as_it_was_said(turn, told):
    assert parted(turn) == told


def test_each_passage_is_of_one_speaker_and_puts_one_of_their_turns_forward():
    meeting = meeting_of(TURNS, WordEmbedder())
    speakers = [TURNS[turn].partition(":")[0] for turn in meeting.forward]
    assert speakers == list(meeting.ground.speakers)


def test_of_several_turns_the_longest_is_put_forward():
    meeting = meeting_of(
        ["Odile: Right.", "Odile: The ramp was repaired in June by two welders.", "Bastian: Yes."], WordEmbedder()
    )
    assert meeting.forward == (1, 2)


def test_a_long_turn_is_put_forward_by_each_of_its_passages():
    meeting = meeting_of(["Bastian: Go on.", f"Odile: {LONG}"], WordEmbedder())
    assert set(meeting.forward[1:]) == {1}
    assert len(meeting.forward) > 3


def test_what_is_asked_has_every_turn_of_its_spans(files):
    assert [one.gold for one in read_questions(files[1], WordEmbedder())] == [
        frozenset(range(len(TURNS) - 3, len(TURNS)))
    ]


def test_a_turn_that_comes_again_takes_no_second_rank():
    assert first([4, 4, 4, 7], frozenset({7})) == 2


def test_what_is_not_found_has_no_rank():
    assert first([1, 2], frozenset({7})) == np.inf


def test_the_figures_are_shares_of_the_questions():
    assert measured(np.array([1, 2, 7, np.inf])) == {"R@1": 0.25, "R@5": 0.5, "R@10": 0.75, "MRR": 0.411}


@pytest.mark.django_db
def test_ours_and_every_baseline_find_what_stands_there_in_so_many_words(files):
    meetings = read_meetings(files[0], WordEmbedder())
    asked = read_questions(files[1], WordEmbedder())
    over_turns, over_passages = methods(meetings)
    assert list(over_turns) == ["ours", "BM25", "dense alone", "full text alone"]
    assert {float(firsts(method, asked)[0]) for method in (*over_turns.values(), *over_passages.values())} == {1.0}


@pytest.mark.django_db
def test_full_text_finds_any_word_and_leaves_out_what_has_none():
    kept = FullText({"a": ["The ramp is wet.", "Seals, seals on the ramp.", "Oil."], "b": ["A seal."]}, table="tried")
    assert kept.ranked("a", "Do seals like ramps?") == [1, 0]


@pytest.mark.django_db
def test_a_question_of_signs_is_no_error():
    assert FullText({"a": ["The ramp is wet."]}, table="tried").ranked("a", "?!") == []


def test_rare_words_weigh_more():
    assert by_words("the ramp seal", ["ramp one", "seal two", "ramp three"])[0] == 1


def test_the_nearest_vector_comes_first():
    assert by_meaning(np.array([0.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]])) == [1, 0]


def test_what_both_rank_well_comes_first():
    assert fused([1, 2, 3], [2, 4])[0] == 2


def test_the_lead_is_over_the_best_of_the_others():
    ours, good, bad = np.array([1.0, 1, 1, 9]), np.array([1.0, 1, 9, 9]), np.array([9.0, 9, 9, 9])
    told = lead({"ours": ours, "BM25": bad}, {"BM25": good, "fused by rank": ours}, ["a", "a", "b", "b"])
    assert (told["best of the others"], told["points"]) == ("BM25 over passages", 25.0)


def test_where_all_meetings_gain_the_same_there_is_no_doubt():
    assert set(drawn(np.array([0.5, 0.5, 0.5]), ["a", "b", "b"])) == {0.5}


def test_meetings_that_differ_widen_the_interval():
    assert np.ptp(drawn(np.array([1.0, 0.0]), ["a", "b"])) == 1


def test_the_balance_is_chosen_without_what_is_held_out():
    held = np.array([False, False, True, True])
    other = Balance(meaning=0.9)
    ranks = {BALANCE: np.array([9.0, 9, 1, 1]), other: np.array([1.0, 1, 9, 1])}
    assert judged(ranks, held) == (0.5, 1.0)
