import subprocess
import sys

import numpy as np
import pytest

from curation.clustering import UNPLACED, cluster, match
from curation.clustering.twins import without_twins


def blobs(*sizes, noise=0.6, seed=0):
    """Unit rows around orthogonal centres, one blob to a size, and the blob of each row."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    rows = np.eye(64)[labels] + random.normal(scale=noise / 8, size=(len(labels), 64))
    return unit(rows), labels


def unit(rows):
    rows = np.asarray(rows, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def nothings(dimensions=range(40, 60)):
    """Rows that are like nothing at all."""
    return np.eye(64, dtype=np.float32)[list(dimensions)]


def labels_of(*values):
    return np.array(values, dtype=np.int64)


def purity(found, true):
    pairs = {(int(one), int(other)) for one, other in zip(found, true, strict=True)}
    return len(pairs) == len(set(true.tolist())) == len(set(found.tolist()))


def test_it_finds_the_groups_that_are_there():
    vectors, true = blobs(40, 30, 20)
    assert purity(cluster(vectors), true)


def test_it_numbers_groups_by_size():
    vectors, true = blobs(10, 40, 20)
    found = cluster(vectors)
    assert np.bincount(found).tolist() == [40, 20, 10]
    assert set(found[true == 1]) == {0}


def test_it_gives_the_same_groups_twice():
    vectors, _ = blobs(60, 60, 60, noise=2.5)
    first = cluster(vectors)
    assert all((cluster(vectors) == first).all() for _ in range(5))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(seed):
    vectors, _ = blobs(60, 60, 60, noise=2.5)
    shuffled = np.random.default_rng(seed).permutation(len(vectors))
    assert (cluster(vectors[shuffled]) == cluster(vectors)[shuffled]).all()


def test_it_leaves_out_passages_that_are_like_nothing_else():
    vectors, _ = blobs(30, 30)
    found = cluster(np.concatenate([vectors, nothings()]))
    assert set(found[:60]) == {0, 1}
    assert set(found[60:]) == {UNPLACED}


def test_it_makes_no_theme_of_two():
    vectors, _ = blobs(30, 2)
    assert set(cluster(vectors)[30:]) == {UNPLACED}


def test_a_crumb_joins_the_group_it_is_like():
    vectors, _ = blobs(30, 30)
    crumb = unit([vectors[0] + 0.3 * np.eye(64)[50], vectors[1] + 0.3 * np.eye(64)[50]])
    found = cluster(np.concatenate([vectors, crumb]))
    assert set(found[60:]) == {found[0]}


def test_a_library_of_nothing_in_common_has_no_themes():
    assert (cluster(nothings()) == UNPLACED).all()


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_it_bears_a_library_with_next_to_nothing_in_it(rows):
    vectors, _ = blobs(rows)
    assert cluster(vectors).tolist() == [UNPLACED] * rows


@pytest.mark.parametrize("rows", [3, 4, 5])
@pytest.mark.parametrize("seed", range(3))
def test_a_few_passages_of_one_kind_are_a_theme(rows, seed):
    vectors, _ = blobs(rows, seed=seed)
    assert cluster(vectors).tolist() == [0] * rows


def test_of_very_many_groups_only_the_largest_are_looked_at_for_twins(monkeypatch):
    monkeypatch.setattr("curation.clustering.twins.MOST_GROUPS", 2)
    vectors, _ = blobs(20, 20, 2, 2)
    labels = labels_of(*[7] * 10, *[2] * 10, *[5] * 20, 0, 0, 1, 1)
    assert without_twins(vectors, labels).tolist() == labels.tolist()
    monkeypatch.undo()
    assert set(without_twins(vectors, labels)[:20]) in ({2}, {7})


def test_equal_passages_do_not_upset_it():
    vectors = np.repeat(nothings([0, 1]), 10, axis=0)
    found = cluster(vectors)
    assert set(found[:10]) != set(found[10:])


def test_a_crowd_of_near_copies_is_one_group():
    vectors, _ = blobs(100, noise=0.3)
    assert set(cluster(vectors)) == {0}


def test_a_higher_resolution_gives_more_groups():
    vectors, _ = blobs(200, 200, noise=2)
    assert cluster(vectors, resolution=4).max() > cluster(vectors, resolution=0.5).max()


def test_small_blocks_give_the_same_neighbours(monkeypatch):
    vectors, _ = blobs(40, 40, noise=2)
    expected = cluster(vectors)
    monkeypatch.setattr("curation.clustering.neighbours.BLOCK_CELLS", 700)
    assert (cluster(vectors) == expected).all()


def test_earlier_groups_pull_their_passages_together():
    vectors, _ = blobs(150, noise=3)
    halves = np.repeat([0, 1], 75)
    alone = _strangers(cluster(vectors), halves)
    assert _strangers(cluster(vectors, previous=halves), halves) < alone


def _strangers(found, halves):
    """The share of pairs within the groups found that come from different halves."""
    together = found[:, None] == found[None, :]
    return (halves[:, None] != halves[None, :])[together].mean()


def test_it_keeps_a_passage_where_the_hand_put_it():
    vectors, true = blobs(30, 30)
    hand = np.full(60, UNPLACED)
    hand[0] = 1
    found = cluster(vectors, previous=true, fixed=hand)
    assert found[0] == found[59]
    assert found[0] != found[1]


def test_a_theme_made_by_hand_stands_however_small():
    vectors, true = blobs(30, 30)
    hand = np.full(60, UNPLACED)
    hand[[0, 31]] = 7
    found = cluster(vectors, previous=true, fixed=hand)
    assert (found == found[0]).nonzero()[0].tolist() == [0, 31]
    assert found.max() == 2


def test_a_passage_like_nothing_stays_where_the_hand_put_it():
    vectors, true = blobs(30, 30)
    vectors = np.concatenate([vectors, nothings([50])])
    hand = np.full(61, UNPLACED)
    hand[60] = 1
    found = cluster(vectors, previous=np.append(true, UNPLACED), fixed=hand)
    assert found[60] == found[31]


def test_two_themes_kept_apart_by_hand_never_merge():
    vectors, _ = blobs(40)
    hand = np.full(40, UNPLACED)
    hand[:3], hand[-3:] = 5, 6
    found = cluster(vectors, fixed=hand)
    assert len({*found[:3]}) == len({*found[-3:]}) == 1
    assert found[0] != found[-1]


def test_the_arguments_are_left_as_they_were():
    vectors, true = blobs(30, 30)
    hand = np.full(60, UNPLACED)
    hand[0] = 1
    before = vectors.copy(), true.copy(), hand.copy()
    cluster(vectors, previous=true, fixed=hand)
    assert all((one == other).all() for one, other in zip(before, (vectors, true, hand), strict=True))


def test_a_group_is_what_most_of_its_members_were():
    assert match(labels_of(0, 0, 0, 1, 1), labels_of(4, 4, 9, 9, 9)) == {0: 4, 1: 9}


def test_only_one_group_continues_a_theme_that_split():
    assert match(labels_of(0, 0, 0, 1, 1), labels_of(3, 3, 3, 3, 3)) == {0: 3}


def test_only_one_theme_continues_in_a_group_that_merged():
    assert match(labels_of(0, 0, 0, 0, 0), labels_of(2, 2, 3, 3, 3)) == {0: 3}


def test_new_passages_do_not_make_a_theme_a_stranger():
    assert match(np.zeros(50, dtype=np.int64), np.append(np.full(47, UNPLACED), [8, 8, 8])) == {0: 8}


def test_a_group_that_shares_too_little_is_new():
    new = labels_of(0, 1, 1, 1, 1, 2, 2, 2, 2)
    assert match(new, labels_of(5, 5, 5, 5, 5, 5, 5, 5, 5)) == {1: 5}
    assert match(labels_of(0, 1, 2, 3, 4), labels_of(5, 5, 5, 5, 5)) == {}


def test_ties_fall_to_the_lower_numbers():
    assert match(labels_of(0, 0, 1, 1), labels_of(6, 6, 6, 6)) == {0: 6}


def test_what_was_never_placed_matches_nothing():
    assert match(labels_of(0, 0, -1), labels_of(-1, -1, 3)) == {}


def test_the_hand_says_which_theme_a_group_is():
    new, old = labels_of(0, 0, 0, 1), labels_of(4, 4, 4, 4)
    assert match(new, old, fixed=labels_of(-1, -1, -1, 9)) == {0: 4, 1: 9}


def test_a_theme_made_by_hand_keeps_its_identity():
    vectors, true = blobs(30, 30)
    hand = np.full(60, UNPLACED)
    hand[[0, 31]] = 7
    found = cluster(vectors, previous=true, fixed=hand)
    assert match(found, true, fixed=hand)[int(found[0])] == 7


def test_importing_the_module_loads_no_graph_library():
    code = "import sys, curation.clustering; sys.exit('sknetwork' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
