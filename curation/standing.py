"""In: an owner's sources. Out: each kept or filtered, with a reason in words and the parts of its score."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q

from curation.ai.base import Embedder
from curation.errors import NothingToDo
from curation.heartbeat import Progress
from curation.kinds import Kind
from curation.meanings import meanings_of
from curation.models import Source, SourceQuerySet
from curation.noise import SignalCase
from curation.signal import Verdict
from curation.yardsticks import Yardstick, yardstick_of

BATCH = 1000

_KEEP = """
update curation_source set signal = verdict.signal, signal_reason = verdict.reason, standing = verdict.standing,
    signal_facts = verdict.facts::jsonb
from unnest(%s::bigint[], %s::float8[], %s::text[], %s::text[], %s::text[])
    verdict (id, signal, reason, standing, facts)
where curation_source.id = verdict.id and not curation_source.standing_by_hand
"""


@dataclass(frozen=True)
class Judged:
    """A source beside what would become of it."""

    source: Source
    verdict: Verdict

    @property
    def standing(self) -> Source.Standing:
        return Source.Standing.KEPT if self.verdict.kept else Source.Standing.FILTERED

    @property
    def turns(self) -> bool:
        return self.source.standing != self.standing


def judge_sources(owner: User, embedder: Embedder) -> int:
    """Out: how many were judged that nobody had. What a person decided is left as it is, and so is what came in
    meanwhile and has no vectors yet: the run that embeds it judges it.
    """
    waiting = list(_unjudged(owner).order_by("pk").values_list("pk", flat=True))
    return sum(len(batch) for batch in _all_judged(waiting, yardstick_of(owner, embedder))) if waiting else 0


def judge_anew(owner: User, embedder: Embedder, progress: Progress | None = None) -> str:
    """Judge again all that no hand decided. Out: a sentence for the run. Raises NothingToDo where all stays."""
    open_ones = list(undecided(owner).order_by("pk").values_list("pk", flat=True))
    done, kept, filtered = 0, 0, 0
    for batch in _all_judged(open_ones, yardstick_of(owner, embedder)):
        done += len(batch)
        turned = [one for one in batch if one.turns]
        kept += sum(one.verdict.kept for one in turned)
        filtered += sum(not one.verdict.kept for one in turned)
        if progress:
            progress(done, len(open_ones))
    if not kept and not filtered:
        raise NothingToDo(f"{done} sources judged anew; what is kept and what is filtered stays as it was.")
    return f"{done} sources judged anew: {kept} kept that were filtered, {filtered} filtered that were kept."


def undecided(owner: User) -> SourceQuerySet:
    """All that no hand decided and that has its vectors."""
    return Source.objects.of(owner).filter(standing_by_hand=False).exclude(passages__vector__isnull=True)


def judged(sources: Sequence[int], yardstick: Yardstick) -> list[Judged]:
    """What would become of these; nothing is written."""
    meanings = meanings_of(sources)
    nothing = np.zeros(0, dtype=np.float32)
    found = Source.objects.filter(pk__in=sources).only("pk", "title", "text", "kind", "reply_to", "standing", "met_on")
    return [Judged(one, yardstick.judge(_case(one, meanings.get(one.pk, nothing)))) for one in found]


def _unjudged(owner: User) -> SourceQuerySet:
    """Of what was judged before there were facts, the facts are wanted too."""
    return undecided(owner).filter(Q(signal_reason="") | Q(signal_facts={}))


def _all_judged(sources: Iterable[int], yardstick: Yardstick) -> Iterator[list[Judged]]:
    waiting = iter(sources)
    while batch := list(islice(waiting, BATCH)):
        told = judged(batch, yardstick)
        _keep(told)
        yield told


def _keep(told: Sequence[Judged]) -> None:
    """Written only where no person has decided meanwhile."""
    columns: list[Any] = [
        [one.source.pk for one in told],
        [one.verdict.score for one in told],
        [one.verdict.reason[:300] for one in told],
        [one.standing.value for one in told],
        [one.verdict.facts.model_dump_json() for one in told],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, columns)


def _case(source: Source, meaning: np.ndarray) -> SignalCase:
    kind = Kind(source.kind)
    return SignalCase(text=source.text, kind=kind, reply_to=source.reply_to, vector=meaning, pk=source.pk)
