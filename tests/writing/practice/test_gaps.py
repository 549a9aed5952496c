"""A gap where something is counted or named, and none that anything would fill."""

import pytest

from curation.writing.practice.gaps import without_figure, without_phrase


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("The bakery threw away forty-one loaves in the first wet week of March.", "forty-one"),
        ("A heavier tin costs the bakery 12.50 more and saves it an hour of scrubbing.", "12.50"),
        ("Weighing the flour cut the waste by 31% within a single month of baking.", "31"),
        ("The new oven cost £4,200 and paid for itself before the second winter came.", "4,200"),
        ("Nearly three million loaves leave the harbour bakeries every single summer.", "three million"),
    ],
)
def test_a_figure_is_left_out(text, hidden):
    gapped = without_figure(text)
    assert (gapped.hidden, gapped.before + gapped.hidden + gapped.after) == (hidden, text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour bakery opened in 1987 and has never once closed for the winter.",
        "Version 3 of the mixer kneads slowly, and the bakers like it better than any.",
        "In step 2 the dough rests under a damp cloth until it has visibly doubled.",
        "The dough rests for ten to twelve hours before the baker shapes the loaves.",
        "The X-200 kneads wet dough slowly and hardly ever needs a new leather belt.",
        "1. Weigh the flour before anything else touches the bowl or the wooden board.",
        "Four loaves are four loaves, says the baker who counts every single morning.",
        "It took nine.",
    ],
)
def test_what_only_names_or_ranges_or_stands_alone_stays(text):
    assert without_figure(text) is None


def test_a_phrase_is_left_out_where_it_stands_once():
    text = "A baker who feeds a sourdough starter daily needs no yeast from the shop."
    assert without_phrase(text, ["sourdough starters"]).hidden == "sourdough starter"


@pytest.mark.parametrize("phrase", ["baker", "new oven", "rye flour", "sourdough starter"])
def test_but_no_lone_word_nor_vague_one_nor_one_that_is_told_elsewhere(phrase):
    text = "Sourdough starter needs a new oven less than a baker with a starter who feeds it sourdough daily."
    assert without_phrase(text, [phrase]) is None
