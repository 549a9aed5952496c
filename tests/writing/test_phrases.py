import numpy as np
import pytest

from curation.ai.openvino_minilm import embedder
from curation.writing import english
from curation.writing.phrases import key_phrases

ORCHARD = [
    "The apple harvest came early this year and the cider press was not ready.",
    "A late frost is what kills an apple harvest, not the rain.",
    "We rebuilt the cider press over the winter, with a new oak frame.",
    "The cider press gets about forty litres an hour out of good fruit.",
    "Everyone asks about the apple harvest and nobody asks about pruning.",
    "I sold the first barrels from the cider press to the pub in the village.",
    "Pruning decides the apple harvest two years ahead.",
    "My neighbour borrowed the cider press and returned it with a cracked screw.",
    "You know, the apple harvest is, like, kind of the whole point of having trees.",
]
LEDGER = [
    "The tax return wants every receipt of the year.",
    "I keep receipts in a shoe box and regret it each spring.",
    "The accountant sends the tax return in January.",
    "A tax return is a story told in receipts.",
    "Nobody enjoys double-entry bookkeeping, yet double-entry bookkeeping finds the mistakes.",
    "The bank balance and the ledger never agree on a Friday.",
    "Our accountant found three mistakes in the ledger.",
    "Bookkeeping once a week takes an hour, once a year it takes the year.",
]


@pytest.fixture(scope="module")
def embed():
    return embedder().embed


@pytest.fixture
def phrases(embed):
    def found(texts, background=(), limit=8):
        return key_phrases(texts, background=background, embed=embed, vectors=embed(texts), limit=limit)

    return found


def shown(found):
    return [phrase.text for phrase in found]


def test_it_finds_what_the_texts_keep_coming_back_to(phrases):
    assert {"apple harvest", "cider press"} <= set(shown(phrases(ORCHARD, LEDGER)))


def test_it_counts_the_texts_that_hold_a_phrase(phrases):
    counts = {phrase.text: phrase.count for phrase in phrases(ORCHARD, LEDGER)}
    assert counts["cider press"] == 5
    assert counts["apple harvest"] == 5


def test_the_best_phrase_comes_first_and_no_more_come_than_asked_for(phrases):
    found = phrases(ORCHARD, LEDGER, limit=3)
    assert len(found) == 3
    assert found[0].score == max(phrase.score for phrase in found)


def test_scores_are_shares(phrases):
    assert all(0 <= phrase.score <= 1 for phrase in phrases(ORCHARD, LEDGER))


def test_a_phrase_never_begins_or_ends_with_a_word_between(phrases):
    found = [text.lower().split() for text in shown(phrases(ORCHARD + LEDGER))]
    assert not {word for words in found for word in (words[0], words[-1])} & english.BETWEEN


def test_a_phrase_does_not_end_in_a_verb(phrases):
    texts = [
        "The cider press leaks whenever we use it.",
        "They press the apples, and the cider press leaks again.",
        "The old cider press leaks a lot, so we mend it.",
        "We mend the cider press each year and it leaks each year.",
    ]
    assert not [text for text in shown(phrases(texts)) if text.endswith(("leaks", "mend", "use"))]


def test_fillers_are_not_phrases(phrases):
    texts = ["You know, it is kind of a lot of stuff, I mean, sort of.", *ORCHARD]
    assert not [text for text in shown(phrases(texts)) if "kind" in text or "lot" in text or "stuff" in text]


def test_numbers_written_out_are_not_phrases(phrases):
    things = ("cups", "plates", "bowls")
    texts = [f"Thirty-one of the {thing} broke, thirty-one of forty-two." for thing in things]
    assert not [text for text in shown(phrases(texts)) if "thirty" in text or "forty" in text]


def test_speakers_are_not_phrases(phrases):
    texts = [f"Ada Lovelace: {text}" for text in ORCHARD]
    assert not [text for text in shown(phrases(texts, LEDGER)) if "Ada" in text or "Lovelace" in text]


def test_a_person_who_speaks_is_not_a_phrase(phrases):
    texts = [f"Odette says that {text[0].lower()}{text[1:]}" for text in ORCHARD]
    assert "Odette" not in shown(phrases(texts, LEDGER, limit=2))


def test_addresses_and_handles_are_not_phrases(phrases):
    texts = [f"{text} https://orchard.example/cider @orchardist #ciderweek" for text in ORCHARD]
    assert not [text for text in shown(phrases(texts, LEDGER)) if "orchard" in text or "ciderweek" in text]


def test_acronyms_and_names_keep_their_capitals(phrases):
    texts = [
        "Serving an LLM needs a GPU, and GPU memory is the limit.",
        "The GPU memory of one card holds a small LLM.",
        "With Postgres we store what the LLM said; GPU memory does not matter there.",
        "We moved the cache of the LLM out of GPU memory into Postgres.",
    ]
    found = " ".join(shown(phrases(texts, ORCHARD)))
    assert "GPU memory" in found
    assert "LLM" in found


def test_capitals_of_titles_are_dropped(phrases):
    texts = ["Why The Cider Press Leaks", "Mending A Cider Press", *ORCHARD]
    assert "cider press" in shown(phrases(texts, LEDGER))


def test_singular_and_plural_are_one_phrase(phrases):
    texts = ["The heat pump is loud.", "Two heat pumps are louder.", "A heat pump is for winter."]
    assert [phrase.count for phrase in phrases(texts) if phrase.text.startswith("heat pump")] == [3]


def test_it_finds_nothing_in_nothing(phrases, embed):
    assert phrases(["It is what it is.", "And so they did, I think."]) == []
    assert key_phrases([], background=[], embed=embed, vectors=np.zeros((0, 384), dtype=np.float32)) == []


def test_the_same_texts_give_the_same_phrases(phrases):
    assert phrases(ORCHARD, LEDGER) == phrases(ORCHARD, LEDGER)
