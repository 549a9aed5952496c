"""In: a question and the passages of one source. Out: the passages in the order in which they answer it. Pure.

A reader who asks a source wants the places where it speaks of something, and a passage, often one reply, seldom
tells by itself where that is. So a passage counts for its own words and meaning, for whose words they are where the
question names somebody, and for what is said around it; and the best few are places apart from each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.search.ranking_places import PLACE, Line, places_first, surroundings
from curation.search.ranking_speakers import named
from curation.writing.lexical import bm25, stems

Numbers = NDArray[np.floating]


@dataclass(frozen=True)
class Ground:
    """The passages of one source, in any order, row by row alike.

    `starts` and `ends` are half-open character offsets into its text; `speakers` are empty where nobody is named.
    """

    texts: Sequence[str]
    speakers: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(frozen=True)
class Balance:
    """`meaning` is the share of the vectors against that of the words; `speaker` what being named adds to both.

    `around` is what the best surroundings add to it; `place` is how far apart places are, in characters.
    """

    meaning: float = 0.5
    speaker: float = 0.3
    around: float = 0.5
    place: int = PLACE


BALANCE = Balance()


def ranked(question: str, nearness: Numbers, ground: Ground, balance: Balance = BALANCE) -> list[int]:
    """In: the question and the cosine of its vector with each passage's, shape (passages,). Out: all rows, best first.

    The first ten are places apart from each other as far as there are so many; the rest come by score alone.
    """
    if not ground.texts:
        return []
    line = Line.of(ground.starts, ground.ends)
    own = likeness(question, nearness, ground, balance) + balance.speaker * named(question, ground.speakers)
    scores = own + balance.around * spread(surroundings(own, line))
    return places_first(scores, line, balance.place)


def likeness(question: str, nearness: Numbers, ground: Ground, balance: Balance = BALANCE) -> Numbers:
    """Out: (passages,), 0 to 1: nearness in meaning and BM25, each from the least to the most of this source."""
    words = spread(bm25(stems(question), [stems(text) for text in ground.texts]))
    return balance.meaning * spread(nearness) + (1 - balance.meaning) * words


def spread(scores: Numbers) -> Numbers:
    """From 0 for the least to 1 for the most; all 0 where none stands out."""
    least, most = float(scores.min()), float(scores.max())
    return np.asarray((scores - least) / ((most - least) or 1), dtype=np.float64)
