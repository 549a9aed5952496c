import pytest

from curation.evidence import Status, check_statement
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import Offer, SectionDraft, StatementDraft
from tests.writing.bag_embedder import BagEmbedder

CACHING = (
    "Caching the build layers cut our build time from forty minutes to nine. This is why every "
    "team copied the layer cache. Check it out at the link below! "
    "How should a team decide which layers to cache first?"
)
QUEUES = (
    "A build queue that nobody watches grows until the whole team waits for it. "
    "Um, you know, it was kind of like a mess, I mean. He said so. "
    "A slow build costs more attention than a failing test ever does."
)
TESTS = (
    "Good morning everyone and welcome to the build show! "
    "Flaky tests slow the build more than large tests do. "
    "What do you mean by a flaky test in your build? "
    "Teams that quarantine flaky tests keep their build honest."
)
NOTES = (
    "Build notes:\n- cache is only as good as its key\n- reading the changelog\n"
    "2. The build cache needs an owner who reads its logs."
)
EPISODE = [
    (
        "Start",
        "Our first build server was a laptop under a desk in the old office. Everyone could hear it work.",
    ),
    ("Start", "The laptop ran nightly builds for three years before anyone bought a server."),
    ("Middle", "Moving builds to the cloud tripled the bill before it saved a single minute."),
    ("Middle", "The finance team found the forgotten cloud machines long before the engineers did."),
    ("End", "Today a build that takes ten minutes is treated as an outage by the whole company."),
]


def offer(passage_id: int, text: str, source_id: int | None = None, **more: object) -> Offer:
    return Offer(passage_id=passage_id, source_id=source_id or passage_id, text=text, **more)  # type: ignore[arg-type]


OFFERS = [offer(1, CACHING, author="Ada"), offer(2, QUEUES, author="Ben"), offer(3, TESTS), offer(4, NOTES)]


@pytest.fixture
def embedder() -> BagEmbedder:
    return BagEmbedder()


@pytest.fixture
def writer(embedder: BagEmbedder) -> ExtractiveWriter:
    return ExtractiveWriter(embedder)


@pytest.fixture
def section(writer: ExtractiveWriter) -> SectionDraft:
    return writer.write_section("faster builds", OFFERS)


@pytest.fixture
def long_section(writer: ExtractiveWriter) -> SectionDraft:
    """With enough for quotations beside the statements."""
    told = [offer(10 + number, text, author="Cleo") for number, (_, text) in enumerate(EPISODE)]
    return writer.write_section("faster builds", [*OFFERS, *told])


def everything_in(section: SectionDraft) -> list[StatementDraft]:
    return [*section.statements, *section.quotations, *section.questions]


def texts(drafts: list[StatementDraft]) -> str:
    return "\n".join(draft.text for draft in drafts)


def test_every_statement_is_verified_by_its_own_passage(section):
    offered = {one.passage_id: one.text for one in OFFERS}
    assert section.statements
    assert {check_statement(draft, offered).status for draft in everything_in(section)} == {Status.VERIFIED}


def test_every_statement_is_a_piece_of_the_passage_as_it_stands(section):
    offered = {one.passage_id: one.text for one in OFFERS}
    assert all(draft.text in offered[draft.citations[0].passage_id] for draft in everything_in(section))


def test_it_heads_the_section_with_the_theme(section):
    assert section.heading == "Faster builds"


def test_it_leaves_out_promotion_greeting_filler_and_fragments(section):
    said = texts(everything_in(section))
    for unwanted in ("link below", "Good morning", "you know", "reading the changelog", "Build notes"):
        assert unwanted not in said


def test_a_sentence_that_leans_on_another_brings_it_along(writer):
    drafts = writer.summarise(
        [offer(1, "Caching cut our build time to nine minutes. This is why teams copied the cache.")],
        statements=3,
    ).statements
    assert "This is why" not in "".join(draft.text[:11] for draft in drafts)
    assert texts(drafts).count("Caching cut our build time") == 1


def test_it_asks_what_the_sources_ask_and_not_what_a_guest_was_asked(section):
    assert [draft.text for draft in section.questions] == ["How should a team decide which layers to cache first?"]


def test_quotations_are_not_statements_again(long_section):
    quoted = {draft.text for draft in long_section.quotations}
    assert quoted
    assert not quoted & {draft.text for draft in long_section.statements}


def test_no_source_says_more_than_half_while_others_have_something_to_say(writer):
    long = offer(9, " ".join(text for _, text in EPISODE), source_id=9)
    drafts = writer.write_section("builds", [long, *OFFERS], statements=4).statements
    assert sum(draft.citations[0].passage_id == 9 for draft in drafts) <= 2


def test_it_says_nothing_twice(writer):
    twice = [offer(1, CACHING), offer(2, CACHING.replace("forty", "40"))]
    drafts = writer.write_section("builds", twice).statements
    assert sum("layers cut our build time" in draft.text for draft in drafts) == 1


def test_equal_offers_give_equal_sections(writer, section):
    assert writer.write_section("faster builds", OFFERS) == section


def test_it_uses_the_vectors_that_are_stored(writer, embedder):
    text = "Flaky tests slow the build more than large tests do."
    vector = embedder.embed([text])[0]
    writer.write_section("builds", [offer(1, text, vector=vector)])
    assert embedder.asked[1:] == [["builds"]]


def test_nothing_offered_gives_an_empty_section(writer):
    assert writer.write_section("builds", []) == SectionDraft(heading="Builds")


def test_a_list_item_loses_its_marker(writer):
    drafts = writer.summarise([offer(1, NOTES)], statements=2).statements
    assert "The build cache needs an owner who reads its logs." in texts(drafts)
    assert "2." not in texts(drafts)


def test_a_summary_covers_the_source_from_start_to_end_in_its_order(writer):
    offers = [offer(n, text, 1, chapter=chapter, position=n) for n, (chapter, text) in enumerate(EPISODE, 1)]
    ids = [draft.citations[0].passage_id for draft in writer.summarise(offers, statements=3).statements]
    assert ids == sorted(ids)
    assert {offers[one - 1].chapter for one in ids} == {"Start", "Middle", "End"}


def test_a_summary_without_chapters_covers_it_too(writer):
    offers = [offer(n, text, 1, position=n) for n, (_, text) in enumerate(EPISODE, 1)]
    ids = [draft.citations[0].passage_id for draft in writer.summarise(offers, statements=2).statements]
    assert ids[0] <= 2 < ids[-1]


def test_an_answer_states_and_does_not_ask_back(writer):
    answer = writer.answer("What cut the build time from forty minutes?", OFFERS)
    assert answer.statements[0].text.startswith("Caching the build layers cut our build time")
    assert "?" not in texts(answer.statements)


def test_an_answer_that_leans_on_the_sentence_before_brings_it(writer):
    story = offer(1, "We gave Marta the keys to the archive. She found the missing ledgers behind a radiator.")
    answer = writer.answer("Who found the missing ledgers?", [story])
    assert answer.statements[0].text == story.text


@pytest.mark.parametrize("question", ["Who painted the ceiling in Rome?", "zebra?", ""])
def test_it_abstains_when_the_offers_do_not_say(writer, question):
    answer = writer.answer(question, OFFERS)
    assert answer.abstained
    assert answer.statements == []


def test_it_abstains_when_nothing_is_offered(writer):
    assert writer.answer("What cut the build time?", []).abstained


def test_it_names_a_theme_by_the_words_of_its_passages(writer):
    pytest.importorskip("curation.writing.headings")
    name = writer.name_theme(OFFERS, background=[text for _, text in EPISODE], taken=["Build cache"]).name
    assert 2 <= len(name.split()) <= 6
    assert name.casefold() != "build cache"


def test_a_quotation_is_short_and_no_repetition_of_a_statement(long_section):
    stated = {draft.citations[0].passage_id for draft in long_section.statements}
    assert long_section.quotations
    assert all(len(draft.text.split()) <= 40 for draft in long_section.quotations)
    assert not {draft.citations[0].passage_id for draft in long_section.quotations} & stated


def test_a_section_prefers_what_its_heading_names(writer):
    texts = [
        "Rye bread keeps for a week when it is wrapped in linen and left on a cool shelf.",
        "Wheat bread keeps for two days unless it is frozen on the evening of its baking.",
        "Oat biscuits in a tin keep for a month and taste better for it in the third week.",
    ]
    offers = [offer(number, text) for number, text in enumerate(texts, 1)]
    drafts = writer.write_section("oat biscuits", offers, statements=1).statements
    assert drafts[0].text == texts[2]


def test_an_answer_says_no_passage_twice(writer):
    answer = writer.answer("How long does the build cache keep?", OFFERS)
    cited = [draft.citations[0].passage_id for draft in answer.statements]
    assert len(cited) == len(set(cited))


def test_a_thought_is_let_run_on_while_it_reads_well(writer):
    text = (
        "The harbour cranes now lift at night, when power is cheap. Two drivers asked for the day shift "
        "back and got it. The harbour pays a third less for its power."
    )
    drafts = writer.write_section("harbour cranes", [offer(1, text, kind="post")], statements=1).statements
    assert drafts[0].text == text


@pytest.mark.parametrize("subject", ["ferry", "lighthouse", "bakery"])
def test_a_summary_of_one_chapter_keeps_to_its_title(writer, subject):
    sayings = [
        f"The island {one} gets its power from a cable that storms have cut."
        for one in ("ferry", "bakery", "lighthouse")
    ]
    offers = [offer(n, text, 1, chapter=f"The {subject}", position=n) for n, text in enumerate(sayings, 1)]
    assert subject in texts(writer.summarise(offers, statements=1).statements)


CRANES = [
    "Harbour cranes lift at night now, because power is cheap after ten and the crane drivers asked for it.",
    "A harbour crane that lifts at night pays a third less for its power than one that lifts at noon.",
    "Crane drivers sleep by day in a quiet house that the harbour rents for the drivers of its cranes.",
    "The newest harbour crane lifts forty boxes in an hour and needs one driver instead of the former two.",
    "Every harbour crane has a brake that holds the box when the power of the whole harbour fails at night.",
    "Cranes of the old harbour were sold to a yard in the north, where their drivers went as well.",
]


def test_what_reads_well_and_is_about_something_else_is_no_statement(embedder):
    stray = "Rye bread keeps for a week when it is wrapped in linen, while wheat bread keeps for two days only."
    offers = [offer(number, text, number) for number, text in enumerate([*CRANES, stray], 1)]
    section = ExtractiveWriter(embedder).write_section("Harbour cranes", offers, statements=7)
    assert stray not in [draft.text for draft in everything_in(section)]


def test_a_quotation_does_not_speak_of_what_its_speaker_is_doing(embedder):
    said = "As of now I am only turning this harbour crane on at night, never by day, which is best for all."
    offers = [offer(number, text, number) for number, text in enumerate([*CRANES, said], 1)]
    section = ExtractiveWriter(embedder).write_section("Harbour cranes", offers, statements=2)
    assert said not in [draft.text for draft in section.quotations]
