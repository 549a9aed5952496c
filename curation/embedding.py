"""In: the passages of an owner that have no vector. Out: the same passages with one."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.ai.base import Embedder
from curation.models import Passage

BATCH = 256

Progress = Callable[[int, int], None]


@cache
def get_embedder() -> Embedder:
    """The adapter that `settings.EMBEDDER` names; made once per process, on first use."""
    embedder: Embedder = import_string(settings.EMBEDDER)()
    return embedder


def embed_passages(owner: User, embedder: Embedder, progress: Progress | None = None) -> int:
    """Embed what has no vector yet. A killed run goes on where it stopped. Out: how many were embedded."""
    waiting = Passage.objects.of(owner).without_vector().order_by("pk")
    total, done = waiting.count(), 0
    while batch := list(waiting.only("pk", "text")[:BATCH]):
        for passage, vector in zip(batch, embedder.embed([p.text for p in batch]), strict=True):
            passage.vector, passage.vector_model = vector, embedder.model
        Passage.objects.bulk_update(batch, ["vector", "vector_model"])
        done += len(batch)
        if progress:
            progress(done, max(total, done))
    return done
