import numpy as np
import pytest

from curation.ai.openvino_minilm import embedder
from curation.writing.aboutness import Aboutness
from curation.writing.heading_drafts import Draft, drafts
from curation.writing.heading_merit import Texts, best
from curation.writing.headings import name_theme
from curation.writing.noun_phrases import keys
from curation.writing.phrases import Phrase, key_phrases
from tests.writing.test_phrases import LEDGER, ORCHARD


@pytest.fixture(scope="module")
def embed():
    return embedder().embed


@pytest.fixture
def name(embed):
    def found(texts, background=(), taken=(), stretches=None):
        return name_theme(
            texts,
            vectors=embed(texts),
            background=background,
            embed=embed,
            taken=taken,
            stretches=stretches,
        )

    return found


@pytest.mark.parametrize(("texts", "others"), [(ORCHARD, LEDGER), (LEDGER, ORCHARD)])
def test_a_name_is_a_phrase_of_two_to_six_words(name, texts, others):
    assert 2 <= len(name(texts, others).split()) <= 6


def test_a_name_says_what_the_theme_is_about(name):
    assert set(name(ORCHARD, LEDGER).lower().split()) & {"apple", "harvest", "cider", "press"}
    assert set(name(LEDGER, ORCHARD).lower().split()) & {"tax", "return", "bookkeeping", "receipts", "ledger"}


def test_a_name_is_in_sentence_case(name):
    found = name(ORCHARD, LEDGER)
    assert found[0].isupper()
    assert found[1:] == found[1:].lower()


def test_a_taken_name_is_not_given_again(name):
    taken = []
    for _ in range(6):
        taken.append(name(ORCHARD, LEDGER, taken))
    assert len({each.casefold() for each in taken}) == 6


def test_taken_names_are_compared_without_case(name):
    first = name(ORCHARD, LEDGER)
    assert name(ORCHARD, LEDGER, [first.upper()]).casefold() != first.casefold()


@pytest.mark.parametrize("texts", [["It is."], ["Hm."], ["👍", "🎉"], ["猫がいる。"], ["42"]])
def test_even_a_theme_without_phrases_has_a_name(name, texts):
    first = name(texts)
    assert len(first.split()) >= 2
    assert name(texts, taken=[first]) != first


def test_one_word_is_made_a_heading(name):
    assert len(name(["Beekeeping.", "On beekeeping.", "Beekeeping again."]).split()) >= 2


def test_two_words_that_the_texts_put_together_are_not_joined_by_and(name):
    texts = [
        "Self-driving took ten years longer than the demos promised.",
        "The cars of the first demos were pushed off the road.",
        "Self-driving is a march of nines, said the engineer.",
        "Some cars still need a person who watches from an office.",
        "In cities, self-driving cars are now a business.",
        "The cars cost more than the drivers did.",
        "Nobody insures self-driving without a person to blame.",
        "With self-driving, the last mistakes are the dear ones.",
    ]
    assert name(texts, LEDGER) == "Self-driving cars"


def test_a_heading_is_in_the_plural_that_the_texts_speak_in(name):
    texts = [
        "A heat pump is quieter than a boiler.",
        "The heat pump wants a large radiator.",
        "Pumps of that size need no licence.",
        "Installers of pumps are booked until spring.",
        "Old houses and pumps do not get on.",
        "Pumps last for twenty years.",
    ]
    assert "Heat pumps" in name(texts, LEDGER)


def test_no_half_of_a_name_repeats_the_other(name):
    texts = [
        "Full-text search is fast, and search is what people use.",
        "Our full-text search learned to rank.",
        "Search results are sorted by date.",
        "The search results were the complaint.",
        "Search is the front door.",
        "Full-text search of old mail is slow.",
    ]
    assert name(texts, LEDGER).lower().replace("-", " ").split().count("search") == 1


def test_what_one_anecdote_keeps_naming_counts_for_less(embed):
    texts = [
        "Beside the copper kettle, we spoke of prices.",
        "She filled the copper kettle and asked for the price.",
        "That was the end of the copper kettle and of the talk.",
        "A price plan is a promise, and prices ought to be fair.",
        "We changed the price plan in spring.",
        "They asked whether the price plan covers two yards.",
        "Nobody reads a price plan to the end.",
        "For a fair price, ask what a mistake costs.",
    ]
    scores = {}
    for stretches in (None, [0, 0, 0, 1, 2, 3, 4, 5]):
        found = key_phrases(texts, vectors=embed(texts), background=LEDGER, embed=embed, stretches=stretches, limit=20)
        scores[stretches is None] = {phrase.text: phrase.score for phrase in found}
    assert scores[False]["copper kettle"] < scores[True]["copper kettle"]
    assert scores[False]["copper kettle"] < scores[False]["price plan"]


def test_a_phrase_reaches_the_passages_that_speak_of_it():
    passages = np.eye(4, dtype=np.float32)
    phrases = np.array([[1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]], dtype=np.float32)
    assert Aboutness.of(phrases, passages).reach.tolist() == [0.25, 1.0]


BAKERY = [
    "The settlement rules changed in May, and settlement rules bind every mill.",
    "They say that settlement rules were written for large bakeries.",
    "Small bakeries ask what settlement rules would cost them.",
    "A mill that keeps settlement rules pays forty pounds a month.",
    "Forty pounds is what a small bakery earns in an hour.",
    "The mill sends flour, and the bakery sends forty pounds.",
]


def test_a_noun_before_a_noun_is_no_verb_because_a_that_stands_before_it(name):
    assert "ettlement rules" in name(BAKERY, ORCHARD)


def test_no_theme_is_named_by_what_it_is_counted_in(name):
    names = []
    for _ in range(5):
        names.append(name(BAKERY, ORCHARD, names))
    assert not [each for each in names if "pounds" in each.lower()]


def test_what_a_thing_does_is_not_its_name(phrases_of):
    texts = [
        f"I watched the ferry leaning into the {each} wind, and the ferry came home." for each in ("east", "south")
    ]
    assert "ferry leaning" not in phrases_of(texts)


def test_an_adjective_that_leans_on_a_noun_names_nothing_alone(phrases_of):
    texts = ["The wooden hull leaks.", "A wooden hull is dear.", "Her wooden mast broke.", "The invoice is overdue."]
    assert not {"wooden", "overdue"} & set(phrases_of(texts))


def test_a_word_that_names_another_theme_is_spared_where_there_is_another(name):
    first = name(ORCHARD, LEDGER)
    second = name(ORCHARD, LEDGER, [first])
    assert len(set(first.lower().split()) & set(second.lower().split()) - {"and"}) < len(first.split())


@pytest.fixture
def phrases_of(embed):
    def found(texts):
        return [
            each.text for each in key_phrases(texts, vectors=embed(texts), background=LEDGER, embed=embed, limit=20)
        ]

    return found


def test_what_only_says_that_people_talk_is_no_name_and_no_half():
    phrases = [Phrase("kiln discussion", 1.0, 6), Phrase("glaze recipes", 0.9, 6)]
    held = [keys("The kiln discussion went on."), keys("Glaze recipes are kept."), keys("A glaze recipe.")] * 2
    assert [draft.text for draft in drafts(phrases, held)] == ["Glaze recipes"]


def test_two_halves_that_say_one_thing_lose_to_two_things(embed):
    kiln, coding, salt = (Phrase(text, 0.5, 4) for text in ("punched programming", "coding", "glazes"))
    texts = ["Punched programming is coding with glazes."] * 4
    held = [keys(text) for text in texts]
    whole = Texts(held, [], embed(texts), np.full(4, 0.25))
    both = [Draft("Punched programming and coding", (kiln, coding), joined=True)]
    apart = [Draft("Punched programming and glazes", (kiln, salt), joined=True)]
    assert best([*both, *apart], whole, embed, set()) == apart[0]


def test_what_is_done_is_not_joined_to_a_thing():
    mending = Phrase("mending nets", 1.0, 6, frozenset({"mend the net"}))
    phrases = [mending, Phrase("harbour dues", 0.9, 6)]
    held = [keys("We mend the nets."), keys("Harbour dues rose."), keys("They mend the net.")] * 2
    assert [draft.text for draft in drafts(phrases, held)] == ["Mending nets", "Harbour dues"]


def test_a_head_that_anything_may_have_reads_worse_than_what_it_is_of(phrases_of):
    texts = ["The ferries to the islands have a list of ferries.", "A list of islands, and a ferry for each."] * 3
    assert phrases_of(texts).index("ferries") < phrases_of(texts).index("list of islands")
