"""In: an owner, and what they wish for. Out: what their sources are judged by: phrases, daily life, examples."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Q

from curation.ai.base import Embedder, Vectors
from curation.facts import Sign
from curation.interests.phrases import Wish, wishes_of
from curation.learning import Taught
from curation.meanings import meanings_of
from curation.models import Example, Interest, Source
from curation.noise import SignalCase
from curation.signal import EVERYDAY, Verdict, judge

# The latest decisions of a hand; taste changes, and what is older has been followed by newer.
REMEMBERED = 2000


@dataclass(frozen=True, eq=False)
class Yardstick:
    """`interests` (k, 384) embeds `names`, with `weights` (k); `everyday` (m, 384) embeds daily life."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    interests: Vectors
    everyday: Vectors
    taught: Taught = field(default_factory=Taught)

    def judge(self, case: SignalCase) -> Verdict:
        return judge(case, self.interests, self.names, weights=self.weights, everyday=self.everyday, taught=self.taught)


def yardstick_of(owner: User, embedder: Embedder, wishes: Sequence[Wish] | None = None) -> Yardstick:
    """By what the owner wishes for, or by `wishes`, which are being tried."""
    trying = wishes is not None
    wished = wishes if wishes is not None else wishes_of(owner)
    names = tuple(one.phrase for one in wished)
    return Yardstick(
        names=names,
        weights=tuple(one.weight for one in wished),
        interests=embedder.embed(names) if trying else _stored(owner, names, embedder),
        everyday=embedder.embed(EVERYDAY),
        taught=taught_by(owner),
    )


def _stored(owner: User, names: Sequence[str], embedder: Embedder) -> Vectors:
    """The vectors of the owner's rows, computed where the phrase or the model is new; defaults have no rows."""
    rows = {row.phrase: row for row in Interest.objects.filter(owner=owner)}
    stale = [row for row in rows.values() if row.vector is None or row.vector_model != embedder.model]
    for row, vector in zip(stale, embedder.embed([row.phrase for row in stale]), strict=True):
        row.vector, row.vector_model = vector.tolist(), embedder.model
        Interest.objects.filter(pk=row.pk, phrase=row.phrase).update(vector=row.vector, vector_model=embedder.model)
    if not rows:
        return embedder.embed(names)
    return np.stack([_as_array(rows[name]) for name in names])


def _as_array(row: Interest) -> Vectors:
    return np.asarray(row.vector, dtype=np.float32)


def taught_by(owner: User) -> Taught:
    """What the owner's hand said of sources: by example, by appeal, by dropping and restoring."""
    said = Source.objects.of(owner).filter(Q(standing_by_hand=True) | Q(example__isnull=False))
    said = said.select_related("example", "appeal").defer("signal_facts").order_by("-pk")[:REMEMBERED]
    signs = {source.pk: (sign_of(source), source.short_name) for source in said}
    meanings = meanings_of(list(signs))
    if not meanings:
        return Taught()
    order = sorted(meanings)
    return Taught(
        sources=order,
        signs=[signs[pk][0] for pk in order],
        labels=[signs[pk][1] for pk in order],
        vectors=np.stack([meanings[pk] for pk in order]),
    )


def sign_of(source: Source) -> Sign:
    """What was said outright counts before what was done. A declined appeal leaves a restored source."""
    example = getattr(source, "example", None)
    if example is None:
        return Sign.RESTORED if source.standing == Source.Standing.KEPT else Sign.DROPPED
    if example.wanted == Example.Wanted.LESS:
        return Sign.LESS
    return Sign.APPEALED if hasattr(source, "appeal") else Sign.MORE
