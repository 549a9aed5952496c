"""In: a source's candidates and what its reader cares for. Out: the one that says best why to read it. Pure."""

from collections.abc import Sequence

import numpy as np

from curation.ai.base import Vectors
from curation.writing.candidates import Candidate
from curation.writing.readability import claim
from curation.writing.selection import pool

_BY_CLAIM = 0.5
_FAR = 0.1


def worthiest(found: Sequence[Candidate], stored: Vectors, interests: Vectors) -> int:
    """Out: the index of what is central, claims something, and is near to an interest.

    `stored` are the offers' vectors, (offers, d); `interests` (interests, d), perhaps none; unit rows.
    """
    rows = stored[[one.offer for one in found]]
    worth = pool(found, rows).worth * np.array([1 + _BY_CLAIM * claim(one.text) for one in found])
    if len(interests):
        worth = worth * (_FAR + np.clip((rows @ interests.T).max(axis=1), 0, 1))
    return int(np.argmax(worth))
