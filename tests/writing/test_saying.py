import pytest

from curation.writing import saying
from curation.writing.asked import asked_about, asks_of_everything
from curation.writing.extractive import ExtractiveWriter
from curation.writing.saying import Signs, signs_of
from curation.writing.schemas import Offer
from tests.writing.bag_embedder import BagEmbedder

CRANES = "Harbour cranes lift at night, because power is cheap after ten."
BREAD = "Rye bread keeps for a week when it is wrapped in linen."
NEAR, FAR = Signs(0.7, 1.0), Signs(0.1, 0.0)
DOUBTFUL = Signs(0.35, 0.6)


@pytest.fixture
def embedder():
    return BagEmbedder()


def offers(embedder, *texts, source=1, **fields):
    vectors = embedder.embed(texts)
    return [Offer(n, source, text, position=n, vector=vectors[n], **fields) for n, text in enumerate(texts)]


def signs(embedder, about, found):
    return signs_of(about, embedder.embed([about])[0], found)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What did the author say about harbour cranes?", "harbour cranes"),
        ("Summarise the discussion of night work.", "night work"),
        ("Why did the guests disagree?", ""),
        ("How many cranes are there in 2026?", "cranes 2026"),
        ("", ""),
    ],
)
def test_what_is_asked_about_is_told_from_the_wording_of_asking(question, about):
    assert asked_about(question) == about


@pytest.mark.parametrize(
    ("question", "of_everything"),
    [
        ("Summarise the whole episode.", True),
        ("What is the main point?", True),
        ("What is said of cranes?", False),
        ("What about it?", False),
    ],
)
def test_a_question_of_everything_names_nothing(question, of_everything):
    assert asks_of_everything(question) == of_everything


def test_words_count_as_met_together_where_they_stand_near_each_other(embedder):
    near = offers(embedder, "The cranes are loud.", "Power is cheap.")
    far = offers(embedder, "The cranes are loud.", *[BREAD] * 9, "Power is cheap.")
    assert [signs(embedder, "cranes power", found).together for found in (near, far)] == [1.0, 0.5]


def test_words_of_two_sources_are_not_met_together(embedder):
    found = [*offers(embedder, "The cranes are loud."), *offers(embedder, "Power is cheap.", source=2)]
    assert signs(embedder, "cranes power", found).together == 0.5


def test_who_speaks_is_part_of_what_is_met(embedder):
    assert signs(embedder, "Petra cranes", offers(embedder, CRANES, author="Petra Underhay")).together == 1.0


def test_the_nearest_passage_counts(embedder):
    found = signs(embedder, "harbour cranes", offers(embedder, BREAD, CRANES))
    assert found.near == pytest.approx(float(embedder.embed([CRANES])[0] @ embedder.embed(["harbour cranes"])[0]))


def test_without_vectors_there_is_nothing_to_go_by(embedder):
    assert signs(embedder, "cranes", [Offer(1, 1, CRANES)]) is None


@pytest.mark.parametrize(("own", "says"), [(NEAR, True), (FAR, False)])
def test_alone_a_source_says_what_comes_near_and_is_met(own, says):
    assert saying.says(own) == says


def test_a_source_far_behind_another_does_not_say(embedder):
    assert [saying.says(DOUBTFUL, [rival]) for rival in (FAR, NEAR)] == [True, False]


def test_a_source_that_surely_says_it_says_it_whatever_others_say():
    assert saying.says(Signs(0.7, 1.0), [Signs(1.0, 1.0)])


def test_where_no_source_comes_near_none_says_it():
    assert not saying.says(FAR, [FAR, FAR])


def test_the_best_rival_counts():
    assert saying.odds(DOUBTFUL, [FAR, NEAR]) == saying.odds(DOUBTFUL, [NEAR])


def test_to_be_ahead_of_the_others_makes_nothing_said_that_is_not():
    assert saying.odds(DOUBTFUL, [FAR]) == saying.odds(DOUBTFUL, [DOUBTFUL])


def test_a_rival_that_is_far_ahead_counts_no_more_than_one_at_the_bound():
    near, nearer = Signs(0.7, 1.0), Signs(0.9, 1.0)
    assert saying.odds(DOUBTFUL, [near]) == saying.odds(DOUBTFUL, [nearer])


def test_who_only_quotes_quotes_nothing_where_it_is_not_said(embedder):
    found = offers(embedder, CRANES)
    assert ExtractiveWriter(embedder).answer("Why do harbour cranes lift at night?", found, says=False).abstained


def test_who_only_quotes_quotes_the_best_where_it_is_said(embedder):
    found = offers(embedder, BREAD, CRANES)
    answer = ExtractiveWriter(embedder).answer("Electricity tariffs after ten?", found, says=True)
    assert [one.text for one in answer.statements] == [CRANES]


def test_a_question_of_everything_is_answered_in_short(embedder):
    answer = ExtractiveWriter(embedder).answer("Summarise the whole article.", offers(embedder, CRANES, BREAD))
    assert (answer.abstained, len(answer.statements) > 0) == (False, True)
