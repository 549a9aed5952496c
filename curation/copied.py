"""Rows of numbers and a vector, as PostgreSQL's binary COPY gives and takes them: not one Python object for each.

Everything is big-endian. A row is the number of its fields, then each with its length before it; a halfvec is its
dimensions, two bytes of nothing, and its numbers at half precision.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import QuerySet
from numpy.typing import NDArray

# A signature, flags and an extension of no length; then the rows; then -1 for their end.
OPENING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
CLOSING = b"\xff\xff"

Rows = NDArray[np.void]


def row_of(numbers: Sequence[str], dimensions: int) -> np.dtype[np.void]:
    """Of columns of bigint by these names, and last a halfvec, the field `vector`."""
    fields = [field for name in numbers for field in ((f"{name}_length", ">i4"), (name, ">i8"))]
    vector = [("vector_length", ">i4"), ("dimensions", ">i2"), ("unused", ">i2"), ("vector", ">f2", (dimensions,))]
    return np.dtype([("fields", ">i2"), *fields, *vector])


def read_rows(
    passages: QuerySet[Any], numbers: Sequence[str], dimensions: int, *, batch: int | None = None
) -> Iterator[Rows]:
    """Columns `numbers` and `vector` of the passages, none of them null, in their order.

    At least `batch` bytes at a time, but for the last ones, which may be none; all at once without.
    """
    row, held, start = row_of(numbers, dimensions), bytearray(), len(OPENING)
    # Django's cursor that counts queries takes no parameters here.
    sql = mogrify(*passages.values_list(*numbers, "vector").query.sql_with_params(), connection)
    with connection.cursor() as cursor, cursor.copy(f"copy ({sql}) to stdout (format binary)") as copy:
        for chunk in copy:
            held += chunk
            if batch and len(held) >= batch:
                end = start + (len(held) - start - len(CLOSING)) // row.itemsize * row.itemsize
                yield np.frombuffer(bytes(held[start:end]), dtype=row)
                del held[:end]
                start = 0
    yield np.frombuffer(memoryview(held)[start : -len(CLOSING)], dtype=row)
