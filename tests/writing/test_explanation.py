import pytest

from curation.evidence import Status, check_statement
from curation.writing.explanation import defines, is_term
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import ExplanationDraft, Offer, StatementDraft
from tests.writing.bag_embedder import BagEmbedder

LIGHTHOUSE = [
    "The lighthouse on Skerry Point burns a third less oil since its keepers turned the lamp by hand at dusk.",
    "A fog bell is a bell that rings by itself when the air gets wet, and nobody has to stay awake for it.",
    "Keepers who sleep through the night make fewer mistakes with the fog bell than keepers who stand guard.",
    "The oil comes by boat twice a year, so a careless keeper can leave the lighthouse dark for months.",
]
BAKERY = [
    "The bakery in the harbour weighs its flour twice because damp flour weighs more than it should.",
    "Rye dough needs a longer rest than wheat dough, and the bakers of the harbour know it by its smell.",
    "How long should a rye dough rest in a cold kitchen?",
    "Bread that rests for a day keeps for a week, while bread sold warm is stale by the evening.",
]


def told(texts: list[str], chapter: str, first: int) -> list[Offer]:
    return [
        Offer(passage_id=n, source_id=1, text=text, kind="article", chapter=chapter, position=n)
        for n, text in enumerate(texts, first)
    ]


OFFERS = [*told(LIGHTHOUSE, "The lighthouse", 0), *told(BAKERY, "The bakery", 4)]


@pytest.fixture
def writer() -> ExtractiveWriter:
    return ExtractiveWriter(BagEmbedder())


@pytest.fixture
def explanation(writer: ExtractiveWriter) -> ExplanationDraft:
    return writer.explain(OFFERS)


def everything_in(draft: ExplanationDraft) -> list[StatementDraft]:
    chapters = [one for chapter in draft.chapters for one in chapter.statements]
    return [*draft.gist, *draft.points, *chapters, *(one.statement for one in draft.terms), *draft.questions]


def test_every_line_of_an_explanation_is_verified(explanation):
    offered = {one.passage_id: one.text for one in OFFERS}
    assert {check_statement(one, offered).status for one in everything_in(explanation)} == {Status.VERIFIED}


def test_the_gist_is_not_said_again_among_the_points(explanation):
    assert explanation.gist
    assert not {one.text for one in explanation.gist} & {one.text for one in explanation.points}


def test_chapters_are_told_in_their_order_and_by_their_own_passages(explanation):
    assert [one.title for one in explanation.chapters] == ["The lighthouse", "The bakery"]
    assert all(one.citations[0].passage_id < 4 for one in explanation.chapters[0].statements)


def test_it_carries_the_questions_that_the_source_asks(explanation):
    assert [one.text for one in explanation.questions] == [BAKERY[2]]


def test_a_source_of_one_chapter_has_no_list_of_chapters(writer):
    assert writer.explain(told(LIGHTHOUSE, "", 0)).chapters == []


def test_nothing_offered_is_explained_by_nothing(writer):
    assert writer.explain([]) == ExplanationDraft()


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        (LIGHTHOUSE[1], True),
        ("What rings by itself is called a fog bell.", True),
        ("Keepers make fewer mistakes with the fog bell.", False),
    ],
)
def test_a_sentence_formed_as_an_explanation_is_known(text, explains):
    assert (defines("fog bell", text) > 1) is explains


@pytest.mark.parametrize(("phrase", "term"), [("fog bell", True), ("MCP", True), ("models", False)])
def test_a_common_word_alone_is_no_term(phrase, term):
    assert is_term(phrase) is term


def test_the_reason_to_read_is_a_sentence_of_the_source_near_to_an_interest(writer):
    reason = writer.judge_signal(OFFERS, interests=["rye bread and wheat dough"]).reason
    assert reason
    assert reason.citations[0].passage_id >= 4


def test_without_words_there_is_no_reason_to_read(writer):
    assert writer.judge_signal([], interests=["bread"]).reason is None
