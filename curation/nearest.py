"""In: vectors, and passages. Out: for each vector the passages nearest to it in meaning, exactly. One reading for all.

The rows are read in batches and scored by one matrix product each: a second query for a second vector would have the
database read them all again.
"""

from collections.abc import Iterator

import numpy as np
from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.models import PassageQuerySet

# What PostgreSQL's binary COPY puts before the rows and after them, in bytes.
_OPENING, _CLOSING = 19, 2
_BATCH = 1 << 24

Rows = NDArray[np.void]


def nearest(vectors: Vectors, passages: PassageQuerySet, count: int) -> list[list[int]]:
    """In: unit vectors, shape (n, 384). Out: for each the ids of `count` passages, nearest first, then by id."""
    ids, scores = np.zeros((len(vectors), 0), np.int64), np.zeros((len(vectors), 0), np.float32)
    for rows in _batches(passages, vectors.shape[1]):
        near = vectors @ _units(rows["vector"]).T
        ids = np.hstack([ids, np.broadcast_to(rows["id"].astype(np.int64), near.shape)])
        ids, scores = _best(ids, np.hstack([scores, near]), count)
    return [[int(one) for one in row] for row in ids]


def _best(ids: NDArray[np.int64], scores: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
    if ids.shape[1] > 4 * count:
        most = np.argpartition(-scores, 2 * count, axis=1)[:, : 2 * count]
        ids, scores = np.take_along_axis(ids, most, axis=1), np.take_along_axis(scores, most, axis=1)
    order = np.lexsort((ids, -scores))[:, :count]
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(scores, order, axis=1)


def _units(vectors: NDArray[np.float16]) -> Vectors:
    """At half precision a vector of length 1 is hardly longer or shorter; what has no length is near to nothing."""
    whole = vectors.astype(np.float32)
    lengths = np.linalg.norm(whole, axis=1, keepdims=True)
    return np.asarray(whole / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _batches(passages: PassageQuerySet, dimensions: int) -> Iterator[Rows]:
    """By binary COPY: not one Python object for each row."""
    row = _row(dimensions)
    known = passages.filter(vector__isnull=False).order_by().values_list("pk", "vector")
    sql = mogrify(*known.query.sql_with_params(), connection)
    held, start = bytearray(), _OPENING
    with connection.cursor() as cursor, cursor.copy(f"copy ({sql}) to stdout (format binary)") as copy:
        for chunk in copy:
            held += chunk
            if len(held) >= _BATCH:
                end = start + (len(held) - start - _CLOSING) // row.itemsize * row.itemsize
                yield np.frombuffer(bytes(held[start:end]), dtype=row)
                del held[:end]
                start = 0
    yield np.frombuffer(bytes(held[start:-_CLOSING]), dtype=row)


def _row(dimensions: int) -> np.dtype[np.void]:
    """Big-endian: how many fields, then each with its length before it. A halfvec begins with its dimensions."""
    vector = [("vector_length", ">i4"), ("dimensions", ">i2"), ("unused", ">i2"), ("vector", ">f2", (dimensions,))]
    return np.dtype([("fields", ">i2"), ("id_length", ">i4"), ("id", ">i8"), *vector])
