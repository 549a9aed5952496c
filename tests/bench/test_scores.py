import numpy as np

from bench.hand_edits import Edits, edited, kept_share
from bench.scores import adjusted_rand, alone
from bench.stability import changed, padded


def labels_of(*values):
    return np.array(values, dtype=np.int64)


def test_renamed_groups_agree_wholly():
    assert adjusted_rand(labels_of(0, 0, 1, 1), labels_of(5, 5, 2, 2)) == 1


def test_one_heap_tells_nothing_of_the_groups():
    assert adjusted_rand(labels_of(0, 0, 1, 1), labels_of(0, 0, 0, 0)) == 0


def test_an_unplaced_row_is_a_group_of_its_own():
    assert alone(labels_of(0, -1, 1, -1)).tolist() == [0, 3, 1, 5]


def test_only_earlier_rows_count_as_changed():
    assert changed(labels_of(0, 1), labels_of(0, 2, 7, 7)) == 0.5


def test_made_edits_hold_right_after_they_are_made():
    edits = Edits.none(90)
    labels = edited(edits, padded(np.repeat(np.arange(3), 30), 90), np.random.default_rng(0))
    edits.must.clear()
    edits.barred.clear()
    assert kept_share(edits, labels) >= 0.9
    assert (edits.fixed >= 0).sum() > 30
