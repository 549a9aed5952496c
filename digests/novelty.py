"""In: a digest as it is kept. Out: the same, each statement set beside what the library held before its period.

By code first, and kept; then, where a language model is set, what it points at and code can prove. What a hand has
touched stays. Neither a transaction nor a connection is held while vectors are computed and a model reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from curation.ai.base import Embedder
from curation.earlier import met_before, told_in
from curation.errors import ModelAway
from curation.evidence import Status
from curation.models import Passage, PassageQuerySet, Source
from curation.novelty import NOTHING_LIKE_IT, Met, Novelty, Told, Verdict, cases_of, judge, of_all
from curation.writing.base import Writer
from curation.writing.schemas import Beside, ComparisonDraft
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

    @property
    def deciding(self) -> tuple[Told, ...]:
        """Of what stands by one quote, the words of that; each sentence once."""
        return self.quoted if self.alone and self.quoted else tuple(dict.fromkeys((*self.own, *self.quoted)))


@dataclass(frozen=True)
class _Judged:
    """Statements with their sentences, what each was held against, and what code made of it."""

    cases: Sequence[_Case]
    met: Mapping[Told, Sequence[Met]]
    verdicts: Mapping[Told, Verdict]

    def told(self, proven: Mapping[Told, Verdict] | None = None) -> list[tuple[Statement, Verdict]]:
        return [(case.statement, _of(case, {**self.verdicts, **(proven or {})})) for case in self.cases]

    def open(self) -> dict[Told, Sequence[Met]]:
        """The sentences that decide of statements which code finds new, and are new themselves."""
        new = [case for case in self.cases if _of(case, self.verdicts).novelty is Novelty.NEW]
        asked = [one for case in new for one in case.deciding if self.verdicts[one].novelty is Novelty.NEW]
        return {one: self.met[one] for one in dict.fromkeys(asked)}


def compare(digest: Digest, embedder: Embedder | None = None, writer: Writer | None = None) -> Digest:
    """What is compared already stays as it is: `novelty` is emptied where that shall be done again."""
    statements = [] if digest.is_the_hands else list(_waiting(digest))
    if not statements:
        return digest
    before = held_before(digest)
    if not before.exists():
        _keep(digest, _all_new(statements))
        return digest
    judged = _judged(statements, before, embedder)
    _keep(digest, judged.told())
    if writer:
        _keep_proven(digest, judged, writer)
    return digest


def by_code_alone(reason: str) -> str:
    """Out: what a run says of a digest that no model compared; nothing where there is no reason."""
    return f"What was met before was compared by code alone: {reason}" if reason else ""


def _keep_proven(digest: Digest, judged: _Judged, writer: Writer) -> None:
    """Whatever the model does, what code found is kept already."""
    cases = cases_of(judged.open(), reads=settings.LLM_READS)
    draft = _read(cases.shown, writer) if cases.shown else ComparisonDraft()
    digest.uncompared = draft.fell_back
    proven = cases.proven(draft)
    changed = [(one, verdict) for one, verdict in judged.told(proven) if verdict.reader]
    if changed:
        _keep(digest, changed)


def _read(cases: Sequence[Beside], writer: Writer) -> ComparisonDraft:
    """It is not worth waiting for: the digest is written."""
    try:
        return writer.compare(cases)
    except ModelAway as error:
        return ComparisonDraft(fell_back=str(error))


def held_before(digest: Digest) -> PassageQuerySet:
    """Of kept sources met before the period, or before the first pick; without what the digest cites."""
    cited = Citation.objects.filter(statement__section__digest=digest).values("source")
    kept = Passage.objects.of(digest.owner).kept()
    return kept.filter(source__met_on__lt=since(digest)).exclude(source__in=cited)


def since(digest: Digest) -> date:
    picked: date | None = digest.picks.aggregate(first=Min("met_on"))["first"] if digest.picked else None
    return picked or digest.period_start


def _waiting(digest: Digest) -> Iterator[Statement]:
    found = Statement.objects.filter(section__in=digest.sections.themed(), role__in=_COMPARED, novelty="")
    cited = "citations__passage__source"
    yield from found.exclude(status=Status.UNSUPPORTED).prefetch_related(cited).order_by("pk")


def _all_new(statements: Sequence[Statement]) -> list[tuple[Statement, Verdict]]:
    return [(statement, Verdict(Novelty.NEW, FIRST)) for statement in statements]


def _judged(statements: Sequence[Statement], before: PassageQuerySet, embedder: Embedder | None) -> _Judged:
    from curation.embedding import get_embedder

    cases = [_case(statement) for statement in statements]
    told = list(dict.fromkeys(one for case in cases for one in (*case.own, *case.quoted)))
    met = met_before(told, before, embedder or get_embedder())
    return _Judged(cases, met, {one: judge(one, met[one]) for one in told})


def _of(case: _Case, judged: Mapping[Told, Verdict]) -> Verdict:
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
    found = list(Statement.objects.filter(section__in=digest.sections.themed(), role__in=_COMPARED))
    groups: dict[tuple[int, str], list[Statement]] = {}
    for statement in sorted(found, key=lambda one: (_ORDER.index(one.novelty), one.position, one.pk)):
        groups.setdefault((statement.section_id, statement.role), []).append(statement)
    for group in groups.values():
        for position, statement in enumerate(group):
            statement.position = position
    Statement.objects.bulk_update(found, ["position"])
    _reorder_sections(digest, found)


def _reorder_sections(digest: Digest, compared: Sequence[Statement]) -> None:
    """A section that says nothing but what is known comes after the others, and what was asked after all."""
    fresh = {one.section_id for one in compared if one.novelty != Novelty.KNOWN and one.status != Status.UNSUPPORTED}
    themed = digest.sections.filter(is_lead=False)
    sections = sorted(themed, key=lambda one: (bool(one.asked), one.pk not in fresh, one.position))
    for position, section in enumerate(sections, start=1):
        section.position = position
    Section.objects.bulk_update(sections, ["position"])
