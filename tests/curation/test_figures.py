import pytest

from curation.figures import Figure, figures, strangers
from curation.folding import tokens


def told(text: str) -> list[Figure]:
    return figures(tokens(text), text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000 rows", "one thousand rows"),
        ("2.5 million", "2,500,000"),
        ("twenty-five percent", "25%"),
        ("one hundred and five", "105"),
        ("two thousand three hundred", "2300"),
        ("on 3 May", "on May 3"),
        ("$40", "forty dollars"),
        ("12 kg", "12 kilograms"),
    ],
)
def test_one_figure_may_be_spelt_in_many_ways(one, other):
    assert list(strangers(told(one), told(other))) == []


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("5 rows", "6 rows", "value"),
        ("5 percent", "5 points", "value"),
        ("3 June", "3 July", "value"),
        ("$40", "€40", "unit"),
        ("12 kg", "12 g", "unit"),
        ("at least 5", "at most 5", "bound"),
        ("5 rows", "about 5 rows", "bound"),
        ("5 rows", "between 5 and 9 rows", "bound"),
        ("5 and 5", "5 and 4", "value"),
    ],
)
def test_another_figure_is_told_apart_and_says_how(one, other, what):
    assert [fault for _, fault in strangers(told(one), told(other))] == [what]


def test_a_lone_one_is_a_pronoun():
    assert told("no one of them") == []
