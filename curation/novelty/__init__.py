"""In: a sentence and what was met before. Out: whether it is new, known, an update or a disagreement, and why. Pure."""

from curation.novelty.judging import NOTHING_LIKE_IT, judge, of_all
from curation.novelty.values import Met, Novelty, Told, Verdict

__all__ = ["NOTHING_LIKE_IT", "Met", "Novelty", "Told", "Verdict", "judge", "of_all"]
