import pytest

from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import CitationDraft, DeckBrief, SectionOffer, StatementDraft
from tests.writing.bag_embedder import BagEmbedder

TEXTS = [
    "The ferry burns a third less oil since it leaves at noon. "
    "Its crew sleeps longer now, and its bar sells much more tea.",
    "Two of the three lighthouses have no keeper, and nobody on the island has missed one so far.",
    "The bakery weighs its flour twice because damp flour weighs more than it should.",
    "The harbour master wants the cranes oiled in spring, when grease is cheap.",
    "A ticket for the ferry costs less than the bread that is sold on board.",
]


def statement(number: int, text: str) -> StatementDraft:
    return StatementDraft(text=text, citations=[CitationDraft(passage_id=number, quote=text)])


def section(heading: str, texts: list[str], sources: int = 2) -> SectionOffer:
    return SectionOffer(heading, tuple(statement(n, text) for n, text in enumerate(texts, 1)), sources)


@pytest.fixture
def writer() -> ExtractiveWriter:
    return ExtractiveWriter(BagEmbedder())


def test_a_slide_holds_few_lines_and_what_is_more_goes_on(writer):
    outline = writer.outline_deck("The island", [section("Ferries", TEXTS)], DeckBrief())
    assert [slide.title for slide in outline.slides] == ["Ferries", "Ferries (2)"]
    assert [one.text for slide in outline.slides for one in slide.statements] == TEXTS


def test_a_deck_keeps_to_the_number_of_slides_asked_for(writer):
    sections = [section("Ferries", TEXTS), section("Bakeries", TEXTS)]
    assert len(writer.outline_deck("The island", sections, DeckBrief(slides=2)).slides) == 2


def test_a_presenter_is_given_the_first_sentence_of_a_long_statement(writer):
    outline = writer.outline_deck("The island", [section("Ferries", TEXTS)], DeckBrief(format="presenter"))
    first = outline.slides[0].statements[0]
    assert first.text == "The ferry burns a third less oil since it leaves at noon."
    assert first.citations == [CitationDraft(passage_id=1, quote=first.text)]


def test_a_heading_without_statements_gets_no_slide(writer):
    assert writer.outline_deck("The island", [section("Ferries", [])], DeckBrief()).slides == []


def test_it_adds_no_lead_to_the_counted_one(writer):
    assert writer.write_lead([section("Bakeries", TEXTS[2:3], 2), section("Ferries", TEXTS[:1], 5)]).statements == []
