import numpy as np
import pytest

from curation.facts import Sign
from curation.learning import Taught, learn


def towards(*cosines):
    """Unit rows with these cosines to the first direction."""
    rows = np.zeros((len(cosines), 384), dtype=np.float32)
    for row, cosine in enumerate(cosines):
        rows[row, 0], rows[row, 1 + row] = cosine, np.sqrt(1 - cosine**2)
    return rows


ASKED = np.eye(384, dtype=np.float32)[0]


def taught(*said):
    """Of (sign, cosine)."""
    signs = [sign for sign, _ in said]
    names = [f"No. {number}" for number in range(1, len(said) + 1)]
    return Taught(range(1, len(said) + 1), signs, names, towards(*[cosine for _, cosine in said]))


def test_nobody_s_hand_pushes_nothing():
    assert learn(Taught(), ASKED).push == 0.0


@pytest.mark.parametrize(("sign", "way"), [(Sign.DROPPED, -1), (Sign.LESS, -1), (Sign.RESTORED, 1), (Sign.APPEALED, 1)])
def test_an_example_pushes_its_own_way(sign, way):
    assert np.sign(learn(taught((sign, 0.6)), ASKED).push) == way


def test_several_push_more_than_their_number():
    one = learn(taught((Sign.DROPPED, 0.4)), ASKED).push
    three = learn(taught(*[(Sign.DROPPED, 0.4)] * 3), ASKED).push
    assert three < 3 * one < 0


def test_what_is_unlike_says_nothing():
    assert learn(taught((Sign.DROPPED, 0.2)), ASKED).weighed == ()


def test_for_and_against_cancel_out():
    assert learn(taught((Sign.DROPPED, 0.5), (Sign.RESTORED, 0.5)), ASKED).push == 0.0


def test_a_source_teaches_nothing_about_itself():
    assert learn(taught((Sign.LESS, 1.0)), ASKED, besides=1).weighed == ()


def test_the_likest_is_named_first():
    weighed = learn(taught((Sign.DROPPED, 0.4), (Sign.LESS, 0.7)), ASKED).weighed
    assert [one.source for one in weighed] == [2, 1]


def test_what_was_said_outright_weighs_more():
    assert learn(taught((Sign.LESS, 0.6)), ASKED).push < learn(taught((Sign.DROPPED, 0.6)), ASKED).push
