"""In: passages. Out: the same as offers, which is all that a writer gets to see of them."""

from collections.abc import Iterable

import numpy as np
from django.db.models import Prefetch

from curation.models import Passage, PassageQuerySet, Source
from curation.writing.schemas import Offer


def offered(passages: PassageQuerySet) -> list[Offer]:
    """Of a source, however many of its passages come, no more is read than what names it: its text is long."""
    named = Prefetch("source", Source.objects.named())
    return [as_offer(passage) for passage in passages.select_related("chapter").prefetch_related(named).defer("words")]


def as_offer(passage: Passage) -> Offer:
    source = passage.source
    return Offer(
        passage_id=passage.pk,
        source_id=source.pk,
        text=passage.text,
        kind=source.kind,
        author=passage.said_by,
        title=source.label,
        chapter=passage.chapter.title if passage.chapter else "",
        position=passage.position,
        met_on=source.met_on,
        vector=vector_of(passage),
    )


def vector_of(passage: Passage) -> np.ndarray:
    """float32, shape (384,), or (0,) where the passage is not embedded yet."""
    if passage.vector is None:
        return np.zeros(0, dtype=np.float32)
    return np.asarray(passage.vector, dtype=np.float32)


def texts_by_id(offers: Iterable[Offer]) -> dict[int, str]:
    return {offer.passage_id: offer.text for offer in offers}
