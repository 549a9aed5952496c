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


JUMBLE = """not no never only few a the of by to from between and or but, because until if that said says told us
    used think thinks was is were sold closed rose more less than 5 7:30 pm half past six 2024-05-06 20 to 30 percent
    € $ £ kg Ann Bo Chief, Librarian— um uh forty fourteen who; : `x` … " “ ” ( ) ? ! . - I she it first last fail
    May 4 March 2021 everybody nobody # @ | * _ max_size 🐈 ﬁ ½ ² \u0301 \u200b \u202e ç 東京 ١٢ é ß İ 1:2:3 0"""
PIECES = ["\n", " ", *JUMBLE.split()]
jumble = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def check(text: str, passage: str, quote: str):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=quote)])
    return check_statement(draft, {1: passage}).status


@settings(max_examples=150)
@given(passages, st.data())
def test_any_run_of_whole_sentences_is_verified(parts, data):
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    words = " ".join(parts[start:end])
    assert check(words, " ".join(parts), words) is Status.VERIFIED


@settings(max_examples=150)
@given(passages, st.data())
def test_no_run_of_sentences_with_a_changed_number_is_accepted(parts, data):
    passage = " ".join(parts)
    words = data.draw(st.sampled_from(parts))
    there = {int(number) for number in re.findall(r"\d+", passage)}
    other = data.draw(numbers.filter(lambda number: number not in there))
    assert check(re.sub(r"\d+", str(other), words), passage, words) is Status.UNSUPPORTED


@settings(max_examples=150)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_no_text_at_all_makes_it_fail(passage, text, quote):
    assert check(text, passage, quote) in Status


@settings(max_examples=400)
@given(jumble, jumble, jumble)
def test_no_jumble_of_its_own_words_makes_it_fail(passage, text, quote):
    assert check(text, passage, quote) in Status
    assert check(text, f"{passage} {text} {quote}", text) in Status


@settings(max_examples=100)
@given(jumble, st.lists(jumble, min_size=2, max_size=4), st.data())
def test_the_order_of_its_citations_changes_nothing(text, parts, data):
    offered = {number: f"{part} {text if number % 2 else parts[-1]}" for number, part in enumerate(parts)}
    cites = [CitationDraft(passage_id=number, quote=part) for number, part in enumerate(parts)]
    cites.append(CitationDraft(passage_id=data.draw(st.integers(0, len(parts))), quote=text))
    other = data.draw(st.permutations(cites))
    one, same = (check_statement(StatementDraft(text=text, citations=order), offered) for order in (cites, other))
    assert (one.status, one.reason) == (same.status, same.reason)


@settings(max_examples=60)
@given(passages, st.data())
def test_a_statement_of_other_passages_words_is_not_accepted(parts, data):
    stranger = "Nine violins hang above the bar of Lenka."
    assert check(stranger, " ".join(parts), data.draw(st.sampled_from(parts))) is Status.UNSUPPORTED
