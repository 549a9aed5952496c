"""In: sources. Out: the direction of each: the mean of its passages' vectors, of length 1."""

from collections.abc import Sequence

import numpy as np
from django.db.models import Avg

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.models import Passage


def meanings_of(sources: Sequence[int]) -> dict[int, Vectors]:
    """Out: float32, shape (384,), for each source that has embedded passages."""
    passages = Passage.objects.filter(source__in=sources, vector__isnull=False)
    rows = passages.order_by("source").values("source").annotate(mean=Avg("vector")).values_list("source", "mean")
    return {source: unit(np.asarray(mean, dtype=np.float32)) for source, mean in rows}
