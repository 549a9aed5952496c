"""Examples that a source works through, with the last step held back."""

import pytest

from curation.writing.practice.worked import worked_examples
from curation.writing.schemas import Offer

STEPS = (
    "First, the baker weighs the flour and the water on one scale. Then she leaves both under a cloth for an hour. "
    "Next, the salt is rubbed in by hand until it has vanished. Finally, the dough goes into the cold room for a night."
)
CASE = (
    "Suppose a loaf takes 500 grams of flour and the cup is off by a fifth. The baker then pours 600 grams instead. "
    "So twenty loaves eat two kilograms of flour that nobody sells."
)


def offers(*texts):
    return [Offer(passage_id=number, source_id=1, text=text, position=number) for number, text in enumerate(texts, 1)]


def test_the_last_of_the_steps_is_held_back():
    [worked] = worked_examples(offers(STEPS))
    assert len(worked.steps) == 3
    assert worked.answer[0].text == "Finally, the dough goes into the cold room for a night."


def test_what_comes_of_a_case_is_held_back():
    [worked] = worked_examples(offers(CASE))
    assert worked.answer[0].text.startswith("So twenty loaves")
    assert "What comes of it?" in worked.question


def test_every_step_cites_its_words():
    [worked] = worked_examples(offers("The harbour is cold.", STEPS))
    cited = [citation for step in [*worked.steps, *worked.answer] for citation in step.citations]
    assert all(one.passage_id == 2 and one.quote in STEPS for one in cited)


def test_a_procedure_may_run_over_two_passages():
    first, second = STEPS[: STEPS.index("Next")].strip(), STEPS[STEPS.index("Next") :]
    assert [len(one.steps) for one in worked_examples(offers(first, second))] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "First, the harbour is cold. The bakers know it well.",
        "First, weigh. Then, wait. Finally, bake.",
        "Suppose the cup is off. The baker pours more. So the loaf is heavy.",
        "1. Weigh all the flour on a scale. 3. Rub the salt in by hand. 5. Leave the dough in the cold.",
        "Then he left the shop for good. Then she came in with the flour. Then they closed it for the day.",
    ],
)
def test_two_steps_or_none_are_no_example(text):
    assert worked_examples(offers(text)) == []
