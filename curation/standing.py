"""In: an owner's sources that nobody has judged. Out: each kept or filtered, with a reason in words."""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Avg
from pgvector.django import HalfVectorField

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.models import Passage, Source
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, SignalCase, judge

BATCH = 1000


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
    judged = [_judge(source, meanings.get(source.pk), interests, everyday) for source in waiting]
    return _keep_verdicts(judged)


def _keep_verdicts(judged: Sequence[Source]) -> int:
    """Written only where no person has decided meanwhile. Out: how many were written."""
    undecided = Source.objects.filter(pk__in=[source.pk for source in judged], standing_by_hand=False, signal_reason="")
    return _write(undecided, judged)
