import pytest

from curation.writing.antecedents import unbound

UNBOUND = [
    "The nice part is that they sell without a salesman.",
    "I use it every day and would pay for it.",
    "You never read them, because nobody asks for a summary.",
    "In its training, we saw that the crew rowed in circles.",
    "Last week they moved the whole ferry line to the north pier.",
]
BOUND = [
    "Bakers weigh their flour because they must.",
    "In its first year, the bakery lost money.",
    "If somebody asks, they get an answer within the hour.",
    "Petra and Odo say they never merged it.",
    "I find it hard to say no to a harbour master.",
    "The team said they would rather wait for the tide.",
]


@pytest.mark.parametrize("text", UNBOUND)
def test_a_pronoun_without_its_noun_is_seen(text):
    assert unbound(text)


@pytest.mark.parametrize("text", BOUND)
def test_a_pronoun_after_its_noun_is_fine(text):
    assert not unbound(text)
