import pytest

from bench.novelty import PAIRS, report
from bench.novelty_pairs import read


@pytest.fixture(scope="module")
def found():
    return report(read(PAIRS / "held_out.yaml"))


@pytest.mark.parametrize("baseline", ["cosine", "words"])
def test_it_leads_both_plain_comparisons(found, baseline):
    assert found["threepass"]["right"] > found[baseline]["right"]
    assert found["threepass"]["known"]["precision"] > found[baseline]["known"]["precision"]


def test_no_threshold_tells_an_update_from_a_disagreement(found):
    assert found["cosine"]["updates"]["recall"] == found["words"]["disagrees"]["recall"] == 0
