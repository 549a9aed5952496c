"""In: a Book and one of its lines. Out: that line as seen from every earlier line that its entry may begin at. Pure.

An entry holds at most REACH lines, so the work for a line is bounded, however long the book.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.readers.book import Book, Line, Test

REACH = 120
Floats = NDArray[np.float32]
# What can be seen in a line, by name: for each possible start a number, or one number for all of them.
Sign = tuple[str, float | Floats]
Signs = Iterator[Sign]


@dataclass(frozen=True)
class View:
    """`at` is the line, never the first; arrays have one place for each start from `first` to `at - 1`."""

    book: Book
    at: int

    @staticmethod
    def first_of(at: int) -> int:
        return max(0, at - REACH)

    @cached_property
    def first(self) -> int:
        return self.first_of(self.at)

    @cached_property
    def line(self) -> Line:
        return self.book.lines[self.at]

    @cached_property
    def last(self) -> Line:
        return self.book.lines[self.at - 1]

    @cached_property
    def ages(self) -> Floats:
        """How many lines the entry has so far."""
        return np.arange(self.at - self.first, 0, -1, dtype=np.float32)

    def holding(self, place: int | None) -> Floats:
        """1 for the starts of entries that hold the line at `place`."""
        held = np.zeros(self.at - self.first, np.float32)
        if place is not None:
            held[: max(0, place - self.first + 1)] = 1.0
        return held

    def begun_by(self, test: Test) -> Floats:
        """1 for starts that the test holds of."""
        return self.book.marked(test)[self.first : self.at].astype(np.float32)

    @cached_property
    def second(self) -> Floats:
        """1 for the start right above this line."""
        return (self.ages == 1).astype(np.float32)

    def latest(self, test: Test, reach: int = REACH) -> int | None:
        """The last line above, at most `reach` lines away, that the test holds of."""
        start = max(self.first, self.at - reach)
        found = np.flatnonzero(self.book.marked(test)[start : self.at])
        return start + int(found[-1]) if len(found) else None
