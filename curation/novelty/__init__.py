"""In: a sentence and what was met before. Out: whether it is new, known, an update or a disagreement, and why. Pure."""

from curation.novelty.judging import NOTHING_LIKE_IT, judge, of_all
from curation.novelty.pointing import Cases, cases_of
from curation.novelty.proving import Pointed, proven
from curation.novelty.values import Met, Novelty, Told, Verdict

__all__ = [
    "NOTHING_LIKE_IT",
    "Cases",
    "Met",
    "Novelty",
    "Pointed",
    "Told",
    "Verdict",
    "cases_of",
    "judge",
    "of_all",
    "proven",
]
