"""In: unit vectors of passages. Out: one group number to each. Pure.

Why this method and how it measures: docs/decisions/0006-resolution-from-the-passages.md.
"""

from curation.clustering.centroids import assign, centroids_of
from curation.clustering.grouping import cluster
from curation.clustering.matching import match
from curation.clustering.thresholds import JOINS, RELATED, UNPLACED, Labels, Links

__all__ = ["JOINS", "RELATED", "UNPLACED", "Labels", "Links", "assign", "centroids_of", "cluster", "match"]
