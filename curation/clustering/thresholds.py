"""The numbers that decide what belongs together; cosines of unit vectors unless said otherwise."""

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
# Pairs, shape (m, 2).
Links = NDArray[np.int64]

UNPLACED = -1
# Below this two passages have nothing to do with each other.
RELATED = 0.2
# From here on a passage without a group joins the group with the nearest centroid.
JOINS = 0.35
# Two groups are one whose passages are alike across by this share of what they are inside.
AS_ALIKE = 0.9
# From here on a group without common members may still be an earlier one.
SAME_CENTRE = 0.9
# Jaccard index over the members both could have had.
SAME_THEME = 0.3

SMALLEST_GROUP = 3
LARGEST_CRUMB = 10
CRUMB_SHARE = 0.02


def smallest_group(rows: int) -> float:
    """Out: how many of `rows` passages make a group rather than a crumb, 3 to 10."""
    return float(np.clip(rows * CRUMB_SHARE, SMALLEST_GROUP, LARGEST_CRUMB))
