"""In: the id of a question. Out: it and its answer, as a digest takes them."""

from django.contrib.auth.models import User

from curation.asked import Asked
from curation.errors import NotFound, Refused
from curation.evidence import CheckedCitation, CheckedStatement
from curation.reading.models import Question
from curation.reading.statements import KeptStatement, supported
from curation.templatetags.shown import named


def answered(owner: User, question_id: int) -> Asked:
    questions = Question.objects.of(owner).select_related("source").defer("source__text")
    question = questions.filter(pk=question_id).first()
    if question is None:
        raise NotFound(f"There is no question {question_id} in this library.")
    statements = supported(map(KeptStatement.model_validate, question.answer))
    if question.is_open or not statements:
        raise Refused("There is no answer to pin.")
    return Asked(
        id=question.pk,
        question=question.text,
        of=named(question.source) if question.source else "",
        writer=question.writer,
        told_for=question.told_for,
        statements=tuple(map(_checked, statements)),
    )


def _checked(kept: KeptStatement) -> CheckedStatement:
    citations = tuple(
        CheckedCitation(passage_id=one.passage_id, quote=one.quote, status=one.status, start=one.start, end=one.end)
        for one in kept.citations
    )
    return CheckedStatement(text=kept.text, status=kept.status, reason=kept.reason, citations=citations)
