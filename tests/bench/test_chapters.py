import numpy as np
import pytest

from bench.chapters import FOLDS, Row, fitted, folds

TALKS = 23
PARAGRAPHS = 24


@pytest.fixture
def talks() -> list[Row]:
    """Every paragraph says whose it is; four subjects to a talk."""
    return [_talk(number) for number in range(TALKS)]


def _talk(number: int) -> Row:
    chance = np.random.default_rng(number)
    subjects = np.repeat(chance.normal(size=(4, 16)), PARAGRAPHS // 4, axis=0)
    vectors = subjects + chance.normal(scale=0.3, size=subjects.shape)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Row(tuple(f"talk-{number} says {place}" for place in range(PARAGRAPHS)), (6, 12, 18), vectors)


def _named(rows: list[Row]) -> set[str]:
    return {paragraph.split()[0] for row in rows for paragraph in row.paragraphs}


def test_no_form_of_what_is_known_has_words_of_a_talk_that_is_held_out(talks):
    assert [_named(known) & _named(held) for known, held in folds(talks, talks)] == [set()] * FOLDS


def test_each_talk_is_held_out_once(talks):
    held = [row.paragraphs[0] for _, held in folds(talks, talks) for row in held]
    assert sorted(held) == sorted(row.paragraphs[0] for row in talks)


def test_the_known_talks_come_in_three_forms(talks):
    known, held = next(folds(talks, talks))
    assert len(known) == 3 * (TALKS - len(held))


def test_a_block_form_too_short_to_learn_from_moves_no_other_into_the_wrong_tenth(talks):
    blocks = [Row(talks[0].paragraphs[:2], (), talks[0].vectors[:2]), *talks[1:]]
    assert all(not _named(known) & _named(held) for known, held in folds(talks, blocks))


def test_subjects_that_stand_apart_are_found_blind(talks):
    assert fitted(talks, talks)["blind, tenth by tenth"]["f1"] > 0.9
