"""In: a question as it is kept. Out: its answer with the sources it cites, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from curation.models import Passage
from curation.reading.models import Question
from curation.templatetags.shown import named


@dataclass(frozen=True)
class Cited:
    source_id: int
    passage_id: int
    title: str
    author: str
    kind: str
    met_on: date | None = None
    start_ms: int | None = None


@dataclass(frozen=True)
class AnswerCitation:
    """`source` is None where the passage has left the library since."""

    number: int
    quote: str
    status: str
    source: Cited | None


@dataclass(frozen=True)
class AnswerStatement:
    text: str
    status: str
    citations: tuple[AnswerCitation, ...]


def answers_of(questions: Iterable[Question]) -> list[tuple[Question, list[AnswerStatement]]]:
    """Each question with its statements, numbered from 1; one query for all passages they cite."""
    questions = list(questions)
    wanted = {citation["passage_id"] for question in questions for citation in _citations(question)}
    owners = {question.owner_id for question in questions}
    passages = Passage.objects.select_related("source").defer("vector", "words", "source__text")
    known = {row.pk: _cited(row) for row in passages.filter(pk__in=wanted, owner__in=owners)}
    return [(question, _answer(question, known)) for question in questions]


def _citations(question: Question) -> Iterable[dict[str, Any]]:
    return (citation for statement in question.answer for citation in statement["citations"])


def _answer(question: Question, known: dict[int, Cited]) -> list[AnswerStatement]:
    numbers: dict[int, int] = {}
    return [_statement(statement, known, numbers) for statement in question.answer]


def _statement(statement: dict[str, Any], known: dict[int, Cited], numbers: dict[int, int]) -> AnswerStatement:
    citations = tuple(
        AnswerCitation(
            number=numbers.setdefault(citation["passage_id"], len(numbers) + 1),
            quote=citation["quote"],
            status=citation["status"],
            source=known.get(citation["passage_id"]),
        )
        for citation in statement["citations"]
    )
    return AnswerStatement(statement["text"], statement["status"], citations)


def _cited(passage: Passage) -> Cited:
    source = passage.source
    return Cited(
        source_id=source.pk,
        passage_id=passage.pk,
        title=named(source),
        author=passage.said_by,
        kind=source.kind,
        met_on=source.met_on,
        start_ms=passage.start_ms,
    )
