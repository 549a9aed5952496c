"""In: the passages of an owner that have no vector. Out: the same passages with one.

While one batch is computed, the one before it is written and the next one fetched. Batches hold texts of like
length, so that little is computed for padding.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models.functions import Length
from django.utils.module_loading import import_string

from curation.ai.base import Embedder, Vectors
from curation.heartbeat import Progress
from curation.models import Passage
from curation.vectors import Wanting, wanting, write_vectors

BATCH = 256

Computed = tuple[list[Wanting], "Future[Vectors]"]


@cache
def get_embedder() -> Embedder:
    """The adapter that `settings.EMBEDDER` names; made once per process, on first use."""
    embedder: Embedder = import_string(settings.EMBEDDER)()
    return embedder


def embed_passages(owner: User, embedder: Embedder, progress: Progress | None = None) -> int:
    """Embed what has no vector yet. A killed run goes on where it stopped. Out: how many were embedded."""
    waiting = Passage.objects.of(owner).without_vector().order_by(Length("text").desc(), "pk")
    passages = list(waiting.values_list("pk", flat=True))
    done = written = 0
    for batch, vectors in _computed(passages, embedder):
        written += write_vectors(batch, vectors.result(), embedder.model)
        done += len(batch)
        if progress:
            progress(done, len(passages))
    return written


def _computed(passages: list[int], embedder: Embedder) -> Iterator[Computed]:
    """Each batch with its vectors to be, when those of the next one are already being computed."""
    with ThreadPoolExecutor(1, "embedding") as thread:
        before: Computed | None = None
        for start in range(0, len(passages), BATCH):
            batch = wanting(passages[start : start + BATCH])
            now = batch, thread.submit(embedder.embed, [passage.text for passage in batch])
            if before:
                yield before
            before = now
        if before:
            yield before
