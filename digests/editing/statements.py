"""What happens to a statement beside its words: read, dropped, moved, added, made to cite other passages."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import Max

from curation.errors import CurationError, NotFound
from curation.evidence import Status, find_quote
from curation.models import Passage
from digests.editing.changing import afresh, changing, changing_in, shortened, still_reads
from digests.editing.words import forget_comparison, judge
from digests.models import Citation, Digest, Section, Statement

UNSUPPORTED = "Its sources do not bear it out: rewrite it, let it cite other words, or drop it."
MOST_CITATIONS = 12
Placed = TypeVar("Placed", Section, Statement)


@dataclass(frozen=True)
class Chosen:
    """A passage to cite and the words of it that are quoted; empty for the whole passage."""

    passage: Passage
    quote: str = ""


def approve_statement(statement: Statement, by: User, *, was: str | None = None) -> Statement:
    """Say that a person has read it beside its evidence; `was` are the words that were read."""
    return _set_approved(statement, by, approved=True, was=was)


def disapprove_statement(statement: Statement, by: User) -> Statement:
    return _set_approved(statement, by, approved=False)


def approve_verified(digest: Digest, by: User) -> int:
    """Out: how many were not approved before and are now: those whose words stand in what they cite."""
    with changing(digest, by, "approve-verified", "Approved all that are verified.") as memory:
        found = Statement.objects.filter(section__digest=digest, status=Status.VERIFIED, approved=False)
        memory.rows(found)
        return found.update(approved=True)


def drop_statement(statement: Statement, by: User, *, note: str = "") -> None:
    """It can be restored for as long as the digest is there."""
    said = f"Dropped “{shortened(statement.text)}”."
    with changing_in(statement.section, by, "drop", said, note=note) as memory:
        afresh(statement)
        memory.whole(statement)
        statement.delete()


def move_statement(statement: Statement, step: int, by: User) -> Statement:
    """One place up (-1) or down (1) among those of its section that are of its role."""
    with changing_in(statement.section, by, "move", f"Moved “{shortened(statement.text)}”.") as memory:
        afresh(statement)
        rows = list(statement.section.statements.filter(role=statement.role).order_by("position", "pk"))
        memory.rows(rows)
        swap(rows, statement, step)
    statement.refresh_from_db()
    return statement


def move_section(section: Section, step: int, by: User) -> Section:
    if section.is_lead:
        raise CurationError("The opening stays where it is.")
    with changing_in(section, by, "move-section", f"Moved the section “{shortened(section.heading)}”.") as memory:
        rows = list(section.digest.sections.filter(is_lead=False).order_by("position", "pk"))
        memory.rows(rows)
        swap(rows, section, step)
    section.refresh_from_db()
    return section


def add_quotation(section: Section, chosen: Chosen, by: User, *, note: str = "") -> Statement:
    """Words of a passage as a statement of their own, at the end of the section's quotations."""
    quote = _quoted(chosen, by)
    with changing_in(section, by, "add", f"Added “{shortened(quote)}”.", note=note) as memory:
        quotations = section.statements.filter(role=Statement.Role.QUOTATION)
        last = quotations.aggregate(last=Max("position"))["last"]
        fields = {"role": Statement.Role.QUOTATION, "position": 0 if last is None else last + 1, "by_hand": True}
        made = section.statements.create(text=quote, status=Status.UNSUPPORTED, **fields)
        _cite(made, [chosen], by)
        judge(made)
        memory.made(made)
    return made


def cite(statement: Statement, chosen: Sequence[Chosen], by: User, *, note: str = "") -> Statement:
    """Let it cite these and nothing else; its words are checked against them at once."""
    if not chosen:
        raise CurationError("A statement cites something; drop it instead.")
    if len(chosen) > MOST_CITATIONS:
        raise CurationError(f"A statement cites at most {MOST_CITATIONS} passages.")
    with citing(statement, by, note=note):
        statement.citations.all().delete()
        _cite(statement, chosen, by)
    return statement


@contextmanager
def citing(statement: Statement, by: User, *, note: str = "") -> Iterator[None]:
    """Change its citations within; what they make of its words is judged after, and what it was compared with is
    forgotten: that was said of other evidence."""
    said = f"Changed what “{shortened(statement.text)}” cites."
    with changing_in(statement.section, by, "cite", said, note=note) as memory:
        afresh(statement)
        memory.whole(statement)
        yield
        statement.by_hand, statement.approved = True, False
        forget_comparison(statement)
        judge(statement)


def swap(rows: Iterable[Placed], moved: Placed, step: int) -> None:
    """Raises CurationError at either end."""
    order = list(rows)
    at = next(place for place, row in enumerate(order) if row.pk == moved.pk)
    if not 0 <= at + step < len(order):
        raise CurationError(f"It is the {'first' if step < 0 else 'last'} already.")
    order[at], order[at + step] = order[at + step], order[at]
    first = min(row.position for row in order)
    for position, row in enumerate(order, start=first):
        row.position = position
        row.save(update_fields=["position"])


def _set_approved(statement: Statement, by: User, *, approved: bool, was: str | None = None) -> Statement:
    said = f"{'Approved' if approved else 'Set back'} “{shortened(statement.text)}”."
    with changing(statement.section.digest, by, "approve", said) as memory:
        afresh(statement)
        still_reads(statement, was, "read it before you approve it.")
        if approved and statement.status == Status.UNSUPPORTED:
            raise CurationError(UNSUPPORTED)
        memory.rows([statement])
        statement.approved = approved
        statement.save(update_fields=["approved"])
    return statement


def _cite(statement: Statement, chosen: Iterable[Chosen], by: User) -> None:
    Citation.objects.bulk_create(
        Citation(
            statement=statement,
            passage=one.passage,
            source=one.passage.source,
            quote=_quoted(one, by),
            status=_status(_quoted(one, by), one.passage),
        )
        for one in chosen
    )


def _quoted(chosen: Chosen, by: User) -> str:
    if chosen.passage.owner_id != by.pk:
        raise NotFound("This passage is not in your library.")
    return " ".join((chosen.quote or chosen.passage.text).split())


def _status(quote: str, passage: Passage) -> Status:
    found = find_quote(quote, passage.text)
    return found.status if found else Status.UNSUPPORTED
