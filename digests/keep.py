"""In: sections as they were written and checked. Out: the stored digest; the hand's work is left as it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from curation.errors import NothingToDo
from curation.evidence import CheckedStatement, Status
from curation.models import Passage, Source, Theme
from curation.profile import told_for
from digests.gather import sources_of
from digests.models import Citation, Digest, Section, Statement
from digests.scope import Scope, scope_of
from digests.wanted import answered
from digests.wording import MET, PICKED, digest_title, lead_of, names_of

LEAD = "In short"


@dataclass(frozen=True)
class Written:
    """One section, its statements by `Statement.Role`; `fell_back` says why it is not by whom it was asked of."""

    heading: str
    statements: Mapping[str, Sequence[CheckedStatement]]
    theme: Theme | None = None
    sources: int = 0
    writer: str = ""
    fell_back: str = ""

    @property
    def said(self) -> bool:
        return any(self.statements.values())

    @property
    def words(self) -> int:
        """Of what may be shown."""
        told = (one for statements in self.statements.values() for one in statements)
        return sum(len(one.text.split()) for one in told if one.status is not Status.UNSUPPORTED)


@dataclass(frozen=True)
class Whole:
    """A digest before it is kept. `lead` has no statements where its writer had none of its own."""

    sources: Sequence[Source]
    sections: Sequence[Written]
    writer: str
    lead: Written = field(default_factory=lambda: Written(LEAD, {}))


@transaction.atomic
def keep(scope: Scope, whole: Whole, began: datetime | None = None) -> Digest:
    """Under one row for the scope; edited or approved while the writer wrote, it stays as it is.

    What was ordered since the work `began` is still wanted.
    """
    digest = _row(scope)
    if not digest.is_the_hands:
        _keep_whole(digest, whole)
    answered(digest, began or timezone.now())
    return digest


def _keep_whole(digest: Digest, whole: Whole) -> None:
    _tell(digest, whole.sources, [(part.heading, part.sources) for part in whole.sections])
    digest.writer = writers_of([whole.lead, *whole.sections]) or whole.writer[:80]
    digest.save()
    digest.sections.filter(asked=None).delete()
    _keep_lead(digest, whole.lead)
    for position, part in enumerate(whole.sections, start=1):
        _keep_section(digest, position, part)
    digest.sections.exclude(asked=None).update(position=F("position") + len(whole.sections) + 1)
    _list_the_rest(digest, whole.sources)


def _tell(digest: Digest, sources: Sequence[Source], themes: Sequence[tuple[str, int]]) -> None:
    """What it is called, unless its owner has said so, and what it is made of; `themes` with the sources of each."""
    if not digest.picked:
        digest.title = digest_title([heading for heading, _ in themes], digest.period_start, digest.period_end)
    kinds, people = [source.kind for source in sources], [source.byline for source in sources]
    digest.lead = lead_of(kinds, people, themes, did=PICKED if digest.picked else MET)
    digest.source_count = len(sources)


@transaction.atomic
def keep_again(digest: Digest, written: Mapping[int, Written]) -> None:
    """Put sections, by id, in the place of those that fell back; what a hand has touched meanwhile stays."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if held.state == Digest.State.DRAFT:
        for section in held.sections.fell_back().filter(pk__in=written):
            section.statements.all().delete()
            _fill(section, written[section.pk])


@transaction.atomic
def finish(digest: Digest, began: datetime) -> Digest:
    """After sections were written again: who wrote it, what it is called, what it counts and does not quote.

    Of a digest that a hand has touched only who wrote it is told anew.
    """
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    sections = list(held.sections.exclude(statements=None))
    held.writer = names_of(one.writer for one in sections)[:160] or held.writer
    if not held.is_the_hands:
        kept = sources_of(scope_of(held))
        _tell(held, kept, [(one.heading, one.source_count) for one in sections if not (one.is_lead or one.asked)])
        _list_the_rest(held, kept)
    held.save(update_fields=["writer", "title", "lead", "source_count"])
    answered(held, began)
    return held


def writers_of(parts: Iterable[Written]) -> str:
    """Who wrote what is there, each named once: `gpt-x and extractive`."""
    return names_of(part.writer for part in parts if part.said)[:160]


def _row(scope: Scope) -> Digest:
    """Raises NothingToDo where what was picked has gone meanwhile."""
    known = scope.rows.select_for_update().first()
    if known is None and scope.picks is not None:
        raise NothingToDo("The digest is gone; there is nothing to write.")
    return known or Digest(owner=scope.owner, series_id=scope.series, period_start=scope.start, period_end=scope.end)


def _keep_lead(digest: Digest, lead: Written) -> None:
    """Kept without a word where it fell back, so that it can be asked for again."""
    if lead.said or lead.fell_back:
        _keep_section(digest, 0, lead, is_lead=True)


def _keep_section(digest: Digest, position: int, part: Written, *, is_lead: bool = False) -> None:
    section = Section(digest=digest, theme=part.theme, position=position, is_lead=is_lead)
    _fill(section, part)


def _fill(section: Section, part: Written) -> None:
    section.heading, section.source_count = part.heading[:200], part.sources
    section.writer, section.fell_back = part.writer[:80], part.fell_back[:300]
    section.told_for = told_for(section.digest.owner, part.writer)
    section.save()
    for role, statements in part.statements.items():
        for order, statement in enumerate(statements):
            keep_statement(section, role, order, statement)


def keep_statement(section: Section, role: str, position: int, checked: CheckedStatement) -> Statement:
    """With the citations whose passages are still there."""
    statement = Statement.objects.create(
        section=section,
        role=role,
        position=position,
        text=checked.text,
        status=checked.status,
        reason=checked.reason[:300],
    )
    ids = [citation.passage_id for citation in checked.citations]
    sources = dict(Passage.objects.filter(pk__in=ids).values_list("pk", "source_id"))
    Citation.objects.bulk_create(
        Citation(
            statement=statement,
            passage_id=citation.passage_id,
            source_id=sources[citation.passage_id],
            quote=citation.quote,
            status=citation.status,
        )
        for citation in checked.citations
        if citation.passage_id in sources
    )
    return statement


def _list_the_rest(digest: Digest, sources: Sequence[Source]) -> None:
    """What was met and is not quoted."""
    cited = set(Citation.objects.filter(statement__section__digest=digest).values_list("source", flat=True))
    digest.also_met.set([source for source in sources if source.pk not in cited])
