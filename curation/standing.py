"""In: an owner's sources that nobody has judged. Out: each kept or filtered, with a reason in words."""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Avg

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.models import Passage, Source
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, SignalCase, Verdict, judge

BATCH = 1000

_KEEP = """
update curation_source set signal = verdict.signal, signal_reason = verdict.reason, standing = verdict.standing
from unnest(%s::bigint[], %s::float8[], %s::text[], %s::text[]) verdict (id, signal, reason, standing)
where curation_source.id = verdict.id and not curation_source.standing_by_hand
"""


def judge_sources(owner: User, embedder: Embedder) -> int:
    """Out: how many were judged. What a person decided is left as it is, and so is what came in meanwhile and
    has no vectors yet: the run that embeds it judges it.
    """
    waiting = Source.objects.of(owner).filter(signal_reason="", standing_by_hand=False)
    waiting = waiting.exclude(passages__vector__isnull=True)
    unjudged = iter(list(waiting.order_by("pk").values_list("pk", flat=True)))
    interests, everyday = embedder.embed(DEFAULT_INTERESTS), embedder.embed(EVERYDAY)
    judged = 0
    while batch := list(islice(unjudged, BATCH)):
        judged += _judge_batch(batch, interests, everyday)
    return judged


def _judge_batch(sources: Sequence[int], interests: Vectors, everyday: Vectors) -> int:
    meanings = _meanings(sources)
    waiting = Source.objects.filter(pk__in=sources).only("pk", "text", "kind", "reply_to")
    verdicts = {source.pk: judge(_case(source, meanings), interests, everyday=everyday) for source in waiting}
    return _keep(verdicts)


def _keep(verdicts: dict[int, Verdict]) -> int:
    """Written only where no person has decided meanwhile. Out: how many were."""
    scores = [verdict.score for verdict in verdicts.values()]
    reasons = [verdict.reason[:300] for verdict in verdicts.values()]
    standings = [(Source.Standing.KEPT if one.kept else Source.Standing.FILTERED).value for one in verdicts.values()]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [list(verdicts), scores, reasons, standings])
        return cursor.rowcount


def _case(source: Source, meanings: dict[int, Vectors]) -> SignalCase:
    meaning = meanings.get(source.pk, np.zeros(384, dtype=np.float32))
    return SignalCase(text=source.text, kind=Kind(source.kind), reply_to=source.reply_to, vector=meaning)


def _meanings(sources: Sequence[int]) -> dict[int, Vectors]:
    """The direction of each source that has passages: the mean of their vectors, shape (384,), of length 1."""
    passages = Passage.objects.filter(source__in=sources, vector__isnull=False)
    rows = passages.order_by("source").values("source").annotate(mean=Avg("vector")).values_list("source", "mean")
    return {source: _unit(np.asarray(mean, dtype=np.float32)) for source, mean in rows}


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
