import pytest

from bench.alterations import drawn
from bench.evidence import SCENES, report
from bench.scenes import read

TEXT = """The ferry took 42 pilgrims to the island. Some of them did not come back. Brother Anselm can read old maps.
Later the abbot asked Tessa for three boats. The ropes are stored behind the chapel door. She has mended most of the
nets. The tide comes in at seven. Nobody has counted the bells since Marek left the tower.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pilgrims.txt").write_text(" ".join(TEXT.split()) * 3)
    return tmp_path


def test_it_leads_both_plain_comparisons():
    found = report(read(SCENES / "held_out.yaml"))
    ours, others = found["threepass"], [found["substring"], found["difflib"]]
    assert all(ours["recall"] > other["recall"] for other in others)
    assert all(ours["precision"] > other["precision"] for other in others)


def test_it_counts_what_was_let_through_by_kind():
    found = report(read(SCENES / "held_out.yaml"))
    assert set(found["substring"]["let_through"]) == {
        case.change for case in read(SCENES / "held_out.yaml") if not case.holds
    }


def test_sentences_drawn_from_texts_come_whole_and_altered(folder):
    cases = drawn(folder, 3)
    assert {case.holds for case in cases} == {True, False}
    assert all(case.draft.text in case.passages[1] for case in cases if case.change == "verbatim")


def test_what_is_drawn_is_drawn_again(folder):
    assert drawn(folder, 3) == drawn(folder, 3)
