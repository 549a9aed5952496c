"""The words of a digest, set by hand: a statement's, a heading, the title and the lead."""

from collections.abc import Mapping

from django.contrib.auth.models import User

from curation.checking import plain
from curation.errors import CurationError
from curation.evidence import CheckedStatement, check_statement
from curation.models import Passage
from curation.writing.schemas import CitationDraft, StatementDraft
from digests.editing.changing import afresh, changing, changing_in, shortened, still_reads
from digests.models import Digest, Section, Statement

LONGEST_HEADING = 200
LONGEST_LEAD = 2_000


def rewrite(statement: Statement, text: str, by: User, *, note: str = "", was: str | None = None) -> Statement:
    """Set the words and check them against the statement's citations, as the machine's words are checked.

    `was` are the words that were edited; raises ChangedMeanwhile where another hand has set others since.
    """
    text = _some(text, "A statement needs words; delete it instead.")
    with changing_in(statement.section, by, "rewrite", f"Rewrote “{shortened(text)}”.", note=note) as memory:
        afresh(statement)
        memory.rows([statement])
        if statement.text != text:
            still_reads(statement, was, "save again to put your words in its place.")
            statement.approved = False
            forget_comparison(statement)
        statement.text, statement.by_hand = text, True
        judge(statement)
    return statement


def forget_comparison(statement: Statement) -> None:
    """What it was beside what was met before was said of other words; why it is out of the lane, of its source."""
    if statement.role != Statement.Role.OUT_OF_LANE:
        statement.novelty = statement.novelty_reason = statement.met_quote = ""
        statement.met_source = statement.met_passage = None


def verdict_on(statement: Statement, text: str) -> CheckedStatement:
    """What would be found if these were its words; nothing is stored."""
    citations = list(statement.citations.select_related("passage__source").order_by("pk"))
    passages = {one.passage.pk: one.passage for one in citations if one.passage}
    quoted = [CitationDraft(passage_id=one.passage_id or 0, quote=one.quote) for one in citations]
    return verdict(StatementDraft(text=plain(text), citations=quoted), passages)


def verdict(draft: StatementDraft, passages: Mapping[int, Passage]) -> CheckedStatement:
    """In: the passages that it may cite, by id."""
    return check_statement(
        draft,
        {pk: passage.text for pk, passage in passages.items()},
        known=[name for one in passages.values() for name in (one.said_by, one.source.label) if name],
        said_by={pk: passage.said_by for pk, passage in passages.items() if passage.said_by},
    )


def judge(statement: Statement) -> None:
    """Store what its citations make of its words."""
    checked = verdict_on(statement, statement.text)
    statement.status, statement.reason = checked.status, checked.reason[:300]
    statement.save()


def rewrite_heading(section: Section, heading: str, by: User, *, note: str = "") -> Section:
    if section.is_lead:
        raise CurationError("The opening has no heading of its own.")
    heading = _some(heading, "A section needs a heading.", LONGEST_HEADING)
    with changing_in(section, by, "heading", f"Called a section “{shortened(heading)}”.", note=note) as memory:
        memory.rows([section])
        section.heading, section.by_hand = heading, True
        section.save(update_fields=["heading", "by_hand"])
    return section


def retitle(digest: Digest, title: str, by: User, *, note: str = "") -> Digest:
    """Its public address, once it has one, stays what it was."""
    title = _some(title, "A digest needs a title.", LONGEST_HEADING)
    with changing(digest, by, "title", f"Called it “{shortened(title)}”.", note=note) as memory:
        memory.words(title=digest.title)
        digest.title = title
        digest.save(update_fields=["title"])
    return digest


def rewrite_lead(digest: Digest, lead: str, by: User, *, note: str = "") -> Digest:
    """May be empty. It is the curator's own word: it cites nothing and is not checked."""
    lead = plain(lead)
    if len(lead) > LONGEST_LEAD:
        raise CurationError(f"A lead has at most {LONGEST_LEAD:,} characters; this one has {len(lead):,}.")
    with changing(digest, by, "lead", f"Rewrote the lead: “{shortened(lead)}”.", note=note) as memory:
        memory.words(lead=digest.lead)
        digest.lead = lead
        digest.save(update_fields=["lead"])
    return digest


def _some(text: str, otherwise: str, limit: int = 0) -> str:
    """One line that is not empty and, with a limit, no longer than that."""
    line = plain(text)
    if not line:
        raise CurationError(otherwise)
    if limit and len(line) > limit:
        raise CurationError(f"That is too long: {len(line)} characters, where {limit} fit.")
    return line
