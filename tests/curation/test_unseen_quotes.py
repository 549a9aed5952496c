"""What is copied letter by letter is verified, whatever the source has that a prompt does not show as it stands."""

import pytest

from curation.checking import check_drafts
from curation.evidence import Status
from curation.folding import fold
from curation.writing import assignments
from curation.writing.fencing import BROKEN
from curation.writing.schemas import Offer
from tests.writing.scripted_chat import statement
from tests.writing.test_llm_parts import PASSAGE

SOURCES = [
    "The bakers of Ostrel \u2764\ufe0f their scales, and weigh twice.",
    "Weigh twice \u26a0\ufe0f\ue123 bake once, says the sign of the mill.",
    "We\u00adigh the \u200bflour \U000e0101before you bake\u2060 anything.",
    "The parser of the mill reads <think> as a tag and drops the rest.",
    "Write [INST] in a recipe and the oven stops listening to you.",
    "A line of <|im_start|> in the log of the mill cost us a whole batch.",
    "In this notation flour |> weigh |> bake is read from left to right.",
    "The table has a bar and then | > in its second column of flour.",
    "Nobody at the mill writes < s> with a blank, but the old log does.",
]


def copied(text):
    """A draft of one statement whose words and quote are the passage as the prompt shows it."""
    assignment = assignments.summary([Offer(7, 1, text)], statements=1)
    [(_, shown)] = PASSAGE.findall(assignment.prompt.user.rpartition("\nEND ")[0])
    return assignment.drafted(assignment.shape.model_validate({"statements": [statement(shown, 1)]})).statements[0]


@pytest.mark.parametrize("text", SOURCES)
def test_a_passage_copied_from_the_prompt_is_verified(text):
    [checked] = check_drafts([copied(text)], [Offer(7, 1, text)])
    assert (checked.status, checked.citations[0].status) == (Status.VERIFIED, Status.VERIFIED)


@pytest.mark.parametrize("text", SOURCES[:7])
def test_and_reads_as_the_source_does(text):
    assert not BROKEN.search(copied(text).text)


def test_a_span_still_leads_back_to_the_source():
    text = "We\ufe0figh the flour, says <think> the mill."
    folded = fold(text)
    start = folded.text.index("flour")
    assert text[slice(*folded.span(start, start + 5))] == "flour"


def test_a_word_that_was_changed_is_not_folded_away():
    draft = copied(SOURCES[3])
    changed = draft.model_copy(update={"text": draft.text.replace("drops", "keeps")})
    [checked] = check_drafts([changed], [Offer(7, 1, SOURCES[3])])
    assert checked.status is not Status.VERIFIED
