"""In: one source's candidates in order. Out: its parts, and how many statements each may have. Pure."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from curation.writing.candidates import Candidate
from curation.writing.schemas import Offer

T = TypeVar("T")


def segments(found: Sequence[Candidate], offers: Sequence[Offer], count: int) -> list[tuple[list[int], int]]:
    """Out: (indexes of candidates, statements) by chapter where there are chapters, else by equal stretches.

    With more chapters than statements, neighbouring chapters share one.
    """
    chapters = [
        list(group) for _, group in groupby(range(len(found)), key=lambda one: offers[found[one].offer].chapter)
    ]
    if len(chapters) < 2:
        return [(part, 1) for part in _stretches(range(len(found)), count)]
    if len(chapters) >= count:
        joined = _stretches(chapters, count)
        return [([one for chapter in part for one in chapter], 1) for part in joined]
    return list(zip(chapters, _shares([len(chapter) for chapter in chapters], count), strict=True))


def _stretches(items: Sequence[T], count: int) -> list[list[T]]:
    edges = [round(len(items) * edge / count) for edge in range(count + 1)]
    return [list(items[start:end]) for start, end in pairwise(edges) if end > start]


def _shares(sizes: Sequence[int], count: int) -> list[int]:
    """Out: one for each, the rest by size, largest remainder first; the sum is `count`."""
    free = count - len(sizes)
    exact = [free * size / sum(sizes) for size in sizes]
    shares = [1 + int(part) for part in exact]
    for one in sorted(range(len(sizes)), key=lambda one: (int(exact[one]) - exact[one], one)):
        if sum(shares) < count:
            shares[one] += 1
    return shares
