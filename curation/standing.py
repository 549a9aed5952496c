"""In: an owner's sources. Out: each kept or filtered, with a reason in words and the parts of its score."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, TextField, When
from django.db.models.functions import Left
from django.template.defaultfilters import pluralize

from curation.ai.base import Embedder
from curation.errors import NothingToDo
from curation.facts import Cause
from curation.followed import followed
from curation.heartbeat import Progress
from curation.kinds import Kind
from curation.meanings import meanings_of
from curation.models import Example, Source, SourceQuerySet
from curation.models.library import BEGINNING
from curation.noise import SignalCase
from curation.signal import Verdict
from curation.yardsticks import Yardstick, yardstick_of

BATCH = 1000
_TOLD = ("pk", "title", "kind", "reply_to", "standing", "met_on")

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
    told = f"{done} source{pluralize(done)} judged anew"
    if not kept and not filtered:
        raise NothingToDo(f"{told}; what is kept and what is filtered stays as it was.")
    return f"{told}: {kept} kept that were filtered, {filtered} filtered that were kept."


def undecided(owner: User) -> SourceQuerySet:
    """All that no hand decided and that has its vectors. Who wants more like a thing wants the thing."""
    open_ones = Source.objects.of(owner).filter(standing_by_hand=False).embedded()
    return open_ones.filter(~Exists(Example.objects.filter(source=OuterRef("pk"), wanted=Example.Wanted.MORE)))


def judged(sources: Sequence[int], yardstick: Yardstick, *, in_brief: bool = False) -> list[Judged]:
    """What would become of these; nothing is written.

    `in_brief`, of what is no post only the beginning is read: whether such a source is kept does not hang on its
    words, and its score, which does, is then of the beginning alone.
    """
    meanings = meanings_of(sources)
    nothing = np.zeros(0, dtype=np.float32)
    chosen = Source.objects.filter(pk__in=sources)
    fed = set(followed(chosen.exclude(kind=Kind.POST)).values_list("pk", flat=True))
    found = _beginnings(chosen) if in_brief else chosen.only(*_TOLD, "text")
    cases = ((one, _case(one, meanings.get(one.pk, nothing), is_followed=one.pk in fed)) for one in found)
    return [Judged(one, yardstick.judge(case)) for one, case in cases]


def _beginnings(sources: SourceQuerySet) -> Iterator[Source]:
    """Posts are read whole: their form decides."""
    begins = Case(When(kind=Kind.POST, then=F("text")), default=Left("text", BEGINNING), output_field=TextField())
    for source in sources.only(*_TOLD).annotate(begins=begins):
        source.text = source.beginning
        yield source


def _unjudged(owner: User) -> SourceQuerySet:
    """Of what was judged before there were facts, the facts are wanted too; what a feed brought and its reader handed
    over since was judged as nobody's choice.
    """
    with_feeds = Source.objects.of(owner).exclude(kind=Kind.POST)
    with_feeds = with_feeds.filter(signal_facts__cause__in=[Cause.FOLLOWED, Cause.UNWANTED])
    chosen_since = Q(pk__in=with_feeds.values("pk")) & ~Q(pk__in=followed(with_feeds).values("pk"))
    return undecided(owner).filter(Q(signal_reason="") | Q(signal_facts={}) | chosen_since)


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


def _case(source: Source, meaning: np.ndarray, *, is_followed: bool) -> SignalCase:
    told = {"text": source.text, "kind": Kind(source.kind), "reply_to": source.reply_to}
    return SignalCase(**told, vector=meaning, pk=source.pk, followed=is_followed)
