from collections import Counter

import numpy as np

from bench.texttiling import depths, likeness
from bench.tiling import tiles
from ingest.readers.book import book_of

SEA = "The harbour keeper counts boats near the harbour wall"
BREAD = "The baker feeds the yeast and folds the dough"


def test_a_part_begins_where_the_words_change():
    assert 6 in tiles(book_of("\n".join([SEA] * 6 + [BREAD] * 6)))


def test_no_text_has_no_part():
    assert tiles(book_of("")) == []


def test_one_line_is_one_part():
    assert tiles(book_of(SEA)) == [0]


def test_likeness_is_of_what_stands_around_each_gap():
    rows = [Counter("ab"), Counter("ab"), Counter("cd")]
    assert likeness(rows, 1).round(6).tolist() == [1.0, 0.0]


def test_a_depth_is_to_the_first_peaks_only():
    assert depths(np.array([0.5, 0.9, 0.1, 0.4, 0.2, 1.0])).round(3).tolist()[2] == 1.1


def test_no_farther_than_told():
    assert depths(np.array([0.9, 0.5, 0.1, 0.2, 0.3]), far=1).round(3).tolist()[2] == 0.5
