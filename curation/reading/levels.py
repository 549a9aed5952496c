"""In: an explanation, and for whom. Out: its statements in other words, with the same citations, checked again.

What fails the check stays in the words of the explanation.
"""

from collections.abc import Callable
from typing import Any

from curation.errors import NothingToDo
from curation.models import Source
from curation.reading.explaining import content_of
from curation.reading.keeping import keep
from curation.reading.models import ExpertsWords, Explanation, NewcomersWords, Retelling
from curation.reading.offering import open_to_help
from curation.reading.passes import bound_for
from curation.reading.statements import KeptStatement, check_all
from curation.writing.base import Writer
from curation.writing.schemas import StatementDraft

PRACTITIONER = "practitioner"
LEVELS = ("newcomer", PRACTITIONER, "expert")
RETELLINGS: dict[str, type[Retelling]] = {kind.level: kind for kind in (NewcomersWords, ExpertsWords)}


def retell_as(kind: type[Retelling]) -> Callable[[Source, Writer], Retelling]:
    """Out: what makes the retelling of a source's explanation."""

    def make(source: Source, writer: Writer) -> Retelling:
        return _retell(kind, source, writer)

    return make


def retelling_of(source: Source, level: str) -> Retelling | None:
    """What was made for that level, or is to be; a practitioner is told in the explanation's own words."""
    kind = RETELLINGS.get(level)
    return kind._default_manager.filter(source=source).first() if kind else None


def told_again(retelling: Retelling | None, statement: KeptStatement) -> KeptStatement:
    """The statement itself where it was not retold, or has changed since."""
    told = retelling.content.get(statement.text) if retelling and retelling.made_at else None
    return statement.model_copy(update=dict(KeptStatement.model_validate(told))) if told else statement


def drafts_of(source: Source) -> list[StatementDraft]:
    """What is retold: the gist and the takeaways.

    Raises NothingToDo where there is no explanation, or in pass 1 only one of the whole source.
    """
    explanation = Explanation.objects.filter(source=source).exclude(made_at=None).first()
    if explanation is None or (explanation.bound is None and bound_for(source) is not None):
        raise NothingToDo("There is no explanation yet that could be told otherwise.")
    content = content_of(explanation)
    return [one.as_draft() for one in [*content.gist, *content.points]]


def _retell(kind: type[Retelling], source: Source, writer: Writer) -> Retelling:
    told, drafts = open_to_help(source), drafts_of(source)
    draft = writer.retell(drafts, level=kind.level)
    content: dict[str, Any] = {}
    for line in draft.lines:
        first = drafts[line.statement - 1]
        again = check_all([first.model_copy(update={"text": line.text})], told.offers)
        if again and again[0].is_supported:
            content[first.text] = again[0].model_dump(mode="json")
    return keep(kind, source, draft, writer=writer.name, text_hash=told.text_hash, bound=told.bound, content=content)
