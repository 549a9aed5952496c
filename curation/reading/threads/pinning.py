"""In: the id of a question. Out: it and its answer, as a digest takes them."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User

from curation.asked import Asked
from curation.checking import check_drafts
from curation.errors import NotFound, Refused
from curation.evidence import CheckedStatement, Status, find_quote
from curation.models import Passage
from curation.offers import offered, texts_by_id
from curation.reading.models import Question
from curation.reading.statements import KeptStatement, supported
from curation.templatetags.shown import named
from curation.writing.schemas import StatementDraft

GONE = "The words that this answer cites stand there no longer. Have it answered anew, then pin it."


def answered(owner: User, question_id: int) -> Asked:
    questions = Question.objects.of(owner).select_related("source").defer("source__text")
    question = questions.filter(pk=question_id).first()
    if question is None:
        raise NotFound(f"There is no question {question_id} in this library.")
    said = supported(map(KeptStatement.model_validate, question.answer))
    if question.is_open or not said:
        raise Refused("There is no answer to pin.")
    statements = _borne_out(said, owner)
    if not statements:
        raise Refused(GONE)
    return Asked(
        id=question.pk,
        question=question.text,
        of=named(question.source) if question.source else "",
        writer=question.writer,
        told_for=question.told_for,
        statements=statements,
    )


def _borne_out(said: Sequence[KeptStatement], owner: User) -> tuple[CheckedStatement, ...]:
    """Checked against the passages as they are now: a source may have been corrected since."""
    cited = {citation.passage_id for one in said for citation in one.citations}
    offers = offered(Passage.objects.of(owner).filter(pk__in=cited))
    drafts = [_draft(one, texts_by_id(offers)) for one in said]
    checked = check_drafts([draft for draft in drafts if draft.citations], offers)
    return tuple(one for one in checked if one.status is not Status.UNSUPPORTED)


def _draft(statement: KeptStatement, texts: Mapping[int, str]) -> StatementDraft:
    """With those of its quotes that still stand where they were found."""
    draft = statement.as_draft()
    standing = [one for one in draft.citations if find_quote(one.quote, texts.get(one.passage_id, ""))]
    return draft.model_copy(update={"citations": standing})
