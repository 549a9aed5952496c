"""Questions in the words of a statement, and none where grammar or sense would have to be bent."""

import pytest

from curation.writing.practice.asking_back import ask_back


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Bakers weigh their flour because a cup of it can be off by a fifth.",
            "Why is that so, as the source has it: “Bakers weigh their flour”?",
        ),
        (
            "If the dough rests for a night, the crust comes out thinner and darker.",
            "As the source has it, what follows if the dough rests for a night?",
        ),
        (
            "When flour is stored above the oven, the weevils find it within a week.",
            "As the source has it, what happens when flour is stored above the oven?",
        ),
        ("A poolish is a mix of equal parts of flour and water.", "What does “poolish” mean here?"),
    ],
)
def test_it_asks_what_the_statement_answers(text, question):
    assert ask_back(text).question == question


def test_a_term_is_asked_for_where_the_words_explain_it():
    assert ask_back("Bakers keep a levain, which is a part of yesterday's dough.", term="Levain").question.startswith(
        "What does “Levain” mean"
    )


def test_but_not_where_they_only_say_where_it_is():
    assert ask_back("The levains are in the cold room behind the shop.", term="Levains") is None


def test_a_figure_is_asked_for_by_a_gap():
    asked = ask_back("Bakers who weigh their flour throw away 31% less bread than the others.")
    assert (asked.hidden, "31" in asked.question) == ("31", False)


@pytest.mark.parametrize(
    "text",
    [
        "This is why bakers weigh their flour before they do anything else.",
        "It rises because the yeast in it is alive and warm.",
        "He left the bakery because of the long nights and the flour dust.",
        "The loaf is flat, not because it is old but because it was cut warm.",
        "I think the crust is better because I feel it in my teeth.",
        "If anything, the crust of the second loaf was darker than the first.",
        "If you want to, leave the dough in the cold room for another night.",
        "Why do bakers weigh their flour, because of the waste?",
        "Subscribe to our newsletter because we write about bread every week.",
        "Bread.",
    ],
)
def test_it_asks_nothing_where_that_would_be_silly(text):
    assert ask_back(text) is None
