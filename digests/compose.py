"""In: an owner and a period, or a scope. Out: a digest of its themes, every statement checked against its passages.

A digest that a person has edited or approved is returned as it stands; a draft is written anew under
the same id. No model is called inside a transaction, and what is asked of one comes in the same order
each time: after an interruption a writer that remembers is paid for the rest only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from math import inf

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from curation.checking import check_drafts, plain
from curation.errors import NothingToDo, Refused
from curation.evidence import CheckedStatement
from curation.models import Theme
from curation.wishes import Wish, settle
from curation.writing.base import DigestWriter, Writer
from curation.writing.forecast import Forecast, forecast_comparison, forecast_digest
from curation.writing.labels import kept, label_of
from curation.writing.schemas import PLAINLY, DigestBrief, Offer, SectionDraft, SectionOffer
from digests.check import borne_out, heading_borne_out
from digests.document import WORDS_A_MINUTE
from digests.gather import Gathered, Part, gather, offers_by_theme, sources_of
from digests.keep import LEAD, Whole, Written, finish, keep, keep_again
from digests.models import Digest, Section, Statement
from digests.offer import cited_offers, stored_sections
from digests.relate import relate
from digests.scope import USUAL, Scope, scope_of
from digests.wanted import answered

UNASKED = Wish()

# Told how many sections are written, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Told:
    """How sections are told: at most so many statements each, what their owner asks for, and the time for all."""

    statements: int = USUAL.statements
    brief: DigestBrief = PLAINLY
    minutes: float = inf

    @classmethod
    def of(cls, scope: Scope) -> "Told":
        """What a person picked is told to the end."""
        return cls(scope.measure.statements, scope.brief, scope.measure.minutes if scope.picks is None else inf)


AS_USUAL = Told()


@dataclass(frozen=True)
class Again:
    """What of a digest is written anew: parts by the id of their section, and the lead's id or 0."""

    parts: list[tuple[int, Part]]
    lead: int


def unheard(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


def compose(
    owner: User,
    start: date,
    end: date,
    writer: Writer | None = None,
    *,
    wish: Wish = UNASKED,
    tell: Progress = unheard,
) -> Digest:
    """Of all that was met in a period, as `compose_within`."""
    return compose_within(Scope(owner, start, end), writer, wish=wish, tell=tell)


def compose_within(
    scope: Scope, writer: Writer | None = None, *, wish: Wish = UNASKED, tell: Progress = unheard
) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept, ModelAway where a patient writer shall wait.

    Without a `writer`, the owner's is asked, after what that may cost: NeedsConsent and OverCap.
    """
    began = timezone.now()
    known = scope.rows.first()
    if known and known.is_the_hands:
        answered(known, began)
        return known
    gathered = gather(scope)
    writer = writer or consented(scope.owner, forecast_parts(gathered.parts, scope.brief), wish)
    return relate(keep(scope, write_all(gathered, writer, tell, told=Told.of(scope)), began), writer)


def consented(owner: User, forecasts: Iterable[Forecast], wish: Wish) -> Writer:
    """The owner's writer, once it may be asked. Raises NeedsConsent and OverCap."""
    from curation.writers import get_writer

    settle(owner, forecasts, wish)
    return get_writer(owner, quoting=wish.quoting)


def forecast_parts(parts: Sequence[Part], brief: DigestBrief = PLAINLY) -> Sequence[Forecast]:
    """The calls for these sections, for the lead, and for what is known of them."""
    written = forecast_digest([part.offers for part in parts], reads=settings.LLM_READS, brief=brief)
    return (*written, *forecast_comparison(len(parts), reads=settings.LLM_READS))


def forecast_of_again(digest: Digest) -> Sequence[Forecast]:
    """The lead may be among what fell back: it is counted in."""
    return forecast_parts([part for _, part in check_again(digest).parts], scope_of(digest).brief)


def write_all(gathered: Gathered, writer: DigestWriter, tell: Progress = unheard, *, told: Told = AS_USUAL) -> Whole:
    """Asks the writer for everything, and touches no row."""
    sections = list(_written(gathered.parts, writer, tell, told))
    said = [section for section in sections if section.said]
    offered = [borne_out(one.heading, one.statements[Statement.Role.STATEMENT], one.sources) for one in said]
    offers = chain.from_iterable(part.offers for part in gathered.parts)
    return Whole(gathered.sources, said, writer.name, write_lead(offered, offers, writer, told.brief))


def write_again(
    digest: Digest, writer: Writer | None = None, *, wish: Wish = UNASKED, tell: Progress = unheard
) -> Digest:
    """Compose anew what fell back, and nothing else. Raises Refused and NothingToDo as `check_again` does."""
    began = timezone.now()
    again, told = check_again(digest), replace(Told.of(scope_of(digest)), minutes=inf)
    parts = [part for _, part in again.parts]
    writer = writer or consented(digest.owner, forecast_parts(parts, told.brief), wish)
    written = _written(parts, writer, tell, told)
    keep_again(digest, {pk: part for (pk, _), part in zip(again.parts, written, strict=True) if part.said})
    if again.lead:
        offered = stored_sections(digest)
        lead = write_lead(offered, cited_offers(digest.owner, offered), writer, told.brief)
        keep_again(digest, {again.lead: lead})
    return relate(finish(digest, began), writer)


def check_again(digest: Digest) -> Again:
    """Raises Refused for a digest that is no draft, NothingToDo where nothing fell back or can be written anew."""
    if digest.state != Digest.State.DRAFT:
        raise Refused(f"“{digest}” is {digest.get_state_display().lower()}; make it a draft again first.")
    fallen = list(digest.sections.fell_back().select_related("theme"))
    if not fallen:
        raise NothingToDo("No section of this digest fell back.")
    lead = next((section.pk for section in fallen if section.is_lead), 0)
    again = Again(_parts_again(digest, [section for section in fallen if not section.is_lead]), lead)
    if not again.parts and not lead:
        raise NothingToDo("Of what fell back nothing is left in this period to write from.")
    return again


def write_lead(
    offered: Sequence[SectionOffer], offers: Iterable[Offer], writer: DigestWriter, brief: DigestBrief = PLAINLY
) -> Written:
    """It is checked against the passages that the sections cite: it was shown no other.

    What a section says in the same words is left to the section: nobody wants to read it twice.
    """
    cited = {citation.passage_id for one in offered for draft in one.statements for citation in draft.citations}
    if not cited:
        return Written(LEAD, {})
    draft = writer.write_lead(offered, brief=brief)
    read = {plain(one.text) for section in offered for one in section.statements}
    new = [one for one in draft.statements if plain(one.text) not in read]
    shown = [offer for offer in offers if offer.passage_id in cited]
    statements = {Statement.Role.STATEMENT.value: check_drafts(new, shown)}
    return Written(LEAD, statements, writer=draft.writer or writer.name, fell_back=draft.fell_back)


def _parts_again(digest: Digest, fallen: Sequence[Section]) -> list[tuple[int, Part]]:
    """By section. One whose theme has gone, or has nothing left in the scope, stays as it is."""
    parts = _parts_by_theme(digest)
    if digest.sections.themed().filter(theme=None).count() > 1:
        parts.pop(None, None)
    return [(one.pk, parts[one.theme]) for one in fallen if one.theme in parts]


def _parts_by_theme(digest: Digest) -> dict[Theme | None, Part]:
    scope = scope_of(digest)
    if scope.picks is not None:
        return {part.theme: part for part in gather(scope).parts} if sources_of(scope) else {}
    themed = offers_by_theme(scope)
    if digest.sections.themed().count() > 1 or set(themed) != {None}:
        themed.pop(None, None)
    return {theme: Part(theme, offers) for theme, offers in themed.items()}


def _written(parts: Sequence[Part], writer: DigestWriter, tell: Progress, told: Told) -> Iterable[Written]:
    words = 0
    for done, part in enumerate(parts):
        if words >= told.minutes * WORDS_A_MINUTE:
            break
        tell(done, len(parts))
        section = _write(part, writer, told)
        words += section.words
        yield section
    tell(len(parts), len(parts))


def _write(part: Part, writer: DigestWriter, told: Told) -> Written:
    draft = writer.write_section(label_of(part.heading), part.offers, statements=told.statements, brief=told.brief)
    return Written(
        heading=heading_borne_out(kept(draft.heading, part.heading), part.heading, part.offers),
        statements=_checked(draft, part.offers),
        theme=part.theme,
        sources=part.sources,
        writer=draft.writer or writer.name,
        fell_back=draft.fell_back,
    )


def _checked(draft: SectionDraft, offers: Sequence[Offer]) -> dict[str, list[CheckedStatement]]:
    return {
        Statement.Role.STATEMENT.value: check_drafts(draft.statements, offers),
        Statement.Role.QUOTATION.value: check_drafts(draft.quotations, offers),
        Statement.Role.QUESTION.value: check_drafts(draft.questions, offers),
    }
