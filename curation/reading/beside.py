"""In: what a source says. Out: pairs of quotations where the library has said the same, or otherwise, before.

Held against it is what its reader met before it, or has read since: kept sources only. By code first; then, where a
language model is set, what it points at and code can prove.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.db.models import Q

from curation import embedding
from curation.earlier import met_before, told_in
from curation.errors import ModelAway
from curation.evidence import Status
from curation.models import Passage, PassageQuerySet, Source
from curation.novelty import Met, Novelty, Told, Verdict, cases_of, judge
from curation.reading.statements import Kept, KeptCitation, KeptStatement
from curation.writing.base import Writer
from curation.writing.schemas import ComparisonDraft
from curation.writing.sentences import sentences

MOST = 8
_ORDER = (Novelty.DISAGREES, Novelty.UPDATES, Novelty.KNOWN)


class Pair(Kept):
    """`novelty` is disagrees, updates or known; `reader` the model that pointed at it, where one did."""

    novelty: str
    reason: str
    reader: str = ""
    now: KeptStatement
    met: KeptStatement


def set_beside(statements: Sequence[KeptStatement], source: Source, writer: Writer | None) -> tuple[Pair, ...]:
    """Disagreements first; none where the library held nothing before."""
    before, told = held_before(source), _told(statements, source)
    if not told or not before.exists():
        return ()
    met = met_before(list(told), before, embedding.get_embedder())
    verdicts = {one: judge(one, met[one]) for one in told}
    verdicts |= _pointed({one: met[one] for one in told if verdicts[one].novelty is Novelty.NEW}, writer)
    texts = _texts(verdicts.values())
    found = [_pair(told[one], one, verdict, texts) for one, verdict in verdicts.items() if verdict.met]
    pairs = {(one.now.text, one.met.text): one for one in found if one}
    return tuple(sorted(pairs.values(), key=lambda one: _ORDER.index(Novelty(one.novelty)))[:MOST])


def held_before(source: Source) -> PassageQuerySet:
    """Of kept sources that were met earlier, or that the reader has read to the end."""
    known = Q(source__met_on__lt=source.met_on) | Q(source__reading__first_ended_at__isnull=False)
    return Passage.objects.of(source.owner).kept().filter(known).exclude(source=source)


def _told(statements: Sequence[KeptStatement], source: Source) -> dict[Told, Passage]:
    """The whole sentences that verified quotes lie in, with their passages."""
    cited = [one for said in statements for one in said.citations if one.status is Status.VERIFIED]
    ids = {one.passage_id for one in cited}
    rows = Passage.objects.filter(source=source).select_related("source").defer("vector", "words").in_bulk(ids)
    return {told: row for one in cited if (row := rows.get(one.passage_id)) for told in _touched(one, row)}


def _touched(citation: KeptCitation, passage: Passage) -> Iterator[Told]:
    for sentence in sentences(passage.text):
        if sentence.start < citation.end and citation.start < sentence.end:
            yield told_in(passage, sentence.text)


def _pointed(found: Mapping[Told, Sequence[Met]], writer: Writer | None) -> dict[Told, Verdict]:
    """It is not worth waiting for: the explanation is written."""
    cases = cases_of(found, reads=settings.LLM_READS)
    if writer is None or not cases.shown:
        return {}
    try:
        return cases.proven(writer.compare(cases.shown))
    except ModelAway:
        return cases.proven(ComparisonDraft())


def _texts(verdicts: Iterable[Verdict]) -> dict[int, Passage]:
    ids = [one.met.passage for one in verdicts if one.met]
    return Passage.objects.select_related("source").defer("vector", "words").in_bulk(ids)


def _pair(passage: Passage, told: Told, verdict: Verdict, there: Mapping[int, Passage]) -> Pair | None:
    met = verdict.met
    if met is None or met.passage not in there:
        return None
    now, then = _quoted(told.text, passage), _quoted(met.text, there[met.passage])
    return Pair(novelty=verdict.novelty.value, reason=verdict.reason, reader=verdict.reader, now=now, met=then)


def _quoted(text: str, passage: Passage) -> KeptStatement:
    start = max(0, passage.text.find(text))
    citation = KeptCitation(
        passage_id=passage.pk,
        source_id=passage.source_id,
        quote=text,
        status=Status.VERIFIED,
        start=start,
        end=start + len(text),
    )
    return KeptStatement(text=text, status=Status.VERIFIED, citations=(citation,))
