import pytest

from curation.ai.openvino_minilm import embedder
from curation.writing.doings import doings
from curation.writing.headings import name_theme
from curation.writing.phrases import key_phrases
from curation.writing.usage import Usage
from tests.writing.test_phrases import LEDGER

FERRY = [
    "How do I cancel a booking for the morning boat?",
    "I would like to cancel my booking, since the boat is late.",
    "Can you cancel the bookings of our crew?",
    "The booking was cancelled, though nobody told us on the pier.",
    "They cancelled bookings in the storm.",
    "My booking was cancelled twice by the harbour.",
    "Where can I go to cancel a booking?",
    "Our bookings were cancelled by the office.",
]


def found_in(texts):
    found = doings(Usage.of(texts), texts)
    return {" ".join(each.words): each.texts for each in found.values()}


def test_it_says_what_is_done_in_whatever_form_the_verb_stands():
    assert len(found_in(FERRY)["cancelling booking"]) == len(FERRY)


def test_what_became_of_a_thing_names_it_where_nobody_does_it():
    texts = ["My parcel was refused.", "The parcel has been refused again.", "Why was the parcel refused?"]
    assert set(found_in(texts)) == {"refused parcel"}


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        ("repair", "repairing lamps"),
        ("dye", "dyeing lamps"),
        ("replace", "replacing lamps"),
        ("untie", "untying lamps"),
        ("trim", "trimming lamps"),
    ],
)
def test_a_verb_is_spelled_as_english_spells_it(verb, name):
    assert name in found_in([f"We have to {verb} the lamps.", f"They want to {verb} lamps.", f"I {verb} a lamp."])


def test_the_spelling_of_the_texts_goes_before_the_rule():
    assert "labelling crates" in found_in(["We have to label the crates.", "Labelling crates is dull."])


def test_no_form_is_guessed_from_a_past():
    assert not [name for name in found_in(["I sought the lamp.", "We sought a lamp."]) if name.endswith("ing lamp")]


def test_what_opens_a_clause_is_not_what_is_done_to():
    assert not found_in(["I doubt lamps are worth it.", "They doubt lamps will last."])


def test_light_verbs_name_nothing():
    assert not found_in(["We want to make a lamp.", "I will get the lamp.", "Can you give me lamps?"])


def test_a_theme_of_what_is_done_is_named_by_it():
    embed = embedder().embed
    name = name_theme(FERRY, background=LEDGER, embed=embed, vectors=embed(FERRY), taken=())
    assert "ancel" in name
    assert 2 <= len(name.split()) <= 6


def test_key_phrases_are_nouns_unless_asked_for_more():
    embed = embedder().embed
    given = {"background": LEDGER, "embed": embed, "vectors": embed(FERRY), "limit": 24}
    assert not [each for each in key_phrases(FERRY, **given) if each.spans]
    assert [each for each in key_phrases(FERRY, **given, acts=True) if each.spans]
