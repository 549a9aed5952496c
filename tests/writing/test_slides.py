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


@pytest.mark.parametrize("form", ["detailed", "presenter"])
def test_who_quotes_leaves_every_statement_whole_and_in_its_place(writer, form):
    outline = writer.outline_deck("The island", [section("Ferries", TEXTS)], DeckBrief(format=form))
    assert [slide.title for slide in outline.slides] == ["Ferries"]
    assert [one.text for slide in outline.slides for one in slide.statements] == TEXTS


def test_a_heading_without_statements_gets_no_slide(writer):
    assert writer.outline_deck("The island", [section("Ferries", [])], DeckBrief()).slides == []


def test_it_adds_no_lead_to_the_counted_one(writer):
    assert writer.write_lead([section("Bakeries", TEXTS[2:3], 2), section("Ferries", TEXTS[:1], 5)]).statements == []
