"""In: a Book and kinds of evidence. Out: the lines at which an entry begins. Pure.

Each piece of evidence says, for a line and the entry that might hold it, how strongly the line goes on
with that entry (above zero) or begins another (below). The best parting of all lines into entries is the
one whose joined lines have the largest sum, found by dynamic programming, the usual search for linear
text segmentation (Utiyama and Isahara 2001); the evidence is our own.
"""

from collections.abc import Callable, Sequence

from ingest.readers.book import Book

Evidence = Callable[[Book, int, int], float]
_LONGEST = 80


def starts_of(book: Book, evidence: Sequence[Evidence]) -> list[int]:
    """Out: indexes into `book.lines`, the first of them 0; empty for an empty book."""
    count = len(book.lines)
    best, came_from = [0.0] + [float("-inf")] * count, [0] * (count + 1)
    for start in range(count):
        joined = best[start]
        for end in range(start + 1, min(count, start + _LONGEST) + 1):
            if end > start + 1:
                joined += weigh(book, evidence, start, end - 1)
            if joined > best[end]:
                best[end], came_from[end] = joined, start
    return _walk_back(came_from)


def weigh(book: Book, evidence: Sequence[Evidence], start: int, at: int) -> float:
    return sum(judge(book, start, at) for judge in evidence)


def _walk_back(came_from: list[int]) -> list[int]:
    starts, end = [], len(came_from) - 1
    while end:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]
