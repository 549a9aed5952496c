import pytest

from curation.acts import Act, acts_of
from curation.facts import Cause, Sign, SignalFacts, Weighed, in_words


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("We weighed 60 loaves and found 9 of them light.", (Act.SHOWS, Act.CLAIMS)),
        ("The lock leaks because its gates are older than the canal.", (Act.EXPLAINS, Act.CLAIMS)),
        ("Who would rather wait a day than pay for the night ferry?", (Act.ASKS,)),
        ("A ferry is a bridge that sleeps.", (Act.CLAIMS,)),
        ("So true!", ()),
        ("", ()),
    ],
)
def test_a_text_shows_explains_asks_or_claims(text, acts):
    assert acts_of(text) == acts


def test_the_parts_of_a_score_are_told_in_words():
    weighed = (Weighed(source=1, sign=Sign.DROPPED, likeness=0.6), Weighed(source=2, sign=Sign.DROPPED, likeness=0.5))
    facts = SignalFacts(near=0.4, interest="ferries", acts=(Act.EXPLAINS,), weighed=weighed, cause=Cause.NEAR)
    assert in_words(facts) == ("close to “ferries”", "explains something", "you dropped two like it")


def test_what_is_wanted_less_is_told_where_it_is_nearer():
    facts = SignalFacts(near=0.3, interest="ferries", against=0.5, unwanted="fares", form="", cause=Cause.UNWANTED)
    assert "nearer to “fares”, of which you want less" in in_words(facts)


def test_what_nothing_has_judged_has_no_words():
    assert in_words(SignalFacts.model_validate({})) == ()


def test_facts_are_stored_with_three_digits_and_read_again():
    stored = SignalFacts(near=0.123456, cause=Cause.FAR).model_dump(mode="json")
    assert stored["near"] == 0.123
    assert SignalFacts.model_validate(stored).cause == Cause.FAR


@pytest.mark.parametrize("text", ["well then we went on " * 400 + "?", "so we talked about it " * 400])
def test_a_text_without_a_stop_is_one_sentence(text):
    assert acts_of(text) == ((Act.ASKS,) if text.endswith("?") else (Act.CLAIMS,))


def test_a_question_claims_nothing():
    assert acts_of("Who of you would open the lock on a Sunday? Why?") == (Act.ASKS,)
