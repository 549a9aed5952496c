"""What people paste from their chats is read mildly; what it claims stays as it was said."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.errors import ModelFailed
from curation.writing import assignments
from curation.writing.handover import whole
from curation.writing.lexical import stems
from curation.writing.pasted import drafted
from curation.writing.schemas import CitationDraft, DeckBrief, Offer, SectionOffer, StatementDraft
from curation.writing.straightening import straightened
from curation.writing.whole_digest import ThemeOffer, digest
from tests.writing.scripted_chat import statement

SCALES = "Bakers who weigh their flour throw away a third less bread. Few of them know why."
CUPS = "A cup of flour can be off by a fifth."
SAID = "Bakers who weigh their flour throw away a third less bread."
TEXTS = [SCALES, CUPS]
OFFERS = [Offer(71, 1, SCALES), Offer(72, 2, CUPS)]
ANSWER = assignments.answer("Does weighing pay?", OFFERS)
WHOLE = assignments.explain_whole(OFFERS)
GOOD = {"abstained": False, "statements": [statement(SAID, 1)]}
MARK = "0f0f0f0f"


def read(told, assignment=ANSWER, **how):
    text = told if isinstance(told, str) else json.dumps(told)
    return drafted(text, assignment, TEXTS, **how)


def cited(draft):
    return [(one.passage_id, one.quote) for said in draft.statements for one in said.citations]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Here is your answer:\n\n```json\n{}\n```\n\nShall I make it shorter?",
        "Sure! I found “one” thing: {} I hope this helps.",
        "\ufeff\n{}\n",
    ],
)
def test_what_stands_around_it_is_overlooked(around):
    assert cited(read(around.replace("{}", json.dumps(GOOD)))) == [(71, SAID)]


def test_the_prompt_may_be_pasted_along():
    assert cited(read(f"{whole(ANSWER.prompt, MARK)}\nChat said:\n{json.dumps(GOOD)}")) == [(71, SAID)]


@pytest.mark.parametrize("shown", [lambda text: text, lambda text: text.replace("> ", "").replace('"', "”")])
def test_the_prompt_alone_is_no_answer(shown):
    with pytest.raises(ModelFailed):
        read(shown(whole(ANSWER.prompt, MARK)))


@pytest.mark.parametrize("citations", ["[1]", 1, ["[1]"], [1], [{"passage": "[1]"}], [{"passage": [1], "quote": ""}]])
def test_a_bare_number_cites_the_sentence_that_is_nearest(citations):
    told = {
        "abstained": False,
        "statements": [{"text": "Bakers who weigh throw less bread away.", "citations": citations}],
    }
    assert cited(read(told)) == [(71, SAID)]


def test_a_mark_in_the_text_cites_where_nothing_else_does():
    assert cited(read({"statements": [f"{CUPS} [2]"]})) == [(72, CUPS)]


def test_a_quote_is_left_as_it_was_given():
    told = {"abstained": False, "statements": [statement(SAID, 1, "a quarter less bread")]}
    assert cited(read(told)) == [(71, "a quarter less bread")]


def test_a_number_that_was_not_shown_stays_one_that_was_not_shown():
    assert cited(read({"statements": [{"text": SAID, "citations": ["[9]", -1]}]})) == [(-1, ""), (-1, "")]


def test_fields_that_may_be_missing_may_be_missing():
    draft = read({"gist": [statement(SAID, 1)], "points": []}, WHOLE)
    assert (len(draft.gist), draft.terms, draft.questions) == (1, [], [])


def test_an_answer_that_abstains_is_one():
    assert read({"abstained": True, "statements": []}).abstained
    assert read({"abstained": True}).abstained


def test_field_names_may_be_written_large():
    assert cited(read({"Abstained": False, "Statements": [{"Text": SAID, "Citations": [1]}]})) == [(71, SAID)]


@pytest.mark.parametrize(
    "set_by",
    [
        lambda text: text.replace('"', "”"),
        lambda text: text.replace('{"', "{“").replace('": ', "”: ").replace(': "', ": “").replace('"', "”"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("flour", 'flour, "the white one",', 1),
    ],
)
def test_typographic_quotes_and_blanks_are_set_straight(set_by):
    [said] = read(set_by(json.dumps(GOOD))).statements
    assert said.text.startswith("Bakers who weigh their flour")
    assert said.citations[0].quote.replace("\u00a0", " ") == SAID


def test_quotes_within_the_words_stay_as_they_are():
    told = "{“abstained”: false, “statements”: [{“text”: “He said “no”, twice, and “so: be it”.”, “citations”: [1]}]}"
    assert read(told).statements[0].text == "He said “no”, twice, and “so: be it”."


@given(st.text(alphabet='ab "\\,:}{[]“”', max_size=40))
def test_good_json_is_not_bent(words):
    told = json.dumps({"statements": [{"text": f"a {words}", "citations": []}]})
    assert read(told).statements == read(told, joining=True).statements


@given(st.text(alphabet='{}[]",:“”\\ a1', max_size=80))
def test_no_text_is_too_odd(text):
    with suppress(ModelFailed):
        assert straightened(text).count("“") <= text.count("“")
        assert read(text).statements is not None


def test_prose_is_taken_by_the_sentences_that_cite():
    draft = read(f"**In short**: here is what I found.\n\n- {SAID} [1]\n- {CUPS} [2, 1] So weigh.\n\nThat is all.")
    assert [one.text for one in draft.statements] == [SAID, CUPS]
    assert cited(draft)[:2] == [(71, SAID), (72, CUPS)]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("", "Nothing was pasted."),
        (" \n", "Nothing was pasted."),
        ("Weighing pays, of course.", "no sentence says with a [number]"),
        ('{"abstained": false, "statements": [{"te', "It should have “abstained”, “statements”."),
        ('{"summary": "It pays."}', "It should have “abstained”, “statements”."),
        (json.dumps(GOOD)[:-4], "It should have “abstained”, “statements”."),
        ('{"statements": [{"citations": [1]}]}', "The answer lacks “statements.0.text”."),
        ('{"statements": "all of them"}', "at “statements”"),
        ("[" * 5000 + '{"a":' * 5000, "No whole JSON object"),
    ],
)
def test_what_cannot_be_read_says_what_is_missing(told, fault):
    with pytest.raises(ModelFailed) as caught:
        read(told)
    assert fault in str(caught.value)


def test_only_an_answer_may_be_prose():
    with pytest.raises(ModelFailed, match="No whole JSON object"):
        read(f"{SAID} [1]", WHOLE)


def test_the_last_of_several_counts():
    other = {"abstained": False, "statements": [statement(CUPS, 2)]}
    assert cited(read(f"{json.dumps(GOOD)}\nBetter:\n{json.dumps(other)}")) == [(72, CUPS)]


def test_answers_to_several_parts_are_taken_together():
    other = {"abstained": False, "statements": [statement(SAID, 1), statement(CUPS, 2)]}
    none = {"abstained": True, "statements": []}
    told = "\n".join(json.dumps(one) for one in (none, GOOD, other))
    assert cited(read(told, joining=True)) == [(71, SAID), (72, CUPS)]


def test_a_digest_is_read_theme_by_theme():
    themes = [ThemeOffer("Scales", OFFERS[:1]), ThemeOffer("Cups", OFFERS[1:])]
    told = {"lead": [statement(SAID, 1)], "sections": [{"theme": "[2]", "statements": [statement(CUPS, 2)]}]}
    draft = read(told, digest(themes))
    assert [(one.heading, len(one.statements)) for one in draft.sections] == [("Scales", 0), ("Cups", 1)]
    assert draft.lead.statements[0].citations[0].passage_id == 71


def test_slides_may_name_their_statements_by_numbers_alone():
    given = StatementDraft(text=SAID, citations=[CitationDraft(passage_id=71, quote=SAID)])
    outline = assignments.outline("Flour", [SectionOffer("Scales", (given,))], DeckBrief())
    draft = read({"title": "Weigh", "slides": [{"title": "Less waste", "statements": ["[1]"]}]}, outline)
    assert [one.text for one in draft.slides[0].statements] == [SAID]


@pytest.fixture
def taken_apart(monkeypatch):
    """The texts whose stems were asked for."""
    seen = []

    def counted(text):
        seen.append(text)
        return stems(text)

    monkeypatch.setattr("curation.writing.easing.stems", counted)
    return seen


@pytest.mark.parametrize(
    "told",
    [
        f"It pays {'[1][2]' * 5000}.",
        f"It pays. {'[1] [2] ' * 5000}",
        json.dumps({"statements": [f"It pays {'[1][2]' * 5000}."]}),
        json.dumps({"statements": [{"text": "It pays.", "citations": [1, 2] * 5000}]}),
    ],
)
def test_a_passage_is_taken_apart_once_however_often_it_is_cited(told, taken_apart):
    [said] = read(told).statements
    assert [one.passage_id for one in said.citations] == [71, 72]
    assert len(taken_apart) == 5


def test_prose_is_read_no_further_than_an_answer_is_kept(taken_apart):
    draft = read("Weighing flour pays [1]. " * 10_000)
    assert (len(draft.statements), len(taken_apart)) == (24, 26)


@pytest.mark.parametrize("dull", ["." * 100_000, "\n" * 100_000, "a.m. " * 20_000])
def test_what_says_nothing_is_passed_over(dull):
    assert [one.text for one in read(f"{SAID} [1]\n{dull}").statements] == [SAID]
