"""In: an owner's sources that nobody has judged. Out: each kept or filtered, with a reason in words."""

import numpy as np
from django.contrib.auth.models import User

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.models import Source
from curation.offers import vector_of
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, SignalCase, judge


def judge_sources(owner: User, embedder: Embedder) -> int:
    """Out: how many were judged. What a person decided is left as it is, and so is what came in meanwhile and
    has no vectors yet: the run that embeds it judges it.
    """
    waiting = Source.objects.of(owner).filter(signal_reason="", standing_by_hand=False)
    waiting = waiting.exclude(passages__vector__isnull=True)
    interests, everyday = embedder.embed(DEFAULT_INTERESTS), embedder.embed(EVERYDAY)
    judged = [_judge(source, interests, everyday) for source in waiting.prefetch_related("passages")]
    return sum(_keep_verdict(source) for source in judged)


def _keep_verdict(source: Source) -> int:
    """Written only where no person has decided meanwhile. Out: 1 where it was written."""
    undecided = Source.objects.filter(pk=source.pk, standing_by_hand=False)
    return undecided.update(signal=source.signal, signal_reason=source.signal_reason, standing=source.standing)


def _judge(source: Source, interests: Vectors, everyday: Vectors) -> Source:
    case = SignalCase(text=source.text, kind=Kind(source.kind), reply_to=source.reply_to, vector=_meaning(source))
    verdict = judge(case, interests, everyday=everyday)
    source.signal, source.signal_reason = verdict.score, verdict.reason[:300]
    source.standing = Source.Standing.KEPT if verdict.kept else Source.Standing.FILTERED
    return source


def _meaning(source: Source) -> Vectors:
    """The direction of a source: the mean of its passages' vectors, shape (384,), zeros where it has none."""
    vectors = [vector_of(passage) for passage in source.passages.all() if passage.vector is not None]
    if not vectors:
        return np.zeros(384, dtype=np.float32)
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
