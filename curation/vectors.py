"""In: passages and their vectors. Out: the vectors stored, a batch at a time and without a word of SQL for each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Func, Value

from curation.ai.base import Vectors
from curation.copied import CLOSING, OPENING, row_of
from curation.models import Passage

_FRESH = "create temporary table fresh_vector (id bigint, hash bigint, vector halfvec) on commit drop"
_COPY = "copy fresh_vector from stdin (format binary)"
_WRITE = """
update curation_passage set vector = fresh_vector.vector, vector_model = %s from fresh_vector
where curation_passage.id = fresh_vector.id and hashtextextended(curation_passage.text, 0) = fresh_vector.hash
"""


class Wanting(NamedTuple):
    """A passage without a vector; `hash` is the database's of its text, to see whether it changed meanwhile."""

    pk: int
    text: str
    hash: int


def wanting(passages: Sequence[int]) -> list[Wanting]:
    """Those of them that are still there, in the order given."""
    hashed = Func(F("text"), Value(0), function="hashtextextended", output_field=BigIntegerField())
    rows = Passage.objects.filter(pk__in=passages).values_list("pk", "text", hashed)
    found = {row[0]: Wanting(*row) for row in rows}
    return [found[pk] for pk in passages if pk in found]


@transaction.atomic
def write_vectors(passages: Sequence[Wanting], vectors: Vectors, model: str) -> int:
    """Out: how many were written: all whose text is still the one that was embedded."""
    with connection.cursor() as cursor:
        cursor.execute(_FRESH)
        with cursor.copy(_COPY) as copy:
            copy.write(OPENING + _rows(passages, vectors) + CLOSING)
        cursor.execute(_WRITE, [model])
        written = cursor.rowcount
        cursor.execute("drop table fresh_vector")
    return written


def _rows(passages: Sequence[Wanting], vectors: Vectors) -> bytes:
    dimensions = vectors.shape[1]
    rows = np.zeros(len(passages), dtype=row_of(["id", "hash"], dimensions))
    rows["fields"], rows["id_length"], rows["hash_length"] = 3, 8, 8
    rows["vector_length"], rows["dimensions"] = 4 + 2 * dimensions, dimensions
    rows["id"], rows["hash"] = [one.pk for one in passages], [one.hash for one in passages]
    rows["vector"] = vectors
    return rows.tobytes()
