"""In: a digest and the statement that is looked at. Out: what the editing desk shows of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from curation.evidence import Status, find_quote
from curation.models import Edit, Passage, PassageQuerySet
from digests.editing import dropped_from, edits_of
from digests.models import Citation, Digest, Section, Statement
from digests.readiness import hindrance

AROUND = 420
MOST_BESIDE = 12
_ROLES = Statement.Role.values


@dataclass(frozen=True)
class Evidence:
    """A cited passage: `before` and `after` are its surroundings, `lead` and `trail` its words around the quote."""

    citation: Citation
    passage: Passage | None
    before: str
    lead: str
    quoted: str
    trail: str
    after: str


@dataclass(frozen=True)
class Part:
    section: Section
    statements: list[Statement]


@dataclass(frozen=True)
class Tally:
    """`unsupported` and `unread` stand in the way of approval; `unread` are the retold ones that nobody has read."""

    all: int
    approved: int
    verified_unread: int
    unread: int
    unsupported: int


@dataclass(frozen=True)
class Desk:
    """`number` counts from 1; everything about `current` is empty where there is no statement at all."""

    digest: Digest
    parts: list[Part]
    tally: Tally
    hindrance: str
    last: Edit | None
    dropped: list[Edit]
    current: Statement | None
    number: int
    evidence: list[Evidence]
    beside: list[Passage]
    query: str


def desk_of(digest: Digest, at: int = 0, query: str = "") -> Desk:
    """`at` is the id of a statement; without one that is there, the first that nobody has approved."""
    parts = _parts(digest)
    statements = [one for part in parts for one in part.statements]
    current = _current(statements, at)
    return Desk(
        digest=digest,
        parts=parts,
        tally=_tally(statements),
        hindrance=hindrance(digest),
        last=edits_of(digest).first(),
        dropped=list(dropped_from(digest)[:20]),
        current=current,
        number=statements.index(current) + 1 if current else 0,
        evidence=evidence_of(current) if current else [],
        beside=list(passages_beside(current, digest.owner, query)) if current else [],
        query=query,
    )


def next_of(statement: Statement) -> int:
    """The id of the one that is read after it, or before it at the end; 0 where it is alone."""
    ids = [one.pk for part in _parts(statement.section.digest) for one in part.statements]
    at = ids.index(statement.pk)
    return next(iter([*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at]]), 0)


def evidence_of(statement: Statement) -> list[Evidence]:
    cited = statement.citations.select_related("source", "passage__source").defer("passage__vector", "passage__words")
    return [_evidence(one) for one in cited.order_by("pk")]


def evidence_by_statement(digest: Digest) -> dict[int, list[Evidence]]:
    """Of all its statements, by their ids."""
    found: dict[int, list[Evidence]] = {}
    cited = Citation.objects.filter(statement__section__digest=digest).select_related("source", "passage__source")
    for one in cited.defer("passage__vector", "passage__words").order_by("pk"):
        found.setdefault(one.statement_id, []).append(_evidence(one))
    return found


def passages_beside(statement: Statement, owner: User, query: str = "") -> PassageQuerySet:
    """What else the statement could cite: of its theme, or where it has none, of the digest's days."""
    section, digest = statement.section, statement.section.digest
    found = Passage.objects.of(owner).kept().exclude(citations__statement=statement)
    if section.theme_id:
        found = found.filter(placement__theme=section.theme_id)
    else:
        found = found.filter(source__met_on__range=(digest.period_start, digest.period_end))
    if query:
        found = found.filter(text__icontains=query)
    return found.select_related("source").defer("vector", "words").order_by("-source__met_on", "pk")[:MOST_BESIDE]


def _parts(digest: Digest) -> list[Part]:
    sections = digest.sections.prefetch_related("statements__citations").order_by("position", "pk")
    return [Part(one, sorted(one.statements.all(), key=_reading_order)) for one in sections]


def _reading_order(statement: Statement) -> tuple[int, int, int]:
    return _ROLES.index(statement.role), statement.position, statement.pk


def _current(statements: Sequence[Statement], at: int) -> Statement | None:
    asked = [one for one in statements if one.pk == at]
    unread = [one for one in statements if not one.approved]
    return next(iter([*asked, *unread, *statements]), None)


def _tally(statements: Sequence[Statement]) -> Tally:
    unread = [one.status for one in statements if not one.approved]
    return Tally(
        all=len(statements),
        approved=sum(one.approved for one in statements),
        verified_unread=unread.count(Status.VERIFIED),
        unread=unread.count(Status.CLOSE),
        unsupported=sum(one.status == Status.UNSUPPORTED for one in statements),
    )


def _evidence(citation: Citation) -> Evidence:
    passage = citation.passage
    if passage is None:
        return Evidence(citation, None, "", "", citation.quote, "", "")
    text, around = passage.text, passage.source.text
    found = find_quote(citation.quote, text)
    start, end = (found.start, found.end) if found else (0, 0)
    return Evidence(
        citation=citation,
        passage=passage,
        before=_whole_words(around[max(0, passage.start - AROUND) : passage.start], at_start=passage.start > AROUND),
        lead=text[:start],
        quoted=text[start:end],
        trail=text[end:],
        after=_whole_words(around[passage.end : passage.end + AROUND], at_end=passage.end + AROUND < len(around)),
    )


def _whole_words(text: str, *, at_start: bool = False, at_end: bool = False) -> str:
    """Without the half word at the edge where it was cut."""
    if at_start:
        return f"… {text.partition(' ')[2]}"
    return f"{text.rpartition(' ')[0]} …" if at_end else text
