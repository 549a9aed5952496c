"""In: which passages. Out: they as arrays, a row each; no text is held."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from django.contrib.auth.models import User
from django.db.models import BigIntegerField, F, Func, IntegerField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Left
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.copied import read_rows
from curation.models import Passage, PassageQuerySet

NONE = -1
DIMENSIONS = 384
# Enough of a text to see whether it says anything.
BEGINNING = 400

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Library:
    """Row i of each array is the same passage; rows come by source and position. -1 is no chapter, no theme.

    `vectors` is (n, 384), the rest (n,). `stored` is the theme in the database, `placed` the same where what was
    merged counts as what it was merged into. `seen` is 0 for what no run has looked at. `met` counts days from
    1970-01-01.
    """

    ids: Numbers
    sources: Numbers
    chapters: Numbers
    positions: Numbers
    words: Numbers
    met: Numbers
    stored: Numbers
    by_hand: Numbers
    seen: Numbers
    placed: Numbers
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> Library:
        return Library(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})


def groupable(owner: User) -> PassageQuerySet:
    """All that is kept and embedded, but for what a person took out of the themes."""
    rows = Passage.objects.of(owner).kept().filter(vector__isnull=False)
    return rows.exclude(placement__by_hand=True, placement__theme=None)


def load(passages: PassageQuerySet, signposts: dict[int, int]) -> Library:
    """`signposts` says into what each merged theme was merged, -1 where nobody knows."""
    columns = _columns()
    (rows,) = read_rows(passages.annotate(**columns).order_by("source", "position"), [*columns], DIMENSIONS)
    arrays = {name.removesuffix("_"): rows[name].astype(np.int64) for name in columns}
    placed = arrays["stored"].copy()
    for old, new in signposts.items():
        placed[arrays["stored"] == old] = new
    return Library(placed=placed, vectors=rows["vector"].astype(np.float32), **arrays)


def _columns() -> dict[str, Cast]:
    """All as bigint, so that each row has as many bytes. The names end so as to be none of the model's."""
    words = Func(Left(F("text"), BEGINNING), Value(r"\s+"), function="regexp_split_to_array")
    asked: dict[str, Combinable] = {
        "ids": F("pk"),
        "sources": F("source_id"),
        "chapters": Coalesce(F("chapter_id"), NONE),
        "positions": F("position"),
        "words": Func(words, function="cardinality", output_field=IntegerField()),
        "met": Func(F("source__met_on"), template="(%(expressions)s - date '1970-01-01')", output_field=IntegerField()),
        "stored": Coalesce(F("placement__theme_id"), NONE),
        "by_hand": _as_number(Q(placement__by_hand=True)),
        "seen": _as_number(Q(placement__isnull=False)),
    }
    return {f"{name}_": Cast(value, BigIntegerField()) for name, value in asked.items()}


def _as_number(truth: object) -> Func:
    return Func(truth, template="coalesce((%(expressions)s)::int, 0)", output_field=IntegerField())
