"""In: an owner and a period. Out: a digest of its themes, every statement checked against its passages.

A digest that a person has edited or approved is returned as it stands; a draft is written anew under
the same id. No model is called inside a transaction, and what is asked of one comes in the same order
each time: after an interruption a writer that remembers is paid for the rest only.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain

from django.contrib.auth.models import User

from curation.checking import check_drafts
from curation.errors import NothingToDo, Refused
from curation.evidence import CheckedStatement
from curation.writing.base import Writer
from curation.writing.schemas import Offer, SectionDraft, SectionOffer
from digests.check import borne_out, heading_borne_out
from digests.gather import Gathered, Part, gather, offers_by_theme
from digests.keep import LEAD, Whole, Written, keep, keep_again, settle
from digests.models import Digest, Section, Statement
from digests.offer import cited_offers, stored_sections

STATEMENTS = 4

# Told how many sections are written, and of how many.
Progress = Callable[[int, int], None]


def unheard(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


def compose(owner: User, start: date, end: date, writer: Writer | None = None, *, tell: Progress = unheard) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept, ModelAway where a patient writer shall wait."""
    known = Digest.objects.of(owner).filter(period_start=start, period_end=end).first()
    if known and known.is_the_hands:
        return known
    gathered = gather(owner, start, end)
    return keep(owner, start, end, write_all(gathered, writer or _writer(owner), tell))


def write_all(gathered: Gathered, writer: Writer, tell: Progress = unheard) -> Whole:
    """Asks the writer for everything, and touches no row."""
    sections = list(_written(gathered.parts, writer, tell))
    said = [section for section in sections if section.said]
    offered = [borne_out(one.heading, one.statements[Statement.Role.STATEMENT], one.sources) for one in said]
    offers = chain.from_iterable(part.offers for part in gathered.parts)
    return Whole(gathered.sources, said, writer.name, write_lead(offered, offers, writer))


def write_again(digest: Digest, writer: Writer | None = None, *, tell: Progress = unheard) -> Digest:
    """Compose anew what fell back, and nothing else. Raises Refused and NothingToDo as `check_again` does."""
    fallen = check_again(digest)
    writer = writer or _writer(digest.owner)
    _write_sections_again(digest, [one for one in fallen if not one.is_lead], writer, tell)
    for lead in (one for one in fallen if one.is_lead):
        offered = stored_sections(digest)
        keep_again(digest, {lead.pk: write_lead(offered, cited_offers(digest.owner, offered), writer)})
    return settle(digest)


def check_again(digest: Digest) -> list[Section]:
    """Out: what fell back. Raises Refused for a digest that is no draft, NothingToDo where nothing fell back."""
    if digest.state != Digest.State.DRAFT:
        raise Refused(f"“{digest}” is {digest.get_state_display().lower()}; make it a draft again first.")
    fallen = list(digest.sections.fell_back().select_related("theme"))
    if not fallen:
        raise NothingToDo("No section of this digest fell back.")
    return fallen


def write_lead(offered: Sequence[SectionOffer], offers: Iterable[Offer], writer: Writer) -> Written:
    """It is checked against the passages that the sections cite: it was shown no other."""
    cited = {citation.passage_id for one in offered for draft in one.statements for citation in draft.citations}
    if not cited:
        return Written(LEAD, {})
    draft = writer.write_lead(offered)
    shown = [offer for offer in offers if offer.passage_id in cited]
    statements = {Statement.Role.STATEMENT.value: check_drafts(draft.statements, shown)}
    return Written(LEAD, statements, writer=draft.writer or writer.name, fell_back=draft.fell_back)


def _write_sections_again(digest: Digest, fallen: Sequence[Section], writer: Writer, tell: Progress) -> None:
    """A section whose theme has no passage left in the period stays as it is."""
    themed = offers_by_theme(digest.owner, digest.period_start, digest.period_end)
    here = [section for section in fallen if section.theme in themed]
    written = _written([Part(section.theme, themed[section.theme]) for section in here], writer, tell)
    keep_again(digest, {section.pk: part for section, part in zip(here, written, strict=True) if part.said})


def _written(parts: Sequence[Part], writer: Writer, tell: Progress) -> Iterable[Written]:
    for done, part in enumerate(parts):
        tell(done, len(parts))
        yield _write(part, writer)
    tell(len(parts), len(parts))


def _write(part: Part, writer: Writer) -> Written:
    draft = writer.write_section(part.heading, part.offers, statements=STATEMENTS)
    return Written(
        heading=heading_borne_out(draft.heading, part.heading, part.offers),
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


def _writer(owner: User) -> Writer:
    from curation.writers import get_writer

    return get_writer(owner)
