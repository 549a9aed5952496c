"""In: an owner, and what they wish for. Out: what their sources are judged by: phrases, daily life, examples."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Q
from django.db.models.functions import Left

from curation.ai.base import Embedder, Vectors
from curation.facts import Sign
from curation.interests.phrases import Wish, wishes_of
from curation.learning import Taught
from curation.meanings import meanings_of
from curation.models import Example, Interest, Source
from curation.noise import SignalCase
from curation.signal import EVERYDAY, Verdict, judge

# Of so many sources, those that came in last, a hand's decisions count; taste changes.
REMEMBERED = 2000
_OPENING, _LABEL = 300, 120


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
    wished = wishes_of(owner) if wishes is None else wishes
    names = tuple(one.phrase for one in wished)
    return Yardstick(
        names=names,
        weights=tuple(one.weight for one in wished),
        interests=_embedded(owner, names, embedder),
        everyday=embedder.embed(EVERYDAY),
        taught=taught_by(owner),
    )


def _embedded(owner: User, names: Sequence[str], embedder: Embedder) -> Vectors:
    """A row's vector is computed where the phrase or the model is new, and kept. Not every phrase has a row."""
    rows = {row.phrase: row for row in Interest.objects.filter(owner=owner)}
    ready = {phrase: row.vector for phrase, row in rows.items() if row.vector_model == embedder.model}
    told = {phrase: np.asarray(vector, dtype=np.float32) for phrase, vector in ready.items() if vector is not None}
    fresh = [name for name in names if name not in told]
    for name, vector in zip(fresh, embedder.embed(fresh), strict=True):
        told[name] = vector
        if name in rows:
            row = Interest.objects.filter(pk=rows[name].pk, phrase=name)
            row.update(vector=vector.tolist(), vector_model=embedder.model)
    return np.stack([told[name] for name in names])


def taught_by(owner: User) -> Taught:
    """What the owner's hand said of sources: by example, by appeal, by dropping and restoring."""
    said = Source.objects.of(owner).filter(Q(standing_by_hand=True) | Q(example__isnull=False))
    said = said.select_related("example", "appeal").defer("text", "note", "signal_facts")
    said = said.annotate(opening=Left("text", _OPENING)).order_by("-pk")[:REMEMBERED]
    signs = {source.pk: (sign_of(source), _label(source, source.opening)) for source in said}
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


def _label(source: Source, opening: str) -> str:
    """How a reason calls it, which has no room for a title of hundreds of characters."""
    source.text = opening
    name = source.short_name
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1].rstrip()}…"


def sign_of(source: Source) -> Sign:
    """What was said outright counts before what was done, unless what one wanted more of was dropped since.

    A declined appeal leaves a restored source.
    """
    example = getattr(source, "example", None)
    dropped = source.standing_by_hand and source.standing == Source.Standing.FILTERED
    if example is None or (dropped and example.wanted == Example.Wanted.MORE):
        return Sign.RESTORED if source.standing == Source.Standing.KEPT else Sign.DROPPED
    if example.wanted == Example.Wanted.LESS:
        return Sign.LESS
    return Sign.APPEALED if hasattr(source, "appeal") else Sign.MORE
