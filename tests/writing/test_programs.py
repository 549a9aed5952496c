import pytest

from curation.writing.candidates import everything
from curation.writing.programs import is_program
from curation.writing.schemas import Offer

CODE = "def loudest(values):\n    best = 0\n\n    for value in values:\n        # keep the loudest\n    return best"


@pytest.mark.parametrize("text", [CODE, "$ pip install meter\n$ meter --since yesterday", '{\n  "loud": 81,\n}'])
def test_a_program_is_told_by_its_lines(text):
    assert is_program(text)


@pytest.mark.parametrize(
    "text",
    [
        "We paid the author(s) in kind.",
        "Roses are red,\nviolets are blue.\nThe ferry is late\nand so are you.",
        "- weigh the flour\n- weigh the water\n- leave it overnight",
        "",
    ],
)
def test_lines_of_people_are_no_program(text):
    assert not is_program(text)


def test_no_line_of_a_program_is_quoted_as_a_sentence():
    offer = Offer(passage_id=1, source_id=1, text=CODE, kind="article", title="Quiet engines")
    assert everything([offer]) == []
