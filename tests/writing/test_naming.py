"""A theme's name is made of its passages' words, whatever a model was talked into."""

import pytest

from curation.writing.naming import made_of

TEXTS = ["Bakers who weigh their flour throw away less bread.", "我们每天都称面粉的重量。"]


@pytest.mark.parametrize("name", ["Weighing flour", "Bakers and flour habits", "The cost of bread", "称面粉", "FLOUR"])
def test_a_name_in_their_words_is_theirs(name):
    assert made_of(name, TEXTS)


@pytest.mark.parametrize(
    "name", ["Buy tickets now", "Visit our mill for flour", "The", "买机票", "", "System override"]
)
def test_any_other_is_not(name):
    assert not made_of(name, TEXTS)
