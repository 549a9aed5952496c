"""A library that was made: 200 owners, one of them with half of all; words by Zipf's law, vectors in clusters.

A theme is a direction and words of its own. A passage draws its words from those of its theme and from all, and its
vector lies about its theme's, in a space of fewer dimensions than the vectors have, as those of real texts do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors

OWNERS = 200
DIMENSIONS, REAL = 384, 64
THEMES, WORDS, OWN_WORDS = 1_000, 40_000, 150
PASSAGES_OF_A_SOURCE, AT_ONCE = 20, 20_000
# How far passages of one theme lie from its direction.
PASSAGES_STRAY = 0.8
FILTERED = 0.1
_SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "da",
    "fe",
    "gi",
    "ho",
    "ju",
    "ka",
    "le",
    "mo",
    "ni",
    "pu",
    "ru",
    "sa",
    "te",
    "vo",
]
_COLUMNS = "id owner_id source_id position start end text speaker vector vector_model by_hand"
_TYPES = ["int8", "int4", "int8", "int4", "int4", "int4", "text", "text", "halfvec", "text", "bool"]


@dataclass(frozen=True)
class Made:
    """`themes` of shape (THEMES, 384), `words` by rank, `own` the words of each theme, (THEMES, OWN_WORDS)."""

    themes: Vectors
    basis: Vectors
    words: list[str]
    chances: NDArray[np.float64]
    own: NDArray[np.int64]


def made(seed: int = 0) -> Made:
    random = np.random.default_rng(seed)
    basis = random.standard_normal((REAL, DIMENSIONS), dtype=np.float32) / DIMENSIONS**0.5
    themes = random.standard_normal((THEMES, REAL), dtype=np.float32)
    words = [_word(number) for number in range(WORDS)]
    chances = 1 / (np.arange(WORDS) + 20.0)
    own = random.integers(0, WORDS, (THEMES, OWN_WORDS))
    return Made(themes @ basis, basis, words, np.cumsum(chances / chances.sum()), own)


def owners_of(rows: int) -> list[int]:
    """How many passages each has."""
    small = rows // 2 // (OWNERS - 1)
    return [rows - small * (OWNERS - 1), *[small] * (OWNERS - 1)]


def about(library: Made, vectors: Vectors, noise: float, random: np.random.Generator) -> Vectors:
    """Vectors near these, of length 1; `noise` is that of the dimensions that are real."""
    strayed = vectors + noise * random.standard_normal((len(vectors), REAL), dtype=np.float32) @ library.basis
    strayed += 0.1 / DIMENSIONS**0.5 * random.standard_normal(strayed.shape, dtype=np.float32)
    told: Vectors = (strayed / np.linalg.norm(strayed, axis=1, keepdims=True)).astype(np.float32)
    return told


def passages(library: Made, count: int, random: np.random.Generator) -> Iterator[tuple[str, Any]]:
    """Rows of (text, vector)."""
    themes = np.repeat(random.integers(0, THEMES, count // 5 + 1), 5)[:count]
    vectors = about(library, library.themes[themes], PASSAGES_STRAY, random)
    for theme, vector, length in zip(themes, vectors, random.integers(12, 45, count), strict=True):
        common = np.searchsorted(library.chances, random.random(length - length // 3))
        picked = [*common, *library.own[theme][random.integers(0, OWN_WORDS, length // 3)]]
        random.shuffle(picked)
        yield " ".join(library.words[word] for word in picked), vector


def store(owners: list[int], counts: list[int], library: Made) -> None:
    """In: the ids of accounts, and how many passages each is to have."""
    random, first, first_source = np.random.default_rng(1), 1, 1
    for owner, count in zip(owners, counts, strict=True):
        _put_sources(owner, first_source, -(-count // PASSAGES_OF_A_SOURCE), random)
        for start in range(0, count, AT_ONCE):
            rows = passages(library, min(AT_ONCE, count - start), random)
            _put_passages(owner, first + start, first_source, start, rows)
        first += count
        first_source += -(-count // PASSAGES_OF_A_SOURCE)


def _put_sources(owner: int, first: int, count: int, random: np.random.Generator) -> None:
    from curation.models import Source

    kept = random.random(count) >= FILTERED
    Source.objects.bulk_create(
        (
            Source(
                id=first + number,
                owner_id=owner,
                kind="article",
                title=f"Made {first + number}",
                identity=f"made:{first + number}",
                text="Made.",
                met_on=date(2026, 1, 1) + timedelta(number % 300),
                standing="kept" if kept[number] else "filtered",
            )
            for number in range(count)
        ),
        batch_size=5_000,
    )


def _put_passages(owner: int, first: int, first_source: int, start: int, rows: Iterator[tuple[str, Any]]) -> None:
    from django.db import connection
    from pgvector import HalfVector
    from pgvector.psycopg import register_vector

    columns = ", ".join(f'"{column}"' for column in _COLUMNS.split())
    connection.ensure_connection()
    register_vector(connection.connection)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy curation_passage ({columns}) from stdin (format binary)") as copy,
    ):
        copy.set_types(_TYPES)
        for number, (text, vector) in enumerate(rows):
            source, place = divmod(start + number, PASSAGES_OF_A_SOURCE)
            copy.write_row(
                [
                    first + number,
                    owner,
                    first_source + source,
                    place,
                    0,
                    len(text),
                    text,
                    "",
                    HalfVector(vector),
                    "made",
                    False,
                ]
            )


def _word(number: int) -> str:
    """A word of three syllables or four, another for each number."""
    told = ""
    for _ in range(3 if number < len(_SYLLABLES) ** 3 else 4):
        number, syllable = divmod(number, len(_SYLLABLES))
        told += _SYLLABLES[syllable]
    return told
