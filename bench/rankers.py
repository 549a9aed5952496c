"""What the ranking is measured against: the same units by words, by meaning, by PostgreSQL's full text, and fused.

Out of each: the numbers of the units, best first. Only what full text does not find is left out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from django.db import connection
from psycopg import sql

from curation.ai.base import Vectors
from curation.writing.lexical import bm25, stems

FUSION = 60


def by_words(question: str, texts: Sequence[str]) -> list[int]:
    """BM25 over stems, k1 1.2 and b 0.75."""
    return _best_first(bm25(stems(question), [stems(text) for text in texts]))


def by_meaning(vector: Vectors, vectors: Vectors) -> list[int]:
    return _best_first(vectors @ vector)


def fused(*rankings: Sequence[int]) -> list[int]:
    """By reciprocal rank (Cormack, Clarke and Büttcher, 2009)."""
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, number in enumerate(ranking):
            scores[number] += 1 / (FUSION + rank + 1)
    return sorted(scores, key=lambda number: (-scores[number], number))


class FullText:
    """Texts in a temporary table of this connection, ranked by `ts_rank` where any word of the question matches."""

    def __init__(self, texts: Mapping[str, Sequence[str]], *, table: str) -> None:
        """`texts` under the name of what they are of."""
        self._table = sql.Identifier("pg_temp", table)
        rows = [(name, number, text) for name, units in texts.items() for number, text in enumerate(units)]
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TABLE {} (name text, number int, words tsvector)").format(self._table))
            insert = sql.SQL("INSERT INTO {} VALUES (%s, %s, to_tsvector('english', %s))").format(self._table)
            cursor.executemany(insert, rows)

    def ranked(self, name: str, question: str) -> list[int]:
        any_word = " or ".join(re.findall(r"\w+", question))
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL(
                    "SELECT number FROM {}, websearch_to_tsquery('english', %s) query"
                    " WHERE name = %s AND words @@ query ORDER BY ts_rank(words, query) DESC, number"
                ).format(self._table),
                [any_word, name],
            )
            return [number for (number,) in cursor.fetchall()]


def _best_first(scores: np.ndarray) -> list[int]:
    return [int(row) for row in np.argsort(-scores, kind="stable")]
