import pytest

from curation.kinds import Kind
from curation.writing.candidates import candidates
from curation.writing.questions import questions
from curation.writing.schemas import Offer

STORY = (
    "Bees in the north hives stopped foraging after the new lamps went up along the canal. The lamps "
    "burn until four in the morning. Nobody had thought of asking the beekeepers."
)


def offer(text: str, kind: Kind = Kind.POST, position: int = 0) -> Offer:
    return Offer(passage_id=1, source_id=1, text=text, kind=kind, position=position)


def best(text: str, kind: Kind = Kind.POST, position: int = 0) -> str:
    found = candidates([offer(text, kind, position)])
    return max(found, key=lambda one: one.quality).text if found else ""


def worth(text: str, kind: Kind = Kind.POST, position: int = 0) -> float:
    return max((one.quality for one in candidates([offer(text, kind, position)])), default=0.0)


def test_a_thought_runs_from_its_first_sentence_over_those_that_lean_on_it():
    assert best(STORY).startswith("Bees in the north hives stopped foraging")
    assert "The lamps burn until four" in best(STORY)


def test_every_window_is_a_piece_of_its_passage():
    assert all(one.text in STORY for one in candidates([offer(STORY)]))


def test_no_window_is_longer_than_three_sentences():
    text = " ".join(f"Hive number {n} lost a tenth of its weight in May." for n in range(5))
    assert max(one.text.count(".") for one in candidates([offer(text)])) == 3


def test_no_window_runs_into_the_next_paragraph():
    found = candidates([offer(STORY.replace(". Nobody", ".\n\nNobody"))])
    assert not [one.text for one in found if "\n" in one.text]


@pytest.mark.parametrize(
    "opening",
    [
        "All the while the keepers in the valley buy more lamps for their canal.",
        "One more thing is that the keepers in the valley buy lamps for the canal.",
        "Ours were counted by the keepers in the valley before the lamps went up.",
        "They were counted by the keepers in the valley before the lamps went up.",
    ],
)
def test_none_begins_with_what_was_said_before(opening):
    assert not candidates([offer(opening, position=2)])


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (
            "Nineteen keepers in the valley sold their hives before the lamps went up.",
            "Most keepers in the valley sold their hives before the lamps went up.",
        ),
        (
            "The other two keepers sold their hives before the lamps went up.",
            "The canal keepers sold their hives before the lamps went up.",
        ),
        (
            "Asked the keepers to sell their hives before the lamps went up.",
            "We asked the keepers to sell their hives before the lamps went up.",
        ),
    ],
)
def test_an_opening_that_presupposes_weighs_less(weaker, stronger):
    assert worth(weaker, position=1) < 0.7 * worth(stronger, position=1)


def test_a_source_may_begin_with_a_fragment_that_says_what_follows():
    text = "Notes from the canal. Hives beside the new lamps lost a tenth of their weight in May."
    assert best(text).startswith("Notes from the canal.")
    assert not best(text, position=3).startswith("Notes from the canal.")


def test_the_lead_outweighs_the_same_words_further_on():
    assert worth(STORY) > worth(STORY, position=4)


def test_speech_does_not_begin_with_a_reply():
    text = "You're right. The hives beside the new lamps lost a tenth of their weight in May."
    assert best(text, Kind.EPISODE).startswith("The hives beside the new lamps")
    assert not candidates([offer("For being early, yes. Thirty of the hives were.", Kind.EPISODE)])


@pytest.mark.parametrize(
    "line",
    [
        "If you've got a question for the beekeeper, it is the usual address as ever.",
        "We'll be back with two more keepers after the break, so stay where you are.",
        "Hivebank is a financial technology company, not a bank, and its members are insured.",
    ],
)
def test_housekeeping_and_sponsors_are_no_statement(line):
    assert not candidates([offer(line, Kind.EPISODE)])


def test_a_window_neither_asks_nor_runs_past_a_question():
    claim = "Hives beside the new lamps lost a tenth of their weight."
    assert best(f"{claim} Who had asked for lamps there? Nobody in the valley.") == claim


def test_a_link_says_less_than_a_post():
    text = "A report on hives beside the new lamps along the canal, which lost a tenth of their weight in May."
    assert worth(text, Kind.LINK) < 0.5 * worth(text.replace("A report", "We report"))


def test_lower_case_is_a_style_in_a_post_and_a_torn_sentence_in_a_transcript():
    text = "hives beside the new lamps lost a tenth of their weight in may."
    assert candidates([offer(text)])
    assert not candidates([offer(text, Kind.EPISODE)])


@pytest.mark.parametrize(
    ("text", "open_question"),
    [
        ("Why do hives beside bright lamps lose weight in spring?", True),
        ("How should a town decide where bright lamps may burn at night?", True),
        ("What did the keepers of the hives find in May?", False),
        ("Does the loss arrive within the season of the keepers?", False),
        ("What does Mildred say about hives beside bright lamps?", False),
        ("Why do hives beside bright lamps lose weight in spring? Because moths eat first.", False),
        ("Why do hives beside them lose weight in spring?", False),
    ],
)
def test_a_question_stands_alone_and_stays_open(text, open_question):
    assert bool(questions([offer(text)])) is open_question
