"""In: an owner and a period. Out: a digest of its themes, every statement checked against its passages.

A digest that a person has edited or approved is returned as it stands; a draft is written anew under
the same id.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from curation.errors import NothingToDo, Refused
from curation.evidence import CheckedStatement, check_statement
from curation.models import Passage, Source, Theme
from curation.offers import as_offer, texts_by_id
from curation.writing.base import Writer
from curation.writing.schemas import Offer, SectionDraft, StatementDraft
from digests.models import Citation, Digest, Section, Statement
from digests.wording import digest_title, lead_of

MOST_SECTIONS = 6
FEWEST_SOURCES = 2
STATEMENTS = 4
DAYS = 7


@dataclass(frozen=True)
class _Written:
    theme: Theme | None
    heading: str
    sources: int
    statements: dict[str, list[CheckedStatement]]


def latest_week(owner: User) -> tuple[date, date]:
    """The seven days that end with the newest kept source. Raises NothingToDo for an empty library."""
    newest = Source.objects.of(owner).kept().aggregate(newest=Max("met_on"))["newest"]
    if newest is None:
        raise NothingToDo("The library is empty; add something to read first.")
    return newest - timedelta(days=DAYS - 1), newest


def period_of(owner: User, start: date | None, end: date | None) -> tuple[date, date]:
    """One day named, the other is a week away from it; none named, the latest week. Raises Refused."""
    if start is None and end is None:
        return latest_week(owner)
    try:
        first = start or (end or date.max) - timedelta(days=DAYS - 1)
        last = end or first + timedelta(days=DAYS - 1)
    except OverflowError as error:
        raise Refused("There is no week around that day.") from error
    if first > last:
        raise Refused(f"The period ends ({last}) before it begins ({first}).")
    return first, last


def compose(owner: User, start: date, end: date, writer: Writer | None = None) -> Digest:
    """Raises NothingToDo for a period in which nothing was kept. No model is called inside the transaction."""
    if writer is None:
        from curation.writers import get_writer

        writer = get_writer(owner)
    known = Digest.objects.of(owner).filter(period_start=start, period_end=end).first()
    if known and _is_the_hands(known):
        return known
    sources = list(Source.objects.of(owner).kept().met_between(start, end))
    if not sources:
        raise NothingToDo(f"Nothing was kept between {start} and {end}.")
    written = [_write(theme, offers, writer) for theme, offers in _largest_themes(owner, start, end)]
    return _save(owner, start, end, sources, [part for part in written if part.statements], writer, known)


def _largest_themes(owner: User, start: date, end: date) -> list[tuple[Theme | None, list[Offer]]]:
    """Themes by how many sources speak of them, then by how much. Without themes: everything as one.

    What one source alone speaks of is no theme of the week, unless there is nothing else.
    """
    passages = Passage.objects.of(owner).kept().filter(source__met_on__range=(start, end))
    groups: dict[Theme | None, list[Offer]] = defaultdict(list)
    for passage in passages.select_related("chapter", "placement__theme").prefetch_related("source"):
        placement = getattr(passage, "placement", None)
        theme = placement.theme if placement else None
        if theme is None or theme.state != Theme.State.HIDDEN:
            groups[theme].append(as_offer(passage))
    if set(groups) == {None}:
        return list(groups.items())
    groups.pop(None, None)
    largest = sorted(groups.items(), key=lambda item: _size(item[1]), reverse=True)[:MOST_SECTIONS]
    return [item for item in largest if _sources(item[1]) >= FEWEST_SOURCES] or largest[:1]


def _size(offers: Sequence[Offer]) -> tuple[float, int]:
    """A source counts once; a long one adds a little more with its length."""
    return _sources(offers) + min(len(offers), 40) / 10, -offers[0].passage_id


def _sources(offers: Sequence[Offer]) -> int:
    return len({offer.source_id for offer in offers})


def _write(theme: Theme | None, offers: list[Offer], writer: Writer) -> _Written:
    heading = theme.name if theme else "What you met"
    draft = writer.write_section(heading, offers, statements=STATEMENTS)
    return _Written(theme, draft.heading or heading, _sources(offers), _checked(draft, offers))


def _checked(draft: SectionDraft, offers: Iterable[Offer]) -> dict[str, list[CheckedStatement]]:
    texts = texts_by_id(offers)
    roles: dict[str, list[StatementDraft]] = {
        Statement.Role.STATEMENT: draft.statements,
        Statement.Role.QUOTATION: draft.quotations,
        Statement.Role.QUESTION: draft.questions,
    }
    checked = {role: [check_statement(one, texts) for one in drafts] for role, drafts in roles.items()}
    return checked if any(checked.values()) else {}


@transaction.atomic
def _save(
    owner: User,
    start: date,
    end: date,
    sources: Sequence[Source],
    written: Sequence[_Written],
    writer: Writer,
    known: Digest | None,
) -> Digest:
    digest = known or Digest(owner=owner, period_start=start, period_end=end)
    if known:
        digest = Digest.objects.select_for_update().get(pk=known.pk)
        if _is_the_hands(digest):
            return digest
    digest.title = digest_title([part.heading for part in written], start, end)
    digest.writer = writer.name
    digest.lead = lead_of(
        [source.kind for source in sources],
        [source.byline for source in sources],
        [(part.heading, part.sources) for part in written],
    )
    digest.save()
    digest.sections.all().delete()
    for position, part in enumerate(written):
        _save_section(digest, position, part)
    cited = Citation.objects.filter(statement__section__digest=digest).values("source")
    digest.also_met.set([source for source in sources if source.pk not in {row["source"] for row in cited}])
    return digest


def _is_the_hands(digest: Digest) -> bool:
    """Edited or approved, perhaps while the writer wrote: what a person did stands."""
    return digest.edited_by_hand or digest.state != Digest.State.DRAFT


def _save_section(digest: Digest, position: int, part: _Written) -> None:
    section = Section.objects.create(
        digest=digest, theme=part.theme, position=position, heading=part.heading[:200], source_count=part.sources
    )
    for role, statements in part.statements.items():
        for order, statement in enumerate(statements):
            _save_statement(section, role, order, statement)


def _save_statement(section: Section, role: str, position: int, checked: CheckedStatement) -> None:
    statement = Statement.objects.create(
        section=section,
        role=role,
        position=position,
        text=checked.text,
        status=checked.status,
        reason=checked.reason[:300],
    )
    sources = dict(
        Passage.objects.filter(pk__in=[c.passage_id for c in checked.citations]).values_list("pk", "source_id")
    )
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
