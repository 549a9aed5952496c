"""In: a sentence and what was met before. Out: whether it is new, known, an update or a disagreement, and why. Pure."""

from curation.novelty.judging import judge, of_all
from curation.novelty.values import Met, Novelty, Told, Verdict

__all__ = ["Met", "Novelty", "Told", "Verdict", "judge", "of_all"]
