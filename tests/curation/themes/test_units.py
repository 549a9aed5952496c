import numpy as np

from curation.themes.library import Library
from curation.themes.lineage import trace
from curation.themes.placing import centroids_of, settled
from curation.themes.units import means, most_common, units_of


def library_of(sources, *, chapters=None, placed=None, vectors=None):
    """Rows by source; what is not said is nothing."""
    rows = len(sources)
    none = np.full(rows, -1, dtype=np.int64)
    placed = none if placed is None else np.array(placed)
    return Library(
        ids=np.arange(rows),
        sources=np.array(sources),
        chapters=none if chapters is None else np.array(chapters),
        positions=np.arange(rows),
        words=none + 20,
        met=none + 1,
        stored=placed,
        by_hand=none + 1,
        seen=np.where(placed >= 0, 1, 0),
        placed=placed,
        vectors=np.eye(8, dtype=np.float32)[np.zeros(rows, dtype=int)] if vectors is None else vectors,
    )


NOBODY = np.zeros(0, dtype=np.int64)


def units(library, *, fixed=None, alone=NOBODY):
    fixed = np.full(len(library), -1) if fixed is None else np.array(fixed)
    return units_of(library, fixed, np.array(alone, dtype=np.int64)).tolist()


def spans(numbers):
    """How many rows each unit has, in the order of their first."""
    return [numbers.count(number) for number in dict.fromkeys(numbers)]


def test_a_short_source_is_one_unit():
    assert spans(units(library_of([1] * 5 + [2] + [3] * 12))) == [5, 1, 12]


def test_a_long_source_is_cut_into_stretches_of_about_eight():
    assert spans(units(library_of([1] * 40))) == [8, 8, 8, 8, 8]


def test_no_stretch_reaches_over_the_end_of_a_chapter():
    assert spans(units(library_of([1] * 30, chapters=[7] * 3 + [8] * 17 + [9] * 10))) == [3, 9, 8, 10]


def test_what_a_hand_put_elsewhere_is_a_unit_of_its_own():
    found = units(library_of([1] * 5), fixed=[-1, 4, 4, -1, -1])
    assert spans(found) == [3, 2]
    assert found[0] == found[3] == found[4]


def test_what_something_was_said_of_is_alone():
    assert spans(units(library_of([1] * 4), alone=[1, 2])) == [2, 1, 1]


def test_nothing_has_no_units():
    assert units(library_of([])) == []


def test_a_unit_is_the_mean_of_its_rows():
    vectors = np.eye(4, dtype=np.float32)[[0, 1, 2]]
    assert np.allclose(means(vectors, np.array([0, 0, 1])), [[0.5**0.5, 0.5**0.5, 0, 0], [0, 0, 1, 0]])


def test_a_unit_was_where_most_of_its_rows_were():
    assert most_common(np.array([5, 5, 3, -1, -1, 3]), np.array([0, 0, 0, 0, 1, 2])).tolist() == [5, -1, 3]


def placed_by(vectors, own, **given):
    library = library_of([1] * len(vectors), vectors=np.array(vectors, dtype=np.float32))
    nothing = np.full(len(vectors), -1)
    given = {"earlier": nothing, "fixed": nothing} | {name: np.array(value) for name, value in given.items()}
    centroids = np.eye(2, dtype=np.float32)
    return settled(library, np.zeros(len(vectors), dtype=np.int64), np.array(own), centroids, **given).tolist()


NEAR_THE_OTHER = [[0.0, 1.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]
BETWEEN = [[0.68, 0.73], [0.68, 0.73]]


def test_a_passage_that_clearly_belongs_to_another_group_goes_there():
    assert placed_by(NEAR_THE_OTHER, [0] * 5) == [1, 1, 1, 0, 0]


def test_a_passage_in_between_stays_with_its_unit():
    assert placed_by(BETWEEN, [0, 0]) == [0, 0]


def test_a_passage_is_drawn_to_where_it_was():
    assert placed_by([[0.65, 0.74], [0.65, 0.74]], [0, 0]) == [0, 0]
    assert placed_by([[0.65, 0.74], [0.65, 0.74]], [0, 0], earlier=[1, -1]) == [1, 0]


def test_what_a_hand_fixed_goes_nowhere():
    assert placed_by(NEAR_THE_OTHER, [0] * 5, fixed=[9] * 5) == [0] * 5


def traced(placed, groups, heirs, *, held=(), barred=(), echoes=()):
    library = library_of([*range(len(placed))], placed=placed, vectors=np.eye(8, dtype=np.float32)[groups])
    return trace(library, np.array(groups), heirs, held, barred, echoes)


def test_a_theme_most_of_which_went_into_another_group_was_absorbed():
    assert traced([1, 1, 1, 2, 2, 2, 2], [0] * 7, {0: 2}).absorbed == {1: 0}


def test_a_theme_that_was_scattered_was_absorbed_by_none():
    assert traced([1, 1, 2, 2, 3, 3], [0, 1, 0, 0, 1, 1], {0: 2, 1: 3}).absorbed == {}


def test_a_theme_that_a_hand_has_shaped_keeps_its_rows():
    found = traced([1, 1, 1, 2, 2, 2, 2], [0] * 7, {0: 2}, held=[1], barred=[(2, 1)])
    assert found.absorbed == {}
    assert found.groups.tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert found.heirs == {0: 2, 1: 1}


def test_a_new_group_mostly_of_one_theme_split_from_it():
    assert traced([1, 1, 1, 1, 1, -1], [0, 0, 0, 1, 1, 1], {0: 1}).offshoots == {1: 1}


def test_a_new_group_mostly_of_what_is_new_split_from_nothing():
    assert traced([1, 1, 1, 1, -1, -1], [0, 0, 0, 1, 1, 1], {0: 1}).offshoots == {}


def test_a_new_group_as_what_was_merged_goes_to_what_it_was_merged_into():
    echo = np.eye(8, dtype=np.float32)[1]
    assert traced([1, 1, -1, -1], [0, 0, 1, 1], {0: 1}, echoes=[(1, echo)]).groups.tolist() == [0, 0, 0, 0]


def test_a_passage_does_not_come_back_that_way_to_what_it_never_joins():
    echo = np.eye(8, dtype=np.float32)[1]
    found = traced([1, 1, -1, -1], [0, 0, 1, 1], {0: 1}, echoes=[(1, echo)], barred=[(3, 1)])
    assert found.groups.tolist() == [0, 0, 0, -1]


def test_the_share_that_stayed_is_of_what_a_theme_had():
    assert traced([1, 1, 1, 1, -1], [0, 0, 0, 1, 0], {0: 1}).stayed == {1: 0.75}


def test_a_group_without_rows_has_no_direction():
    assert not centroids_of(np.eye(2, dtype=np.float32), np.array([1, 1]))[0].any()
