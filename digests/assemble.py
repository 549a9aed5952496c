"""In: a stored digest, source or theme. Out: the frozen document that every renderer takes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from curation.evidence import Status
from curation.models import Passage, Source
from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentCorrection,
    DocumentSection,
    DocumentStatement,
    minutes_of,
)
from digests.left_out import why_left_out
from digests.models import Citation, Digest, Section, Statement

ALSO_MET = 12
# These hold only as long as both quotes can be shown.
_ROLES: list[str] = [
    Statement.Role.STATEMENT,
    Statement.Role.QUOTATION,
    Statement.Role.OUT_OF_LANE,
    Statement.Role.QUESTION,
]
_BESIDE = (Statement.Novelty.UPDATES, Statement.Novelty.DISAGREES)


def with_evidence(sections: QuerySet[Section]) -> QuerySet[Section]:
    """With their statements and what those cite, without a text or a vector that no document shows."""
    sources, passages = Source.objects.named(), Passage.objects.only("speaker", "start_ms", "start")
    return sections.prefetch_related(
        Prefetch("statements__citations__source", sources),
        Prefetch("statements__citations__passage", passages),
        Prefetch("statements__met_source", sources),
        Prefetch("statements__met_passage", Passage.objects.only("speaker", "start_ms", "start", "text")),
    )


def document_of(
    digest: Digest, *, sections: Sequence[Section] | None = None, also_met: Sequence[Source] | None = None
) -> DigestDocument:
    """Citations are numbered through the whole digest, one number per cited passage.

    `sections`, each `with_evidence`, and `also_met` are asked for where they are not handed in.
    """
    numbers: dict[int, int] = {}
    if sections is None:
        sections = list(with_evidence(digest.sections.all()))
    if also_met is None:
        also_met = list(digest.also_met.all().named().order_by("-signal", "pk"))
    parts = [(section.is_lead, _section(section, numbers)) for section in sections]
    themed = tuple(part for is_lead, part in parts if not is_lead)
    listed = list(also_met[:ALSO_MET])
    why = why_left_out(digest, listed)
    return DigestDocument(
        id=digest.pk,
        title=digest.title,
        period_start=digest.period_start,
        period_end=digest.period_end,
        writer=digest.writer,
        lead=digest.lead,
        sections=themed,
        opening=next((part for is_lead, part in parts if is_lead), None),
        url=settings.SITE_URL + reverse("digest", args=[digest.pk]),
        minutes=minutes_of(one for _, part in parts for one in part.read) or 1,
        sources=digest.source_count,
        also_met=tuple(replace(cited_source(source), aside=why[source.pk]) for source in listed),
        more_met=max(0, len(also_met) - ALSO_MET),
        **_public_life(digest),
    )


class PublicLife(TypedDict, total=False):
    """What only a digest that was published has."""

    language: str
    published: datetime
    updated: datetime
    corrections: tuple[DocumentCorrection, ...]


def _public_life(digest: Digest) -> PublicLife:
    """A later approval is a later publication: what is withdrawn is approved anew before it is public again."""
    if digest.published_at is None:
        return {}
    corrections = list(digest.corrections.all())
    changes = [digest.published_at, digest.approved_at, *(one.at for one in corrections)]
    return {
        "language": (digest.series.language if digest.series else "") or "en",
        "published": digest.published_at,
        "updated": max(at for at in changes if at),
        "corrections": tuple(
            DocumentCorrection(timezone.localdate(one.at), one.was, one.now, one.note, tuple(one.cited))
            for one in corrections
        ),
    }


def cited_source(source: Source, passage: Passage | None = None) -> CitedSource:
    """Of a passage that names nobody, and of none, whoever the source is by."""
    address = settings.SITE_URL + reverse("source", args=[source.pk])
    return CitedSource(
        source_id=source.pk,
        passage_id=passage.pk if passage else 0,
        title=source.short_name if passage else source.label,
        author=(passage.speaker if passage else "") or source.byline,
        kind=source.kind,
        url=f"{address}#p{passage.pk}" if passage else address,
        met_on=source.met_on,
        said_on=source.published_at.date() if source.published_at else None,
        start_ms=passage.start_ms if passage else None,
        start=passage.start if passage else None,
    )


def _section(section: Section, numbers: dict[int, int]) -> DocumentSection:
    by_role: dict[str, list[DocumentStatement]] = {role: [] for role in Statement.Role.values}
    for statement in sorted(section.statements.all(), key=_reading_order):
        by_role[statement.role].append(_statement(statement, numbers))
    return DocumentSection(
        heading=section.heading,
        theme_id=section.theme_id,
        statements=tuple(by_role[Statement.Role.STATEMENT]),
        quotations=tuple(by_role[Statement.Role.QUOTATION]),
        questions=tuple(by_role[Statement.Role.QUESTION]),
        lane=tuple(by_role[Statement.Role.OUT_OF_LANE]),
        sources=section.source_count,
        writer=section.writer,
        fell_back=section.fell_back,
        asked=section.asked is not None,
        id=section.pk,
    )


def _reading_order(statement: Statement) -> tuple[bool, int, int]:
    """Statements, quotations, questions, and last what is folded away as known: numbers rise as one reads."""
    folded = statement.novelty == Statement.Novelty.KNOWN
    return folded, _ROLES.index(statement.role), statement.position


def _statement(statement: Statement, numbers: dict[int, int]) -> DocumentStatement:
    citations = tuple(_citations(statement.citations.all(), numbers))
    met = _met(statement, numbers)
    return DocumentStatement(
        text=statement.text,
        citations=citations,
        status=Status(statement.status),
        reason=statement.reason,
        by_hand=statement.by_hand,
        novelty=statement.novelty if met or statement.novelty not in _BESIDE else Statement.Novelty.NEW,
        novelty_reason=statement.novelty_reason,
        met=met,
    )


def _met(statement: Statement, numbers: dict[int, int]) -> DocumentCitation | None:
    """Where it was met before, as long as its words stand there."""
    passage, source = statement.met_passage, statement.met_source
    stands = passage is not None and statement.met_quote in passage.text
    if source is None or not statement.met_quote or not (stands or statement.novelty not in _BESIDE):
        return None
    quoted = passage if stands else None
    return DocumentCitation(
        number=numbers.setdefault(quoted.pk if quoted else -statement.pk, len(numbers) + 1),
        quote=statement.met_quote,
        status=Status.VERIFIED if quoted else Status.UNSUPPORTED,
        source=cited_source(source, quoted),
    )


def _citations(citations: Iterable[Citation], numbers: dict[int, int]) -> Iterable[DocumentCitation]:
    for citation in citations:
        passage = citation.passage
        key = passage.pk if passage else -citation.pk
        yield DocumentCitation(
            number=numbers.setdefault(key, len(numbers) + 1),
            quote=citation.quote,
            status=citation.status,
            source=cited_source(citation.source, passage),
        )
