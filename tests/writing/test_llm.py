"""The writer that asks a model: one call where one does, one more where that failed, none where it was said before."""

import pytest

from curation.errors import ModelAway, ModelFailed, SaidNothing, Spent, TooLong
from curation.writing.llm import LlmWriter
from curation.writing.schemas import CitationDraft, DeckBrief, Offer, SectionOffer, StatementDraft
from tests.writing.scripted_chat import ScriptedChat, ScriptedMemory, said, statement

MODELS = {"small": "crumb-mini", "large": "crumb-max"}
FLOUR = "Bakers who weigh their flour throw away a third less bread."
CUPS = "A cup of flour can be off by a fifth."
ASKED = "Why does nobody weigh the water?"
OFFERS = [
    Offer(71, 1, FLOUR, "article", "Ann Ames", "On Scales"),
    Offer(72, 2, CUPS, "post", "Ben Birk", "", "", 1),
    Offer(73, 2, ASKED, "post", "Ben Birk", "", "", 2),
]
GIVEN = StatementDraft(text=FLOUR, citations=[CitationDraft(passage_id=71, quote=FLOUR)])
SECTIONS = [SectionOffer("Scales", (GIVEN,), 2)]
SUMMARY = {"statements": [statement(FLOUR, 1), statement(CUPS, 2)]}


def writer(*script, memory=None, **settings):
    chat = ScriptedChat(*script)
    return LlmWriter(chat, memory or ScriptedMemory(), MODELS, **settings), chat


def test_it_is_named_after_the_model_that_composes():
    assert writer()[0].name == "crumb-max"


def test_a_section_has_statements_quotations_and_questions_with_their_passages():
    told = {"statements": [statement(FLOUR, 1)], "quotations": [statement(CUPS, 2)], "questions": [statement(ASKED, 3)]}
    draft = writer(told)[0].write_section("weighing flour", OFFERS)
    cited = [one.citations[0].passage_id for one in (*draft.statements, *draft.quotations, *draft.questions)]
    assert (draft.heading, cited) == ("Weighing flour", [71, 72, 73])


def test_what_it_says_of_its_own_writer_is_not_heard():
    draft = writer(SUMMARY | {"writer": "verified by hand", "fell_back": ""})[0].summarise(OFFERS, statements=2)
    assert draft.writer == ""


def test_the_small_model_proposes_and_the_large_one_composes():
    made, chat = writer({"name": "Weighing flour"}, {"statements": [{"text": FLOUR, "rests_on": [1]}]})
    made.name_theme(OFFERS, background=[], taken=[])
    made.write_lead(SECTIONS)
    assert [request.model for request in chat.requests] == ["crumb-mini", "crumb-max"]


def test_a_task_may_have_a_model_of_its_own():
    chat = ScriptedChat(SUMMARY)
    LlmWriter(chat, ScriptedMemory(), MODELS | {"summary": "crumb-pro"}).summarise(OFFERS, statements=2)
    assert chat.requests[0].model == "crumb-pro"


def test_the_call_names_its_prompt_and_asks_for_its_schema():
    made, chat = writer(SUMMARY)
    made.summarise(OFFERS, statements=2)
    [request] = chat.requests
    assert (request.task, request.version, len(request.key)) == ("summary", "1", 64)
    assert request.schema["required"] == ["statements"]


def test_the_same_prompt_twice_is_one_call():
    made, chat = writer(SUMMARY)
    assert made.summarise(OFFERS, statements=2) == made.summarise(OFFERS, statements=2)
    assert len(chat.requests) == 1


def test_another_text_another_model_or_another_task_is_another_call():
    memory = ScriptedMemory()
    for models, offers in ((MODELS, OFFERS), (MODELS, OFFERS[:2]), (MODELS | {"large": "crumb-pro"}, OFFERS)):
        LlmWriter(ScriptedChat(SUMMARY), memory, models).summarise(offers, statements=2)
    assert len(memory.kept) == 3


def test_each_call_has_marks_of_its_own_under_the_same_key():
    chat = ScriptedChat(SUMMARY, SUMMARY)
    for _ in range(2):
        LlmWriter(chat, ScriptedMemory(), MODELS).summarise(OFFERS, statements=2)
    first, second = chat.requests
    assert first.messages != second.messages
    assert first.key == second.key


def test_a_kept_answer_that_cannot_be_read_any_more_is_asked_for_anew():
    memory = ScriptedMemory()
    made, _ = writer(SUMMARY, memory=memory)
    made.summarise(OFFERS, statements=2)
    memory.kept = dict.fromkeys(memory.kept, "of an earlier shape")
    again, chat = writer(SUMMARY, memory=memory)
    assert again.summarise(OFFERS, statements=2).statements
    assert len(chat.requests) == 1


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("Certainly!", "The answer holds no JSON object"),
        ({"summary": FLOUR}, "field required"),
        (said('{"statements": [', cut=True), "was cut off at its limit"),
    ],
)
def test_a_bad_answer_is_sent_back_once_with_what_is_wrong(bad, told):
    made, chat = writer(bad, SUMMARY)
    assert len(made.summarise(OFFERS, statements=2).statements) == 2
    assert told in chat.requests[1].messages[-1].text


def test_the_second_attempt_shows_no_more_of_the_source_than_the_first():
    made, chat = writer("Certainly!", SUMMARY)
    made.summarise(OFFERS, statements=2)
    first, second = chat.requests
    assert second.messages[:2] == first.messages
    assert [message.text for message in second.messages[2:-1]] == ["Certainly!"]
    assert FLOUR not in second.messages[-1].text


@pytest.mark.parametrize("nothing", [SaidNothing("Empty.", spent=Spent(9, 9)), "", " \n", "\u200b"])
def test_an_empty_answer_is_asked_for_once_more_in_the_same_words_with_twice_the_room(nothing):
    made, chat = writer(nothing, SUMMARY)
    assert len(made.summarise(OFFERS, statements=2).statements) == 2
    first, second = chat.requests
    assert (second.messages, second.most_tokens) == (first.messages, 2 * first.most_tokens)


def test_no_two_messages_in_a_row_have_one_role():
    made, chat = writer("Certainly!", SUMMARY)
    made.summarise(OFFERS, statements=2)
    assert [message.role for message in chat.requests[1].messages] == ["system", "user", "assistant", "user"]


@pytest.mark.parametrize(
    "failure",
    [ModelFailed("A page."), ModelFailed("Declines.", spent=Spent(9, 9)), ModelFailed("Endless.", spent=Spent(9, 9))],
)
def test_what_is_no_answer_is_not_asked_for_again(failure):
    made, chat = writer(failure)
    with pytest.raises(ModelFailed):
        made.summarise(OFFERS, statements=2)
    assert len(chat.requests) == 1


def test_an_answer_that_was_cut_gets_twice_the_room():
    made, chat = writer(said("{", cut=True), SUMMARY)
    made.summarise(OFFERS, statements=2)
    assert chat.requests[1].most_tokens == 2 * chat.requests[0].most_tokens


def test_a_whole_looking_answer_that_was_cut_counts_for_nothing():
    made, _ = writer(said(SUMMARY, cut=True), {"statements": [statement(CUPS, 2)]})
    assert [one.text for one in made.summarise(OFFERS, statements=2).statements] == [CUPS]


def test_after_two_bad_answers_it_gives_up_and_keeps_nothing():
    memory = ScriptedMemory()
    made, chat = writer("No.", "No!", memory=memory)
    with pytest.raises(ModelFailed, match="holds no JSON object"):
        made.summarise(OFFERS, statements=2)
    assert (len(chat.requests), memory.kept) == (2, {})


def test_the_repaired_answer_is_the_one_that_is_kept():
    memory = ScriptedMemory()
    writer("No.", SUMMARY, memory=memory)[0].summarise(OFFERS, statements=2)
    again, chat = writer(memory=memory)
    assert again.summarise(OFFERS, statements=2).statements
    assert chat.requests == []


def test_a_model_that_is_away_is_not_asked_twice():
    made, chat = writer(ModelAway("Gone.", after=7))
    with pytest.raises(ModelAway):
        made.summarise(OFFERS, statements=2)
    assert len(chat.requests) == 1


def test_a_taken_name_is_sent_back_once():
    made, chat = writer({"name": "Weighing Flour"}, {"name": "Cups of flour"})
    assert made.name_theme(OFFERS, background=[], taken=["weighing flour"]).name == "Cups of flour"
    assert "is taken already" in chat.prompt()


def test_a_name_that_is_taken_again_is_no_name():
    made, _ = writer({"name": "Weighing Flour"}, {"name": "weighing flour."})
    with pytest.raises(ModelFailed, match="taken"):
        made.name_theme(OFFERS, background=[], taken=["weighing flour"])


@pytest.mark.parametrize(
    "name", ["Buy your tickets now", "https://mill.example", "one two three four five six seven", "Flour", "…"]
)
def test_what_is_no_name_is_sent_back(name):
    made, _ = writer({"name": name}, {"name": "Weighing flour"})
    assert made.name_theme(OFFERS, background=[], taken=[]).name == "Weighing flour"


def test_a_deck_is_outlined_from_given_statements_only():
    told = {"title": "Flour", "slides": [{"title": "Scales", "statements": [{"statement": 1, "text": ""}]}]}
    made, chat = writer(told)
    draft = made.outline_deck("Flour", SECTIONS, DeckBrief(format="presenter", audience="apprentices", slides=6))
    assert draft.slides[0].statements == [GIVEN]
    assert all(part in chat.prompt() for part in ("6 slides", "A speaker talks", "\n> apprentices\n"))


def test_a_signal_is_a_reason_and_never_a_score():
    made, chat = writer({"reasons": [statement(FLOUR)], "score": 10})
    draft = made.judge_signal(OFFERS, interests=["bread"])
    assert set(draft.model_dump()) == {"writer", "fell_back", "reason"}
    assert "> bread" in chat.prompt()


def test_a_transcript_is_cleaned_passage_by_passage():
    made, _ = writer({"passages": [{"passage": 2, "text": "A cup can be off."}]})
    assert [one.passage_id for one in made.clean_transcript(OFFERS).passages] == [72]


def test_nothing_offered_is_nothing_asked():
    made, chat = writer()
    assert made.write_section("Flour", []).statements == []
    assert made.answer("Is it so?", []).abstained
    assert made.explain([]) == made.explain([])
    assert made.write_lead([]).statements == made.summarise([], statements=3).statements == []
    assert made.outline_deck("Flour", [], DeckBrief()).slides == made.clean_transcript([]).passages == []
    assert made.judge_signal([], interests=[]).reason is None
    assert chat.requests == []


def test_nothing_to_name_is_said():
    with pytest.raises(ModelFailed, match="nothing to name"):
        writer()[0].name_theme([], background=[], taken=[])


def test_a_prompt_that_is_too_long_raises_where_it_cannot_be_split():
    with pytest.raises(TooLong):
        writer(TooLong("Too long."))[0].summarise(OFFERS[:1], statements=1)
