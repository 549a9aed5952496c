import numpy as np
import pytest

from curation.themes import grouping
from curation.themes.hand import Hand
from curation.themes.sparing import spared
from tests.curation.themes.test_units import NOBODY, library_of

NOTHING = np.zeros((0, 2), dtype=np.int64)


def said_nothing(rows):
    return Hand(np.full(rows, -1), NOTHING, NOTHING, NOTHING, frozenset())


def mixed(subjects, random):
    """Rows that are of one subject, and half of another."""
    centres = unit(random.normal(size=(25, 384)) + 1.2 * unit(random.normal(size=384)) * 384**0.5 / 2)
    share = random.uniform(0, 0.9, (len(subjects), 1))
    other = centres[random.integers(0, 25, len(subjects))]
    noise = random.normal(scale=1.1 / 384**0.5, size=(len(subjects), 384))
    return unit((1 - share) * centres[subjects] + share * other + noise).astype(np.float32)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def changed(seed):
    """The share of ten talks of 64 passages and 80 posts that goes to another theme when 72 posts come in."""
    random = np.random.default_rng(seed)
    subjects = np.append(np.repeat(random.integers(0, 25, 80), 8), random.integers(0, 25, 152))
    sources, vectors = [*np.repeat(np.arange(10), 64), *range(10, 162)], mixed(subjects, random)
    first = grouping.grouped(library_of(sources[:720], vectors=vectors[:720]), said_nothing(720), {}, [])
    before = np.where(first.groups >= 0, first.groups + 1, -1)
    library = library_of(sources, placed=np.append(before, np.full(72, -1)), vectors=vectors)
    library.seen[:720] = 1
    then = grouping.grouped(library, said_nothing(792), {}, [])
    after = np.array([then.heirs.get(group, 1000 + group) for group in then.groups.tolist()])[:720]
    return float(((before >= 0) & (after != before)).mean())


@pytest.mark.parametrize("seed", range(4))
def test_posts_that_come_in_do_not_turn_the_talks_around(seed):
    assert changed(seed) <= 0.05


def going(come, moving, *, said=NOBODY):
    """`moving` of forty in one theme would go to another's group, when so many come."""
    placed = np.array([1] * 40 + [2] * 40 + [-1] * come)
    groups = np.where(placed == 1, 0, 1)
    groups[:moving] = 1
    found, heirs = spared(library_of([*range(len(placed))], placed=placed), groups, {0: 1, 1: 2}, said)
    return int((np.array([heirs[group] for group in found.tolist()])[:80] != placed[:80]).sum())


def test_a_tenth_that_comes_in_changes_no_more_than_a_twentieth():
    assert [going(8, moving) for moving in (4, 5, 20)] == [4, 0, 0]


def test_where_nothing_has_come_nothing_changes():
    assert going(0, 1) == 0


def test_what_had_no_theme_may_find_one_whatever_has_come():
    library = library_of([1] * 9, placed=[1] * 4 + [-1] * 5)
    library.seen[:] = 1
    found, _ = spared(library, np.array([0] * 9), {0: 1}, NOBODY)
    assert found.tolist() == [0] * 9


def test_what_doubles_a_library_may_change_all_of_it():
    assert going(80, 20) == 20


def test_what_a_person_said_something_of_goes_whatever_has_come():
    assert going(0, 2, said=np.array([0, 1])) == 2


def test_what_gains_most_goes_first():
    vectors = np.eye(8, dtype=np.float32)[[0] * 10 + [1] * 10 + [2] * 2 + [3] * 2 + [5] * 4]
    vectors[20:22] = 0.8 * np.eye(8)[1] + 0.6 * np.eye(8)[0]
    vectors[22:24] = 0.99 * np.eye(8)[1] + 0.14 * np.eye(8)[0]
    placed = np.array([1] * 10 + [2] * 10 + [1] * 2 + [3] * 2 + [-1] * 4)
    groups = np.array([0] * 10 + [1] * 14 + [2] * 4)
    found, _ = spared(library_of([*range(28)], placed=placed, vectors=vectors), groups, {0: 1, 1: 2}, NOBODY)
    assert sorted(found[20:24].tolist()) in ([0, 0, 1, 1], [1, 1, 3, 3])


def test_a_theme_that_may_not_go_yet_goes_on_as_a_group():
    placed = np.array([1] * 10 + [2] * 20)
    found, heirs = spared(library_of([*range(30)], placed=placed), np.zeros(30, dtype=int), {0: 2}, NOBODY)
    assert [heirs[group] for group in found.tolist()] == placed.tolist()


def test_too_few_for_a_theme_go_with_those_that_stay():
    placed = np.array([1] * 20 + [-1] * 2)
    groups = np.array([0] * 12 + [1] * 10)
    found, _ = spared(library_of([*range(22)], placed=placed), groups, {0: 1}, NOBODY)
    assert found.tolist() == [0] * 22
