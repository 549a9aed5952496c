import json

import numpy as np
import pytest

from bench.abstain import HOLDING, LIBRARIES, SILENT, auc, judged, put_to_all, told
from bench.abstain_rows import look, meetings, questions
from tests.writing.bag_embedder import BagEmbedder

SUBJECTS = ["cranes", "bread", "beans", "clocks", "ferries", "carpets", "kettles", "lamps", "bells", "ropes"]


@pytest.fixture
def files(tmp_path):
    """Each meeting speaks of a subject of its own, and is asked about it."""
    rows = [
        {
            "id": f"Talk{number}",
            "turns": [f"Ada: The {word} are old and {word} cost a lot.", f"Ben: Yes, buy other {word} soon."],
        }
        for number, word in enumerate(SUBJECTS)
    ]
    asked = [{"id": f"Talk{number}", "query": f"What about {word}?"} for number, word in enumerate(SUBJECTS)]
    for name, lines in (("meetings", rows), ("questions", asked)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return tmp_path / "meetings.jsonl", tmp_path / "questions.jsonl"


@pytest.fixture
def known(files):
    return meetings(files[0], BagEmbedder())


@pytest.fixture
def put(files, known):
    return put_to_all(questions(files[1], known), known, BagEmbedder(), 3, np.random.default_rng(1))[0]


def test_a_meeting_is_parted_by_who_speaks(known):
    assert [offer.author for offer in known[0].offers] == ["Ada", "Ben"]


def test_meetings_of_one_series_of_names_are_of_one_kind(known):
    assert {meeting.kind for meeting in known} == {"a0"}


def test_the_passage_that_holds_the_words_is_offered_first(known):
    found = look(known[1], "Buy it soon?", BagEmbedder().embed(["Buy it soon?"])[0])
    assert found.offers[0].text.startswith("Yes")


def test_a_wrong_meeting_is_never_the_right_one(put):
    assert put.drawn[put.right].sum() == 0
    assert put.drawn.sum() == 3 * len(SUBJECTS)


def test_a_silent_library_lacks_the_meeting_that_answers(put):
    places = np.arange(len(SUBJECTS))
    assert not any(place in put.rivals[SILENT][place] for place in places)
    assert any(place in put.rivals[HOLDING][place, (place + 1) % len(SUBJECTS)] for place in places)


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_plain_is_learnt(put, library):
    found = told(put, judged(put, "threepass", library))
    assert found["AUC, any"][0] == 1.0


def test_a_question_is_judged_once_and_by_others(put):
    held = [place for one in judged(put, "best cosine", "") for place in one.held]
    assert sorted(held) == list(range(len(SUBJECTS)))


def test_a_tie_counts_half_in_the_area_under_the_curve():
    assert auc(np.array([1.0, 2.0]), np.array([0.0, 2.0])) == 0.625
