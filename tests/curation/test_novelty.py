from datetime import date

import pytest

from bench.novelty import PAIRS, with_nearness
from bench.novelty_pairs import read
from curation.novelty import Met, Novelty, Told, Verdict, judge, of_all

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)
PRECISE = {Novelty.UPDATES: 0.97, Novelty.DISAGREES: 0.97, Novelty.KNOWN: 0.9}
FOUND = {Novelty.UPDATES: 0.9, Novelty.DISAGREES: 0.9, Novelty.KNOWN: 0.9}


def met(text, *, on=MARCH, by="Oda Winkel", **fields):
    told = {"passage": 7, "title": "A walk", "met_on": on, "around": text} | fields
    return Met(text, by, on, **told)


def now(text, *, on=MAY, by="Marlow Quill"):
    return Told(text, by, on, text)


@pytest.fixture(scope="module")
def judged():
    return [(pair, judge(pair.now, [pair.met]).novelty) for pair in read(PAIRS)]


def test_there_are_enough_pairs_of_every_class():
    pairs = read(PAIRS)
    assert len(pairs) >= 190
    assert min(sum(pair.novelty is one for pair in pairs) for one in Novelty) >= 25


@pytest.mark.parametrize("which", PRECISE)
def test_what_it_says_of_a_pair_is_so(judged, which):
    said = [pair for pair, one in judged if one is which]
    wrong = [pair.now.text for pair in said if pair.novelty is not which]
    assert len(wrong) <= (1 - PRECISE[which]) * len(said), wrong


@pytest.mark.parametrize("which", FOUND)
def test_it_finds_what_is_there(judged, which):
    there = [(pair, one) for pair, one in judged if pair.novelty is which]
    missed = [pair.now.text for pair, one in there if one is not which]
    assert len(missed) <= (1 - FOUND[which]) * len(there), missed


def test_the_reason_says_when_and_where_it_was_met():
    verdict = judge(now("Tolls reduce traffic."), [met("Tolls reduce traffic.")])
    assert verdict.reason == "You met this on 2 March 2026 in “A walk”."


def test_what_has_no_title_is_told_by_its_writer():
    verdict = judge(now("Tolls reduce traffic."), [met("Tolls do not reduce traffic.", title="")])
    assert verdict.reason == "Disagrees with what you met on 2 March 2026 from Oda Winkel."


def test_a_thing_is_known_from_where_it_was_met_first():
    first, again = met("Tolls reduce traffic.", passage=8), met("Tolls reduce traffic.", on=MAY, passage=3)
    assert judge(now("Tolls reduce traffic."), [again, first]).met is first


def test_it_is_set_beside_the_latest_that_it_contradicts():
    first, again = met("Tolls do not reduce traffic."), met("Tolls never reduce traffic.", on=date(2026, 4, 1))
    assert judge(now("Tolls reduce traffic."), [again, first]).met is again


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The team has twelve people.", "The team has five people."),
        ("She spent three years at the bank.", "She spent eight years at the bank."),
        ("Corrie was down for 2 hours last night.", "Corrie was down for 5 hours last night."),
        ("Corrie shipped 4 fixes.", "Corrie shipped 9 fixes."),
        ("Lecture 3 covers tolls.", "Lecture 9 covers tolls."),
    ],
)
def test_one_writer_may_speak_of_two_things(before, after):
    assert judge(now(after, by="Oda Winkel"), [met(before)]).novelty is Novelty.NEW


def test_a_show_s_title_does_not_say_which_team_is_meant():
    show = "Larder Talk, with Oda Winkel\n"
    told = Told("The team has five people.", "Oda Winkel", MAY, f"{show}The team has five people.")
    before = met("The team has twelve people.", around=f"{show}The team has twelve people.")
    assert judge(told, [before]).novelty is Novelty.NEW


def test_what_the_passages_name_is_the_same_team():
    told = Told(
        "The team has five people.", "Oda Winkel", MAY, "\nWe know that Corrie is small. The team has five people."
    )
    before = met("The team has twelve people.", around="\nWe saw Corrie. The team has twelve people.")
    assert judge(told, [before]).novelty is Novelty.UPDATES


def test_may_is_a_month():
    before = met("The Ferrow bridge opened in May 1987.")
    assert judge(now("The Ferrow bridge opened in October 1988."), [before]).novelty is Novelty.DISAGREES


@pytest.mark.parametrize("name", ["novelty_unseen.yaml", "novelty_fresh.yaml"])
def test_hard_pairs_are_rather_missed_than_told_wrongly(name):
    pairs = with_nearness(read(PAIRS.parent / name))
    told = [(pair.novelty, judge(pair.now, [pair.met]).novelty) for pair in pairs]
    assert {(is_, said) for is_, said in told if said not in (is_, Novelty.NEW)} == set()


@pytest.mark.parametrize(
    ("said", "novelty"),
    [
        ("Marlow Quill finds that the toll of Ferrow reduces traffic.", "known"),
        ("According to Oda Winkel, the toll of Ferrow reduces traffic.", "known"),
        ("Marlow Quill doubts that the toll of Ferrow reduces traffic.", "new"),
        ("Marlow Quill guesses that the toll of Ferrow reduces traffic.", "new"),
        ("Marlow Quill never said that the toll of Ferrow reduces traffic.", "new"),
    ],
)
def test_what_is_told_in_its_writer_s_name_is_what_he_says(said, novelty):
    assert judge(now(said), [met("The toll of Ferrow reduces traffic.")]).novelty == novelty


def test_what_is_not_only_so_is_not_what_is_so():
    assert judge(now("Tolls do not only reduce traffic."), [met("Tolls reduce traffic.")]).novelty is Novelty.NEW


@pytest.mark.parametrize("title", ["Larder Talk 9, with Ines Calloway", "A walk"])
def test_the_title_of_its_source_makes_nothing_new(title):
    text = "The toll of Ferrow reduces traffic at night."
    told = Told("The toll of Ferrow reduces the traffic at night.", "Teo", MAY, f"{title}\n{text}")
    assert judge(told, [met(text, near=0.98)]).novelty is Novelty.KNOWN


def test_what_was_met_in_both_ways_is_known():
    both = [met("Tolls reduce traffic."), met("Tolls do not reduce traffic.")]
    assert judge(now("Tolls reduce traffic."), both).novelty is Novelty.KNOWN


def test_a_word_that_stands_in_a_longer_sentence_is_not_known_by_it():
    assert judge(now("Curious."), [met("Curious how the toll reduces traffic.")]).novelty is Novelty.NEW


def test_a_library_without_a_word_on_it_leaves_it_new():
    assert judge(now("Tolls reduce traffic."), []).novelty is Novelty.NEW


def test_one_new_sentence_makes_the_whole_new():
    known = judge(now("Tolls reduce traffic."), [met("Tolls reduce traffic.")])
    assert of_all([known, Verdict(Novelty.NEW, "")]).novelty is Novelty.NEW


def test_one_disagreement_speaks_for_all():
    known = judge(now("Tolls reduce traffic."), [met("Tolls reduce traffic.")])
    against = judge(now("Tolls reduce traffic."), [met("Tolls do not reduce traffic.")])
    assert of_all([known, against]) is against


@pytest.mark.parametrize("text", ["", "…", "?!", "12", "The.", "no", "“”", "a " * 400])
def test_whatever_stands_there_gets_a_verdict(text):
    assert judge(now(text or " "), [met(text or " "), met("Tolls reduce traffic.")]).novelty in Novelty
