import json

import pytest

from bench.baselines import BASELINES, cut, random_words
from bench.summaries import Scored, report, rouge, score
from bench.summary_rows import gathered
from curation.writing.extractive import ExtractiveWriter
from tests.writing.bag_embedder import BagEmbedder

TURNS = [
    "Ada: The harbour cranes lift at night now , because power is cheap after ten o'clock .",
    "Ben: Uh {pause} two drivers asked for the day shift back and got it within a week .",
    "Ada: The harbour cranes pay a third less for power since they lift at night .",
    "Ben: Nobody in the town has complained about the harbour cranes or about their noise .",
]
REFERENCE = "The harbour cranes lift at night and pay a third less for power."


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "summaries"
    folder.mkdir()
    talk = "\n\n".join(f"**{turn.replace(': ', ':** ', 1)}" for turn in TURNS)
    rows = {
        "talks": {"source_text": talk, "reference_summary": REFERENCE},
        "answers": {"id": "m1", "answer": REFERENCE},
    }
    for name, row in rows.items():
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (folder / "port_meetings.jsonl").write_text(json.dumps({"id": "m1", "turns": TURNS}) + "\n", "utf-8")
    return folder


def test_a_row_without_its_source_takes_the_meeting_of_its_id(data):
    assert [text.data for text in gathered(data, BagEmbedder())] == ["answers", "talks"]


def test_a_meeting_is_read_as_talk_without_the_marks_of_its_annotators(data):
    meeting = gathered(data, BagEmbedder())[0]
    assert {offer.author for offer in meeting.offers} == {"Ada", "Ben"}
    assert "{" not in " ".join(meeting.sentences)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_every_baseline_fills_exactly_its_budget(name, data):
    talk = gathered(data, BagEmbedder())[1]
    assert len(BASELINES[name](talk.sentences, 30).split()) == 30


def test_what_is_cut_stands_in_the_order_of_the_text():
    assert cut([(2, "three three"), (0, "one one"), (1, "two two")], 5) == "one one two three three"


def test_random_is_the_same_for_a_seed(data):
    talk = gathered(data, BagEmbedder())[1]
    assert random_words(talk.sentences, 20, 7) == random_words(talk.sentences, 20, 7)


def test_each_method_is_scored_at_our_own_length(data):
    writer = ExtractiveWriter(BagEmbedder())
    found = score(gathered(data, BagEmbedder())[1], writer, statements=2, seeds=2)
    assert found.words > 0
    assert set(found.scores) == {"threepass", "random", *BASELINES}


def test_the_words_of_the_reference_score_full_marks():
    assert rouge(REFERENCE, REFERENCE) == [1.0, 1.0, 1.0]


def test_ours_leads_only_where_it_leads_on_every_measure():
    better, mixed = [0.5, 0.5, 0.5], [0.6, 0.4, 0.4]
    found = report([Scored("talks", "even", 40, {"threepass": better, "lead": mixed})])
    assert found["overall"]["leads_each"] is False


def test_means_are_over_the_texts_of_each_set():
    rows = [Scored(name, "even", 40, {"threepass": [value] * 3}) for name, value in (("a", 0.2), ("b", 0.4))]
    assert report(rows)["overall"]["threepass"]["rouge1"] == 0.3
    assert report(rows)["b"]["threepass"]["rouge1"] == 0.4
