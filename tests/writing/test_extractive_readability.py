import pytest

from curation.writing.questions import questions
from curation.writing.readability import dangles, hangs, is_address, quality
from curation.writing.schemas import Offer
from curation.writing.windows import bare, windows

GOOD = [
    "I sequenced a whole genome at home with a device that fits into a drawer.",
    "Small teams ship faster because nobody has to ask for a meeting.",
    "It is hard to measure the taste of a researcher before the results are in.",
    "Data quality, not model size, decides how well the next release reads.",
]
BAD = [
    "This is why nobody used it.",
    "And so the whole team went back to the old release.",
    "Um, I mean, it was kind of, you know, sort of like a mess, right?",
    "@ada that is exactly what I told them about the release last week.",
    "Check it out and subscribe, the link is below the video this week.",
    "Measuring the progress of small teams",
    "where the release was late and nobody had read the changelog.",
    "What does the release say about the team that wrote it?",
    "(Last thought: the release was late and nobody knew why.",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_plain_statement_reads_well_alone(text):
    assert quality(text) > 0.5
    assert not dangles(text)


@pytest.mark.parametrize("text", BAD)
def test_a_broken_or_leaning_sentence_does_not(text):
    assert dangles(text) or quality(text) < 0.35


def test_fillers_cost():
    assert quality("The build is, you know, basically slow for the whole team today.") < quality(
        "The build is very slow for the whole of the team again today."
    )


@pytest.mark.parametrize("text", ["Hey everyone, welcome back to the show!", "Use code SHIP for a discount today."])
def test_greeting_and_promotion_are_address(text):
    assert is_address(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a list item", "a list item"),
        ("3. Read it twice.", "Read it twice."),
        ("[00:12] Ada Byron: We read it twice.", "We read it twice."),
        ("**Ada**: We read it twice.", "We read it twice."),
        ("2024 was a long year.", "2024 was a long year."),
        ("-5 degrees were measured.", "-5 degrees were measured."),
    ],
)
def test_markers_before_a_sentence_come_off(text, expected):
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("text", "open_question"),
    [
        ("How do small models learn to look things up?", True),
        ("What do you mean by that, exactly, in your book?", False),
        ("Who knows what the next model will bring us?", False),
        ("Right?", False),
        ("Why is this so hard for them to see here?", False),
    ],
)
def test_an_open_question_is_whole_and_put_to_nobody(text, open_question):
    assert bool(questions([Offer(passage_id=1, source_id=1, text=text)])) is open_question


@pytest.mark.parametrize(
    "text",
    [
        "If you point to the rope where you want it and you pull the first metres and the winch will follow",
        "Because the harbour master kept both of the keys in a drawer of his own kitchen",
    ],
)
def test_a_condition_that_leads_nowhere_hangs(text):
    assert hangs(text + ".")
    assert not hangs(text + ", the ferry waits.")


def test_a_number_that_points_into_a_list_costs():
    said = "The source of all the trouble in this harbour, and of every late ferry, is always"
    assert quality(f"{said} 2.") < 0.5 * quality(f"{said} the winch.")


@pytest.mark.parametrize("kind", ["post", "episode"])
def test_a_closing_that_adds_nothing_is_left_off(kind):
    text = "The harbour winch is now run by two people from the office on the far side. This is very simple."
    best = max(windows(Offer(1, 1, text, kind=kind)), key=lambda one: one[2])
    assert text[best[0] : best[1]].endswith("side.")


def test_the_mark_of_a_cut_is_no_part_of_what_follows():
    assert bare("[…] The ferry needs a third winch.") == "The ferry needs a third winch."
