"""A splitter after TextTiling (Hearst 1997), as a baseline. In: a Book. Out: the lines at which a part begins.

Cosine of the word counts of the two lines above a gap and the two below; a gap begins a part where its depth
below the peaks on both sides passes the mean of all depths less half their deviation, Hearst's liberal cut.
"""

from collections import Counter

import numpy as np

from bench.texttiling import cut, depths, likeness
from ingest.readers.book import Book

_BLOCK, _FAR = 2, 50


def tiles(book: Book) -> list[int]:
    found = depths(likeness([Counter(line.stems) for line in book.lines], _BLOCK), _FAR)
    if not len(found):
        return [0] if book.lines else []
    return [0, *(int(at) + 1 for at in np.flatnonzero((found >= cut(found)) & (found > 0)))]
