"""In: questions put to wrong meetings. Out: some that were not declined, to be read: can they be answered after all?"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.abstain_rows import Asked, Meeting
from curation.ai.base import Vectors

READ = 3
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


def drawn_misses(odds: Numbers, right: Mask, count: int, seed: int) -> list[tuple[int, int]]:
    """Out: `count` pairs of a question and a wrong meeting, rows and columns of `odds`, whose odds are 0 or more."""
    missed = np.argwhere(~right & (odds >= 0))
    chosen = np.random.default_rng(seed).choice(len(missed), size=min(count, len(missed)), replace=False)
    return [(int(missed[one][0]), int(missed[one][1])) for one in chosen]


def to_read(
    pairs: Sequence[tuple[int, int]], asked: Sequence[Asked], known: Sequence[Meeting], topics: Vectors
) -> Iterator[dict[str, object]]:
    """In: `topics` has the vector of what each question asks about, (questions, d)."""
    for row, place in pairs:
        meeting = known[place]
        nearest = np.argsort(-(meeting.vectors @ topics[row]), kind="stable")[:READ]
        yield {
            "question": asked[row].text,
            "of": known[asked[row].place].name,
            "put to": meeting.name,
            "nearest": [f"{meeting.offers[one].author}: {meeting.offers[one].text}" for one in nearest],
        }
