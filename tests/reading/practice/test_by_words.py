"""What code alone can tell of an answer: the words that are there, and those that speak against it."""

import pytest

from curation.reading.practice.by_words import judge_by_words

ASKED = "Why do bakers weigh their flour?"
TOLD = "A cup of flour can be off by a fifth, and the loaf turns out heavy."
RATE = "Weighing the flour cut the waste by 31% within a month."


@pytest.mark.parametrize(
    "said",
    [
        "a cup can be a fifth off and then the loaf is heavy",
        "Because cups are off by a fifth and loaves turn out heavy.",
    ],
)
def test_the_same_in_other_words_is_right(said):
    assert judge_by_words(ASKED, said, [TOLD]).verdict == "right"


def test_a_part_of_it_is_partly_right():
    assert judge_by_words(ASKED, "because the loaf gets heavy otherwise", [TOLD]).verdict == "partly"


def test_words_of_the_question_alone_are_not_an_answer():
    assert judge_by_words(ASKED, "bakers weigh their flour", [TOLD]).verdict == "wrong"


@pytest.mark.parametrize("said", ["", "  ", "I don't know.", "no idea"])
def test_no_answer_is_not_right(said):
    judged = judge_by_words(ASKED, said, [TOLD])
    assert (judged.verdict, judged.lacking) == ("wrong", (0,))


def test_another_figure_is_wrong_and_it_says_which():
    judged = judge_by_words("How much was saved?", "the waste was cut by 13% within a month", [RATE])
    assert (judged.verdict, "31%" in judged.reason) == ("wrong", True)


def test_a_figure_that_the_question_gives_is_not_told_again():
    judged = judge_by_words("How many of the 120 were wrong?", "12 of them were wrong", ["Of the 120, 41 were wrong."])
    assert ("41" in judged.reason, "120" in judged.reason) == (True, False)


def test_a_figure_in_words_is_the_same_figure():
    assert judge_by_words("How much?", "weighing cut waste by thirty-one percent in a month", [RATE]).verdict == "right"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the crust does not darken over night", "The crust darkens over night."),
        ("the crust darkens over night", "The crust does not darken over night."),
        ("the crust gets lighter and the crumb fast", "The crust and the crumb get slower over night, never fast."),
    ],
)
def test_the_opposite_is_never_right(said, told):
    assert judge_by_words("What happens?", said, [told]).verdict != "right"


@pytest.mark.parametrize(
    ("said", "key", "verdict"),
    [
        ("forty-one", "forty-one", "right"),
        ("41", "forty-one", "right"),
        ("I think it was 41.", "forty-one", "right"),
        ("42", "forty-one", "wrong"),
        ("a sourdough starter", "sourdough starter", "right"),
        ("starter", "sourdough starter", "partly"),
        ("yeast", "sourdough starter", "wrong"),
    ],
)
def test_a_gap_takes_what_stood_in_it(said, key, verdict):
    assert judge_by_words(f"Fill the gap: “{'_' * 4} loaves”", said, [f"{key} loaves"], key=key).verdict == verdict


def test_what_means_the_same_counts_beside_the_words():
    said = "measuring by volume is imprecise, so the loaf suffers"
    assert judge_by_words(ASKED, said, [TOLD], nearness=0.6).verdict == "partly"
    assert judge_by_words(ASKED, said, [TOLD], nearness=0.1).verdict == "wrong"


def test_which_statement_is_missing_is_told():
    judged = judge_by_words(ASKED, "a cup of flour can be off by a fifth", [TOLD, "The scale costs nine pounds."])
    assert 1 in judged.lacking
