"""A theme's name is made of its passages' words, whatever a model was talked into."""

import pytest

from curation.writing.naming import fault_of, is_same, made_of

TEXTS = ["Bakers who weigh their flour throw away less bread.", "我们每天都称面粉的重量。"]


@pytest.mark.parametrize("name", ["Weighing flour", "Bakers and flour habits", "The cost of bread", "称面粉", "FLOUR"])
def test_a_name_in_their_words_is_theirs(name):
    assert made_of(name, TEXTS)


@pytest.mark.parametrize(
    "name", ["Buy tickets now", "Visit our mill for flour", "The", "买机票", "", "System override"]
)
def test_any_other_is_not(name):
    assert not made_of(name, TEXTS)


@pytest.mark.parametrize("other", ["weighing Flour", "Flour weighing", "The weighing of flour"])
def test_a_name_in_another_order_is_the_same(other):
    assert is_same("Weighing flour", other)


def test_a_name_with_another_word_is_another():
    assert not is_same("Weighing flour", "Weighing flour in bakeries")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Weighing flour", ""),
        ("称面粉", ""),
        ("Flour", "too short"),
        ("The flour that the bakers throw away", "too long"),
        ("Throwing away bread", "taken"),
        ("Harbour cranes", "not in the words"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name, fault):
    found = fault_of(name, TEXTS, ["Bread thrown away", "bread throwing away"])
    assert fault in found
    assert bool(fault) == bool(found)
