"""In: a stored digest, source or theme. Out: the frozen document that every renderer takes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from curation.evidence import Status
from curation.models import Source
from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentCorrection,
    DocumentSection,
    DocumentStatement,
)
from digests.models import Citation, Digest, Section, Statement

WORDS_A_MINUTE = 230
ALSO_MET = 12
STATEMENTS = ("statements__citations__source", "statements__citations__passage__source")


def document_of(
    digest: Digest, *, sections: Sequence[Section] | None = None, also_met: Sequence[Source] | None = None
) -> DigestDocument:
    """Citations are numbered through the whole digest, one number per cited passage.

    `sections`, with their `STATEMENTS`, and `also_met` are asked for where they are not handed in.
    """
    numbers: dict[int, int] = {}
    if sections is None:
        sections = list(digest.sections.prefetch_related(*STATEMENTS))
    if also_met is None:
        also_met = list(digest.also_met.order_by("-signal", "pk"))
    parts = [(section.is_lead, _section(section, numbers)) for section in sections]
    themed = tuple(part for is_lead, part in parts if not is_lead)
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
        minutes=_minutes(part for _, part in parts),
        sources=digest.source_count,
        also_met=tuple(cited_source(source) for source in also_met[:ALSO_MET]),
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
            DocumentCorrection(timezone.localdate(one.at), one.was, one.now, one.note) for one in corrections
        ),
    }


def cited_source(source: Source, passage_id: int = 0, start_ms: int | None = None, author: str = "") -> CitedSource:
    address = settings.SITE_URL + reverse("source", args=[source.pk])
    return CitedSource(
        source_id=source.pk,
        passage_id=passage_id,
        title=source.short_name if passage_id else source.label,
        author=author or source.byline,
        kind=source.kind,
        url=f"{address}#p{passage_id}" if passage_id else address,
        met_on=source.met_on,
        start_ms=start_ms,
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
        sources=section.source_count,
        writer=section.writer,
        fell_back=section.fell_back,
    )


def _reading_order(statement: Statement) -> tuple[int, int]:
    """Statements, then quotations, then questions: numbers rise as one reads."""
    return Statement.Role.values.index(statement.role), statement.position


def _statement(statement: Statement, numbers: dict[int, int]) -> DocumentStatement:
    return DocumentStatement(
        text=statement.text,
        citations=tuple(_citations(statement.citations.all(), numbers)),
        status=Status(statement.status),
        reason=statement.reason,
        by_hand=statement.by_hand,
    )


def _citations(citations: Iterable[Citation], numbers: dict[int, int]) -> Iterable[DocumentCitation]:
    for citation in citations:
        passage = citation.passage
        key = passage.pk if passage else -citation.pk
        yield DocumentCitation(
            number=numbers.setdefault(key, len(numbers) + 1),
            quote=citation.quote,
            status=citation.status,
            source=cited_source(
                citation.source,
                passage.pk if passage else 0,
                passage.start_ms if passage else None,
                passage.said_by if passage else "",
            ),
        )


def _minutes(sections: Iterable[DocumentSection]) -> int:
    words = sum(len(statement.text.split()) for section in sections for statement in section.all_statements)
    return max(1, round(words / WORDS_A_MINUTE))
