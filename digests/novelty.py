"""In: a digest as it is kept. Out: the same, each statement set beside what the library held before its period.

By code, with or without a language model; only the vectors of sentences are computed. What a hand has touched stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min

from curation.ai.base import Embedder
from curation.earlier import met_before, told_in
from curation.evidence import Status
from curation.models import Passage, PassageQuerySet, Source
from curation.novelty import NOTHING_LIKE_IT, Novelty, Told, Verdict, judge, of_all
from curation.writing.sentences import sentences
from digests.models import Citation, Digest, Section, Statement

FIRST = "The library held nothing before."
_COMPARED = (Statement.Role.STATEMENT, Statement.Role.QUOTATION)
_ORDER = ["", Novelty.NEW, Novelty.UPDATES, Novelty.DISAGREES, Novelty.KNOWN]


@dataclass(frozen=True)
class _Case:
    """A statement, its own sentences, and those of the passage that its first verified quote touches.

    `alone` is True where it stands by that quote only.
    """

    statement: Statement
    own: tuple[Told, ...]
    quoted: tuple[Told, ...]
    alone: bool = False


def compare(digest: Digest, embedder: Embedder | None = None) -> Digest:
    """What is compared already stays as it is: `novelty` is emptied where that shall be done again."""
    statements = [] if digest.is_the_hands else list(_waiting(digest))
    if not statements:
        return digest
    before = held_before(digest)
    verdicts = _verdicts(statements, before, embedder) if before.exists() else _all_new(statements)
    _keep(digest, verdicts)
    return digest


def held_before(digest: Digest) -> PassageQuerySet:
    """Of kept sources met before the period, or before the first pick; without what the digest cites."""
    cited = Citation.objects.filter(statement__section__digest=digest).values("source")
    kept = Passage.objects.of(digest.owner).kept()
    return kept.filter(source__met_on__lt=since(digest)).exclude(source__in=cited)


def since(digest: Digest) -> date:
    picked: date | None = digest.picks.aggregate(first=Min("met_on"))["first"] if digest.picked else None
    return picked or digest.period_start


def _waiting(digest: Digest) -> Iterator[Statement]:
    found = Statement.objects.filter(section__digest=digest, section__is_lead=False, role__in=_COMPARED, novelty="")
    cited = "citations__passage__source"
    yield from found.exclude(status=Status.UNSUPPORTED).prefetch_related(cited).order_by("pk")


def _all_new(statements: Sequence[Statement]) -> list[tuple[Statement, Verdict]]:
    return [(statement, Verdict(Novelty.NEW, FIRST)) for statement in statements]


def _verdicts(
    statements: Sequence[Statement], before: PassageQuerySet, embedder: Embedder | None
) -> list[tuple[Statement, Verdict]]:
    from curation.embedding import get_embedder

    cases = [_case(statement) for statement in statements]
    told = list(dict.fromkeys(one for case in cases for one in (*case.own, *case.quoted)))
    met = met_before(told, before, embedder or get_embedder())
    judged = {one: judge(one, met[one]) for one in told}
    return [(case.statement, _of(case, judged)) for case in cases]


def _of(case: _Case, judged: dict[Told, Verdict]) -> Verdict:
    """Known by what it says or by all that it quotes; only exact words of a passage may contradict another's."""
    own, quoted = of_all(judged[one] for one in case.own), of_all(judged[one] for one in case.quoted)
    if own.novelty is Novelty.KNOWN or (case.alone and quoted.novelty is Novelty.KNOWN):
        return own if own.novelty is Novelty.KNOWN else quoted
    return quoted if quoted.novelty in (Novelty.UPDATES, Novelty.DISAGREES) else Verdict(Novelty.NEW, NOTHING_LIKE_IT)


def _case(statement: Statement) -> _Case:
    standing = [one for one in statement.citations.all() if one.passage and one.status != Status.UNSUPPORTED]
    if not standing or standing[0].passage is None:
        return _Case(statement, (), ())
    first = standing[0].passage
    own = tuple(told_in(first, sentence.text) for sentence in sentences(statement.text))
    verified = next((one for one in standing if one.status == Status.VERIFIED), None)
    return _Case(statement, own, tuple(_touched(verified)) if verified else (), alone=len(standing) == 1)


def _touched(citation: Citation) -> Iterator[Told]:
    """The whole sentences of its passage that the quote lies in: a part alone may leave out what limits it."""
    if citation.passage is None:
        return
    text = citation.passage.text
    start = text.find(citation.quote)
    for sentence in sentences(text) if start >= 0 else ():
        if sentence.start < start + len(citation.quote) and start < sentence.end:
            yield told_in(citation.passage, sentence.text)


@transaction.atomic
def _keep(digest: Digest, verdicts: Sequence[tuple[Statement, Verdict]]) -> None:
    """New things first in each section; unless a hand has come between."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if held.is_the_hands:
        return
    sources = _sources(verdicts)
    for statement, verdict in verdicts:
        _note(statement, verdict, sources)
    Statement.objects.bulk_update(
        [statement for statement, _ in verdicts],
        ["novelty", "novelty_reason", "met_passage", "met_source", "met_quote"],
    )
    _reorder(held)


def _note(statement: Statement, verdict: Verdict, sources: dict[int, Source]) -> None:
    met = verdict.met if verdict.met and verdict.met.passage in sources else None
    statement.novelty = verdict.novelty.value if met or not verdict.met else Novelty.NEW.value
    statement.novelty_reason = verdict.reason[:300] if met or not verdict.met else ""
    if met:
        statement.met_passage_id, statement.met_quote = met.passage, met.text
        statement.met_source = sources[met.passage]


def _sources(verdicts: Sequence[tuple[Statement, Verdict]]) -> dict[int, Source]:
    """By passage, as far as they are still there."""
    ids = [verdict.met.passage for _, verdict in verdicts if verdict.met]
    return {one.pk: one.source for one in Passage.objects.filter(pk__in=ids).select_related("source")}


def _reorder(digest: Digest) -> None:
    found = list(Statement.objects.filter(section__digest=digest, section__is_lead=False, role__in=_COMPARED))
    groups: dict[tuple[int, str], list[Statement]] = {}
    for statement in sorted(found, key=lambda one: (_ORDER.index(one.novelty), one.position, one.pk)):
        groups.setdefault((statement.section_id, statement.role), []).append(statement)
    for group in groups.values():
        for position, statement in enumerate(group):
            statement.position = position
    Statement.objects.bulk_update(found, ["position"])
    _reorder_sections(digest, found)


def _reorder_sections(digest: Digest, compared: Sequence[Statement]) -> None:
    """A section that says nothing but what is known comes after the others."""
    fresh = {one.section_id for one in compared if one.novelty != Novelty.KNOWN and one.status != Status.UNSUPPORTED}
    sections = sorted(digest.sections.filter(is_lead=False), key=lambda one: (one.pk not in fresh, one.position))
    for position, section in enumerate(sections, start=1):
        section.position = position
    Section.objects.bulk_update(sections, ["position"])
