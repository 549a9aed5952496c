import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.theme_map import LEASH, place_passages, place_themes, radii_of


def unit(rows):
    rows = np.asarray(rows, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def scattered(count, seed=3):
    return unit(np.random.default_rng(seed).normal(size=(count, 24)))


# Two pairs of like themes: the first two, the last two.
PAIRS = unit([[1, 0.2, 0, 0], [1, -0.2, 0, 0], [0, 0, 1, 0.2], [0, 0, 1, -0.2]])
SIZES = radii_of([10, 10, 10, 10])


def gap(places, one, other):
    return float(np.linalg.norm(places[one] - places[other]))


def test_like_themes_lie_together():
    places = place_themes(PAIRS, SIZES)
    assert max(gap(places, 0, 1), gap(places, 2, 3)) < min(gap(places, 0, 2), gap(places, 1, 3))


def test_the_same_themes_are_laid_out_the_same():
    assert np.array_equal(
        place_themes(scattered(9), radii_of(range(5, 14))), place_themes(scattered(9), radii_of(range(5, 14)))
    )


@given(st.integers(1, 25), st.integers(0, 99))
def test_every_disc_lies_on_the_map(count, seed):
    radii = radii_of(np.random.default_rng(seed).integers(1, 400, count))
    places = place_themes(scattered(count, seed), radii)
    assert np.isfinite(places).all()
    assert ((places - radii[:, None] >= -1e-9) & (places + radii[:, None] <= 1 + 1e-9)).all()


@given(st.integers(2, 20), st.integers(1, 5), st.integers(0, 99))
def test_a_theme_stays_where_it_was_when_others_come(count, new, seed):
    vectors, sizes = scattered(count + new, seed), np.random.default_rng(seed).integers(5, 90, count + new)
    before = place_themes(vectors[:count], radii_of(sizes[:count]))
    known = np.concatenate([before, np.full((new, 2), np.nan)])
    after = place_themes(vectors, radii_of(sizes), known)
    assert np.linalg.norm(after[:count] - before, axis=1).max() <= LEASH + 1e-9


def test_a_new_theme_comes_to_lie_by_what_it_is_like():
    before = place_themes(PAIRS, SIZES)
    vectors = np.concatenate([PAIRS, unit([[1, 0, 0.1, 0]])])
    after = place_themes(vectors, radii_of([10] * 5), np.concatenate([before, [[np.nan, np.nan]]]))
    assert max(gap(after, 4, 0), gap(after, 4, 1)) < min(gap(after, 4, 2), gap(after, 4, 3))


def test_one_theme_lies_in_the_middle_and_none_nowhere():
    assert place_themes(scattered(1), radii_of([4])).tolist() == [[0.5, 0.5]]
    assert place_themes(scattered(0).reshape(0, 24), radii_of([])).shape == (0, 2)


def test_equal_themes_do_not_lie_on_one_spot():
    places = place_themes(np.repeat(scattered(1), 3, axis=0), radii_of([10, 10, 10]))
    assert min(gap(places, 0, 1), gap(places, 0, 2), gap(places, 1, 2)) > 0.01


@pytest.mark.parametrize("count", [1, 2, 40])
def test_passages_lie_in_the_disc_of_their_theme(count):
    places = place_themes(PAIRS, SIZES)
    themes = np.zeros(count, dtype=np.int64)
    found = place_passages(scattered(count)[:, :4], themes, PAIRS, places, SIZES)
    assert (np.linalg.norm(found - places[0], axis=1) <= SIZES[0]).all()


def test_a_passage_leans_to_the_theme_it_is_near_to():
    places = place_themes(PAIRS, SIZES)
    leaning = unit([[1, 0.2, 0.5, 0], [1, 0.2, -0.5, 0]])
    found = place_passages(leaning, np.zeros(2, dtype=np.int64), PAIRS, places, SIZES)
    far = (places[2] + places[3]) / 2
    assert np.linalg.norm(found[0] - far) < np.linalg.norm(found[1] - far)


def test_equal_passages_do_not_lie_on_one_spot():
    found = place_passages(
        np.repeat(PAIRS[:1], 6, axis=0), np.zeros(6, dtype=np.int64), PAIRS, place_themes(PAIRS, SIZES), SIZES
    )
    assert len(np.unique(found.round(4), axis=0)) == 6
