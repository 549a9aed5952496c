import re

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.evidence import Status, check_statement
from curation.writing.schemas import CitationDraft, StatementDraft

WHO = ["Mirela", "The harbour office", "Our welder", "A guide in Tarn", "Every second crew"]
DID = ["counted", "did not repair", "may sell", "painted", "wants to rent out", "lost", "says it saw"]
WHAT = ["boats", "red doors", "maps of the coast", "empty crates", "lamps"]
WHEN = ["before the storm", "on Friday", "if the price holds", "in the third week", "without a permit"]

numbers = st.integers(min_value=2, max_value=9_000)
sentence = st.builds(
    "{} {} {} {} {}.".format, st.sampled_from(WHO), st.sampled_from(DID), numbers, st.sampled_from(WHAT),
    st.sampled_from(WHEN),
)  # fmt: skip
passages = st.lists(sentence, min_size=1, max_size=6)


def check(text: str, passage: str, quote: str):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=quote)])
    return check_statement(draft, {1: passage}).status


@settings(max_examples=150, deadline=None)
@given(passages, st.data())
def test_any_run_of_whole_sentences_is_verified(parts, data):
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    words = " ".join(parts[start:end])
    assert check(words, " ".join(parts), words) is Status.VERIFIED


@settings(max_examples=150, deadline=None)
@given(passages, st.data())
def test_no_run_of_sentences_with_a_changed_number_is_accepted(parts, data):
    passage = " ".join(parts)
    words = data.draw(st.sampled_from(parts))
    there = {int(number) for number in re.findall(r"\d+", passage)}
    other = data.draw(numbers.filter(lambda number: number not in there))
    assert check(re.sub(r"\d+", str(other), words), passage, words) is Status.UNSUPPORTED


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_no_text_at_all_makes_it_fail(passage, text, quote):
    assert check(text, passage, quote) in Status


@settings(max_examples=60, deadline=None)
@given(passages, st.data())
def test_a_statement_of_other_passages_words_is_not_accepted(parts, data):
    stranger = "Nine violins hang above the bar of Lenka."
    assert check(stranger, " ".join(parts), data.draw(st.sampled_from(parts))) is Status.UNSUPPORTED
