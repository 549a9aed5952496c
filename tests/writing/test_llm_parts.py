"""What is too long for one call: parts by the small model, and the whole by the large one from checked words only."""

import re

import pytest

from curation.errors import ModelAway, ModelFailed, TooLong
from curation.writing.llm import LlmWriter
from curation.writing.portions import leading, portions, size, spread, stretches, thinned
from curation.writing.schemas import DeckBrief, Offer, SectionOffer, StatementDraft
from tests.writing.scripted_chat import ScriptedChat, ScriptedMemory, said, statement

MODELS = {"small": "crumb-mini", "large": "crumb-max"}
BATCHES = [
    f"Batch {n} of the rye loaf was weighed to the gram and rose for {n} hours before dawn." for n in range(1, 21)
]
OFFERS = [
    Offer(100 + n, 1, text, "episode", "Ann Ames", "Crumb Talk", "Rye" if n < 12 else "Wheat", n)
    for n, text in enumerate(BATCHES)
]
PASSAGE = re.compile(r"^\[(\d+)\].*\n> (.+)$", re.M)


def passages(request):
    """The numbered passages that a request shows."""
    fenced = request.messages[1].text.rpartition("\nEND ")[0]
    return [(int(number), text) for number, text in PASSAGE.findall(fenced)]


def notes(request):
    """Two statements that stand in the first two passages, and one that stands nowhere."""
    shown = passages(request)[:2]
    kept = [statement(text, number) for number, text in shown]
    return {"statements": [*kept, statement("The mill paid for this episode.", 1)], "terms": [], "questions": []}


def whole(request):
    shown = passages(request)
    return {"gist": [statement(shown[0][1], 1)], "points": [], "terms": [], "questions": []}


def section(request):
    return {"statements": [statement(text, number) for number, text in passages(request)[:2]]}


def writer(*script, reads, **settings):
    chat = ScriptedChat(*script)
    return LlmWriter(chat, ScriptedMemory(), MODELS, reads=reads, **settings), chat


def texts(drafts):
    return [one.text for one in drafts]


def test_a_short_source_is_explained_in_one_call():
    made, chat = writer(whole, reads=5000)
    assert texts(made.explain(OFFERS).gist) == BATCHES[:1]
    assert chat.asked == ["explain_whole"]


def test_a_long_source_is_read_by_chapters_and_then_as_a_whole():
    made, chat = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    made.explain(OFFERS)
    assert chat.asked == ["explain_chapter", "explain_chapter", "explain_whole"]
    assert [request.model for request in chat.requests] == ["crumb-mini", "crumb-mini", "crumb-max"]
    assert [len(passages(request)) for request in chat.requests] == [12, 8, 4]


def test_the_second_reading_sees_only_what_passed_the_check():
    made, chat = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    made.explain(OFFERS)
    assert [text for _, text in passages(chat.requests[2])] == [BATCHES[0], BATCHES[1], BATCHES[12], BATCHES[13]]
    assert "mill" not in chat.prompt(2)


def test_it_sees_a_retelling_beside_its_quote_only_where_the_check_passes_it():
    def retold(request):
        told = {"text": "Ann Ames weighs all.", "citations": [{"passage": 1, "quote": "weighed to the gram"}]}
        lied = {"text": "Ann Ames never weighs.", "citations": [{"passage": 2, "quote": "weighed to the gram"}]}
        return {"statements": [told, lied]}

    made, chat = writer(
        retold, retold, whole, reads=size(OFFERS[:12]), check=lambda one, offers: "never" not in one.text
    )
    made.explain(OFFERS)
    assert "> weighed to the gram\n= Ann Ames weighs all.\n" in chat.prompt(2)
    assert "never weighs" not in chat.prompt(2)


def test_a_quote_that_stands_nowhere_is_not_shown_beside_one_that_does():
    def half(request):
        quotes = [{"passage": 1, "quote": "weighed to the gram"}, {"passage": 1, "quote": "paid by the mill"}]
        return {"statements": [{"text": "It was weighed.", "citations": quotes}]}

    def check(one, offers):
        return any(quote.quote in offer.text for quote in one.citations for offer in offers)

    made, chat = writer(half, half, whole, reads=size(OFFERS[:12]), check=check)
    made.explain(OFFERS)
    assert [text for _, text in passages(chat.requests[2])] == ["weighed to the gram"] * 2


def test_a_number_of_the_second_reading_is_the_passage_of_the_first():
    made, _ = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    [gist] = made.explain(OFFERS).gist
    assert gist.citations[0].passage_id == 100


def test_what_was_noted_stands_under_its_chapter():
    made, _ = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    drafts = made.explain(OFFERS).chapters
    assert [(one.title, texts(one.statements)) for one in drafts] == [("Rye", BATCHES[:2]), ("Wheat", BATCHES[12:14])]


def test_a_source_without_chapters_is_read_in_runs():
    bare = [Offer(one.passage_id, 1, one.text) for one in OFFERS]
    made, chat = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    assert made.explain(bare).chapters == []
    assert [len(passages(request)) for request in chat.requests[:2]] == [10, 10]


def test_where_nothing_stands_the_check_nothing_is_composed():
    lie = {"statements": [statement("The mill paid for this episode.", 1)]}
    made, chat = writer(lie, lie, reads=size(OFFERS[:12]))
    with pytest.raises(ModelFailed, match="Nothing that the model noted down"):
        made.explain(OFFERS)
    assert chat.asked == ["explain_chapter", "explain_chapter"]


def test_what_was_read_before_a_failure_is_not_read_again():
    memory = ScriptedMemory()
    broken = ScriptedChat(notes, ModelAway("Gone."))
    with pytest.raises(ModelAway):
        LlmWriter(broken, memory, MODELS, reads=size(OFFERS[:12])).explain(OFFERS)
    chat = ScriptedChat(notes, whole)
    LlmWriter(chat, memory, MODELS, reads=size(OFFERS[:12])).explain(OFFERS)
    assert chat.asked == ["explain_chapter", "explain_whole"]


def test_a_large_theme_is_proposed_in_parts_and_composed_from_what_passed():
    made, chat = writer(notes, notes, section, reads=size(OFFERS[:12]))
    draft = made.write_section("rye", OFFERS)
    assert chat.asked == ["propose", "propose", "section"]
    assert texts(draft.statements) == BATCHES[:2]
    assert "mill" not in chat.prompt(2)


def test_a_theme_that_the_model_finds_too_long_is_proposed_in_parts():
    made, chat = writer(TooLong("Too long."), notes, section, reads=5000)
    assert made.write_section("rye", OFFERS).statements
    assert chat.asked == ["section", "propose", "section"]


def test_a_part_that_is_too_long_after_all_is_read_in_halves():
    made, chat = writer(TooLong("Too long."), TooLong("Too long."), notes, notes, section, reads=5000)
    made.write_section("rye", OFFERS)
    assert chat.asked == ["section", "propose", "propose", "propose", "section"]
    assert [len(passages(request)) for request in chat.requests] == [20, 20, 10, 10, 4]


def test_a_part_that_stays_too_long_is_given_up_after_a_few_levels():
    made, chat = writer(*[TooLong("Too long.")] * 9, reads=5000)
    with pytest.raises(TooLong):
        made.summarise(OFFERS, statements=4)
    assert [len(passages(request)) for request in chat.requests] == [20, 10, 5, 2]


def test_a_part_that_fails_is_read_in_halves_once():
    made, chat = writer(notes, "No.", "No!", notes, notes, whole, reads=size(OFFERS[:12]))
    made.explain(OFFERS)
    assert [len(passages(request)) for request in chat.requests] == [12, 8, 8, 4, 4, 6]


def test_a_half_that_fails_as_well_is_the_end():
    made, chat = writer(notes, *["No."] * 4, reads=size(OFFERS[:12]))
    with pytest.raises(ModelFailed):
        made.explain(OFFERS)
    assert len(chat.requests) == 5


def test_an_answer_that_is_cut_twice_is_asked_for_in_halves():
    def first(request):
        return {"passages": [{"passage": 1, "text": "Cleaned."}]}

    made, _ = writer(said("{", cut=True), said("{", cut=True), first, first, reads=5000)
    assert [one.passage_id for one in made.clean_transcript(OFFERS).passages] == [100, 110]


def test_a_long_summary_shares_its_statements_among_the_parts():
    made, chat = writer(notes, notes, reads=size(OFFERS[:12]))
    draft = made.summarise(OFFERS, statements=4)
    assert texts(draft.statements)[0] == BATCHES[0]
    assert all("at most 2 statements" in request.messages[1].text for request in chat.requests)


def test_a_short_summary_of_much_is_not_paid_for_in_parts_that_are_thrown_away():
    made, chat = writer(notes, notes, reads=size(OFFERS[:4]))
    draft = made.summarise(OFFERS, statements=2)
    assert (len(chat.requests), len(draft.statements)) == (2, 2)


def test_a_summary_covers_the_end_as_well_as_the_beginning():
    made, _ = writer(*[notes] * 4, reads=size(OFFERS[:5]))
    said = texts(made.summarise(OFFERS, statements=4).statements)
    assert said == [BATCHES[0], BATCHES[5], BATCHES[10], BATCHES[15]]


def test_halves_that_say_more_than_was_asked_leave_the_end_in():
    made, _ = writer(TooLong("Too long."), notes, notes, reads=5000)
    said = texts(made.summarise(OFFERS, statements=2).statements)
    assert said == [BATCHES[0], BATCHES[10]]


@pytest.mark.parametrize(
    ("first", "second", "write"),
    [
        (notes, whole, lambda made: made.explain(OFFERS).gist),
        (notes, section, lambda made: made.write_section("rye", OFFERS).statements),
    ],
)
def test_a_second_reading_that_is_too_long_sees_half_and_the_first_is_not_lost(first, second, write):
    made, chat = writer(first, first, TooLong("Too long."), second, reads=size(OFFERS[:12]))
    assert write(made)
    assert [len(passages(request)) for request in chat.requests[2:]] == [4, 2]


def test_one_that_cannot_see_less_is_given_up():
    made, chat = writer(notes, notes, *[TooLong("Too long.")] * 3, reads=size(OFFERS[:12]))
    with pytest.raises(TooLong):
        made.explain(OFFERS)
    assert len(chat.requests) == 4


def test_each_point_is_checked_once():
    checked = []

    def check(one, _offers):
        checked.append(one.text)
        return True

    made, _ = writer(notes, notes, whole, reads=size(OFFERS[:12]), check=check)
    made.explain(OFFERS)
    assert len(checked) == len(set(checked)) + 1  # the sponsor's line, once in each part


@pytest.mark.parametrize("title", ["https://crumbs.example/notes", "🥖"])
def test_a_chapter_may_be_called_anything(title):
    called = [Offer(one.passage_id, 1, one.text, chapter=title) for one in OFFERS]
    made, _ = writer(notes, notes, whole, reads=size(OFFERS[:12]))
    assert texts(made.explain(called).gist) == BATCHES[:1]


def test_a_question_is_answered_from_the_best_that_fits():
    def answered(request):
        return {"abstained": False, "statements": [statement(passages(request)[0][1], 1)]}

    made, chat = writer(TooLong("Too long."), answered, reads=size(OFFERS[:12]))
    assert texts(made.answer("How was it weighed?", OFFERS).statements) == BATCHES[:1]
    assert [len(passages(request)) for request in chat.requests] == [12, 6]


def test_a_deck_of_too_many_statements_is_outlined_in_halves():
    sections = [SectionOffer(f"Day {n}", tuple(StatementDraft(text=text) for text in BATCHES)) for n in (1, 2)]
    told = {"title": "Rye", "slides": [{"title": "Dawn", "statements": [{"statement": 1, "text": ""}]}]}
    made, chat = writer(told, told, reads=size(OFFERS))
    assert len(made.outline_deck("Rye", sections, DeckBrief(slides=6)).slides) == 2
    assert ["Day 1" in request.messages[1].text for request in chat.requests] == [True, False]
    assert all(": at most 3 slides." in request.messages[1].text for request in chat.requests)


def test_portions_fit_and_hold_each_passage_once():
    parts = portions(OFFERS, 150)
    assert [offer for part in parts for offer in part] == OFFERS
    assert max(size(part) for part in parts) <= 150


def test_a_passage_larger_than_a_portion_is_one():
    long = Offer(1, 1, "flour " * 500)
    assert [len(part) for part in portions([OFFERS[0], long, OFFERS[1]], 100)] == [1, 1, 1]


def test_small_chapters_are_read_together_and_large_ones_in_runs():
    chapters = ["a"] * 2 + ["b"] * 2 + ["c"] * 12
    offers = [Offer(n, 1, one.text, chapter=name) for n, (one, name) in enumerate(zip(OFFERS, chapters, strict=False))]
    assert [len(part) for part in stretches(offers, size(offers[:6]))] == [4, 6, 6]


def test_a_sample_is_spread_over_the_whole():
    sample = spread(OFFERS, size(OFFERS) // 4)
    assert sample[0] is OFFERS[0]
    assert sample[-1].position >= 15
    assert size(sample) <= size(OFFERS) // 4


def test_at_least_the_first_passage_is_read():
    assert leading(OFFERS, 1) == OFFERS[:1]


def test_sections_are_thinned_evenly():
    sections = [SectionOffer("Rye", tuple(StatementDraft(text=text) for text in BATCHES[:n]), 1) for n in (8, 3)]
    assert [len(one.statements) for one in thinned(sections, 250)] == [3, 3]
