import pytest

from curation.evidence import CheckedStatement, Status, check_statement
from curation.writing.schemas import CitationDraft, StatementDraft

OFFERED = {
    1: "I think the kiln is too small. My apprentice fired 40 bowls in it.",
    2: "The kiln is fine. Dagny says that the clay is wet.",
    3: "Dagny: We fired 40 bowls. Orm: I never saw one of them.",
}
SAID_BY = {1: "Dagny Holt", 2: "Orm Vask"}


def check(text: str, passage: int, quote: str, **more: object) -> CheckedStatement:
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=passage, quote=quote)])
    return check_statement(draft, OFFERED, said_by=SAID_BY, **more)


def status(text: str, passage: int, quote: str) -> Status:
    return check(text, passage, quote).status


@pytest.mark.parametrize(
    ("text", "passage", "quote"),
    [
        ("Dagny Holt thinks the kiln is too small.", 1, "the kiln is too small"),
        ("According to Dagny, the kiln is too small.", 1, "the kiln is too small"),
        ("Dagny Holt's apprentice fired 40 bowls in it.", 1, "My apprentice fired 40 bowls in it"),
        ("Orm Vask says the kiln is fine.", 2, "The kiln is fine"),
        ("Orm says he never saw one of them.", 3, "I never saw one of them"),
    ],
)
def test_who_said_it_may_be_named(text, passage, quote):
    assert status(text, passage, quote) is Status.CLOSE


@pytest.mark.parametrize(
    ("text", "passage", "quote"),
    [
        ("Orm Vask thinks the kiln is too small.", 1, "the kiln is too small"),
        ("Dagny Holt says the kiln is fine.", 2, "The kiln is fine"),
        ("Orm's apprentice fired 40 bowls in it.", 1, "My apprentice fired 40 bowls in it"),
        ("Orm says that the clay is wet.", 2, "the clay is wet"),
        ("Dagny never saw one of them.", 3, "I never saw one of them"),
        ("The kiln is too small.", 1, "the kiln is too small"),
    ],
)
def test_nobody_is_given_another_ones_words(text, passage, quote):
    assert status(text, passage, quote) is Status.UNSUPPORTED


def test_being_known_as_an_author_does_not_make_one_the_speaker():
    checked = check("Orm Vask fired 40 bowls.", 1, "My apprentice fired 40 bowls in it", known=("Orm Vask",))
    assert checked.status is Status.UNSUPPORTED


def test_the_reason_names_who_did_not_say_it():
    assert "dagny" in check("Dagny says the kiln is fine.", 2, "The kiln is fine").reason
