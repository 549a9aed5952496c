import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.clustering import UNPLACED, assign, cluster, match
from tests.curation.test_clustering import blobs, labels_of, nothings


def pairs(*rows):
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def padded(labels, rows):
    return np.append(labels, np.full(rows - len(labels), UNPLACED))


def named(found, before, fixed=None):
    heirs = match(found, before, fixed=fixed)
    return np.array([heirs.get(int(group), 1000 + int(group)) if group >= 0 else -1 for group in found])


def shuffled(vectors, seed):
    return vectors[np.random.default_rng(seed).permutation(len(vectors))]


LINKS = st.lists(st.tuples(st.integers(0, 89), st.integers(0, 89)), max_size=6).map(lambda rows: pairs(*rows))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_new_changes_nothing(seed):
    vectors = shuffled(blobs(60, 50, 40, 30, noise=2.2)[0], seed)
    grown = cluster(vectors, previous=padded(cluster(vectors[:120]), 180))
    assert (cluster(vectors, previous=grown) == grown).all()


@pytest.mark.parametrize("seed", range(8))
def test_a_tenth_more_moves_at_most_one_in_twenty(seed):
    vectors = shuffled(blobs(80, 70, 60, 50, 40, noise=1.8)[0], seed)
    before = cluster(vectors[:273])
    after = named(cluster(vectors, previous=padded(before, 300)), padded(before, 300))
    assert (after[:273] != before).mean() <= 0.05


def test_a_new_subject_becomes_a_theme_beside_the_old_ones():
    vectors, true = blobs(40, 40, 30)
    found = cluster(vectors, previous=np.where(true < 2, true, UNPLACED))
    assert named(found, np.where(true < 2, true, UNPLACED)).tolist() == [*true[:80], *[1002] * 30]


def test_a_theme_that_grows_many_times_over_goes_on():
    vectors, true = blobs(80, 10, 10)
    before = np.where((true > 0) | (np.arange(100) < 8), true, UNPLACED)
    assert named(cluster(vectors, previous=before), before).tolist() == true.tolist()


def test_what_comes_in_joins_the_theme_it_is_like():
    vectors, true = blobs(40, 40)
    before = true.copy()
    before[[5, 50]] = UNPLACED
    assert (named(cluster(vectors, previous=before), before) == true).all()


def test_linked_passages_end_together():
    vectors, _ = blobs(30, 30, 30)
    found = cluster(vectors, must=pairs((0, 40), (40, 80)))
    assert found[0] == found[40] == found[80] >= 0


def test_passages_kept_apart_never_share_a_theme():
    vectors, _ = blobs(30, 30, 30)
    found = cluster(vectors, cannot=pairs((0, 1), (0, 2)))
    assert found[0] not in (found[1], found[2])


def test_a_barred_passage_stays_away_and_the_rest_stays():
    vectors, true = blobs(30, 30, 30)
    found = named(cluster(vectors, previous=true, barred=pairs((0, 0))), true)
    assert found[0] != 0
    assert (found[1:] == true[1:]).all()


def test_a_barred_passage_stays_away_next_week_too():
    vectors, true = blobs(30, 30, 30)
    before = true.copy()
    before[0] = UNPLACED
    assert named(cluster(vectors, previous=before, barred=pairs((0, 0))), before)[0] != 0


def test_a_placement_wins_over_links():
    vectors, true = blobs(30, 30)
    hand = np.full(60, UNPLACED)
    hand[0], hand[1] = 1, 1
    said = pairs((0, 1))
    found = cluster(vectors, previous=true, fixed=hand, cannot=said, must=pairs((0, 5)), barred=pairs((0, 1)))
    assert found[0] == found[1] == found[59]


def test_apart_wins_over_together():
    vectors, _ = blobs(30, 30)
    found = cluster(vectors, must=pairs((0, 1), (1, 2)), cannot=pairs((0, 2)))
    assert found[0] != found[2]


@settings(max_examples=25)
@given(must=LINKS, cannot=LINKS, seed=st.integers(0, 5))
def test_links_never_raise_and_apart_is_kept(must, cannot, seed):
    vectors = shuffled(blobs(30, 30, 30, noise=1.5)[0], seed)
    found = cluster(vectors, must=must, cannot=cannot)
    assert all(one == other or found[one] < 0 or found[one] != found[other] for one, other in cannot.tolist())


@settings(max_examples=25)
@given(must=LINKS, cannot=LINKS, seed=st.integers(0, 1000))
def test_with_links_and_memory_the_order_does_not_matter(must, cannot, seed):
    vectors, true = blobs(30, 30, 30, noise=1.5)
    before = np.where(np.arange(90) % 4 == 0, UNPLACED, true)
    order = np.random.default_rng(seed).permutation(90)
    place = np.argsort(order)
    expected = cluster(vectors, previous=before, must=must, cannot=cannot)
    found = cluster(vectors[order], previous=before[order], must=place[must], cannot=place[cannot])
    assert (named(found, before[order]) == named(expected, before)[order]).all()


@settings(max_examples=25)
@given(must=LINKS, cannot=LINKS)
def test_what_links_made_of_it_stands_the_next_time(must, cannot):
    vectors, _ = blobs(30, 30, 30, noise=1.5)
    found = cluster(vectors, must=must, cannot=cannot)
    assert (cluster(vectors, previous=found, must=must, cannot=cannot) == found).all()


@pytest.mark.parametrize("rows", [0, 1, 2, 5, 40])
def test_rows_of_zeros_belong_to_nothing(rows):
    assert cluster(np.zeros((rows, 384), dtype=np.float32)).tolist() == [UNPLACED] * rows


def test_equal_passages_share_a_theme():
    found = cluster(np.repeat(nothings([0, 1, 2]), 30, axis=0))
    assert [len(set(found[start : start + 30])) for start in (0, 30, 60)] == [1, 1, 1]


def test_cells_find_nearly_the_neighbours_that_all_rows_would(monkeypatch):
    vectors, true = blobs(*[40] * 10)
    monkeypatch.setattr("curation.clustering.neighbours.EXACT_UP_TO", 100)
    found = cluster(vectors)
    assert len({*zip(found.tolist(), true.tolist(), strict=True)}) == 10


def test_a_row_is_assigned_to_the_nearest_centroid_or_none():
    centroids = nothings([0, 1])
    assert assign(nothings([1, 0, 5]), centroids, least=0.3).tolist() == [1, 0, UNPLACED]


def test_where_there_is_no_theme_nothing_is_assigned():
    assert assign(nothings([1, 2]), np.empty((0, 64), dtype=np.float32)).tolist() == [UNPLACED] * 2


def test_a_theme_that_lost_all_its_passages_is_known_by_its_centre():
    vectors, _ = blobs(30)
    centre = vectors.sum(axis=0) / np.linalg.norm(vectors.sum(axis=0))
    none = np.full(30, UNPLACED)
    assert match(np.zeros(30, dtype=np.int64), none, vectors=vectors, centroids={7: centre}) == {0: 7}


def test_members_go_before_centres():
    vectors, true = blobs(5, 5)
    centres = {4: vectors[:5].mean(axis=0)}
    old = labels_of(*[3] * 5, *[4] * 5)
    assert match(true, old, vectors=vectors, centroids=centres) == {0: 3, 1: 4}
