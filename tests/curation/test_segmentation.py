from itertools import pairwise

import numpy as np
import pytest

from curation.segmentation import WEIGHTS, chapter_starts, evidence

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def paragraph(words=60):
    return " ".join(WORDS[at % 10] for at in range(words))


def subjects(lengths, *, dimensions=16, noise=0.3):
    """Vectors of texts on one subject after another, as many paragraphs on each as told."""
    chance = np.random.default_rng(7)
    rows = []
    for subject, length in enumerate(lengths):
        centre = np.zeros(dimensions)
        centre[subject] = 1.0
        rows += [centre + chance.normal(0, noise / np.sqrt(dimensions), dimensions) for _ in range(length)]
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_it_finds_where_the_subject_changes():
    vectors = subjects([8, 6, 9])
    assert chapter_starts([paragraph()] * 23, vectors) == [8, 14]


def test_one_subject_has_no_chapters():
    chance = np.random.default_rng(3)
    vectors = np.ones((20, 16)) + chance.normal(0, 0.01, (20, 16))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    assert chapter_starts([paragraph()] * 20, vectors) == []


def test_a_chapter_is_never_shorter_than_asked():
    vectors = subjects([2, 2, 2, 10])
    found = chapter_starts([paragraph(50)] * 16, vectors, fewest_words=200)
    edges = [0, *found, 16]
    assert all(50 * (end - start) >= 200 for start, end in pairwise(edges))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nothing_has_no_chapters(count):
    assert chapter_starts([paragraph()] * count, subjects([2])[:count]) == []


def test_short_replies_seldom_begin_a_chapter():
    vectors = subjects([8, 8], noise=1.2)
    talk = [paragraph(80)] * 8 + ["Yes, it does."] * 3 + [paragraph(80)] * 5
    plain = [paragraph(80)] * 16
    assert set(chapter_starts(talk, vectors)) & {9, 10} <= set(chapter_starts(plain, vectors))


def test_a_long_text_is_looked_at_in_stretches():
    vectors = subjects([40] * 60, dimensions=64)
    found = chapter_starts([paragraph()] * 2_400, vectors)
    assert len(set(found) & set(range(40, 2_400, 40))) >= 55


def test_all_evidence_has_a_weight_and_a_row_a_parting():
    found = evidence([paragraph()] * 9, subjects([4, 5]))
    assert found.keys() == WEIGHTS.keys()
    assert {values.shape for values in found.values()} == {(8,)}


def test_equal_vectors_do_no_harm():
    equal = np.full((5, 4), 0.5, np.float32)
    assert chapter_starts([paragraph()] * 5, equal) == []
