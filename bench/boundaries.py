"""Measures of a text parted in stretches. In: starts, without the first 0. Out: errors and hits."""

import numpy as np
from numpy.typing import NDArray


def pk(true: list[int], found: list[int], count: int) -> float:
    """The share of probes, half a mean stretch wide, that disagree whether both ends are in one stretch.

    Beeferman, Berger and Lafferty 1999; 0 is perfect.
    """
    ours, theirs, width = _probes(true, found, count)
    return float(np.mean((theirs[width:] == theirs[:-width]) != (ours[width:] == ours[:-width])))


def window_diff(true: list[int], found: list[int], count: int) -> float:
    """The share of the same probes that disagree on how many starts lie between (Pevzner and Hearst 2002)."""
    ours, theirs, width = _probes(true, found, count)
    return float(np.mean((theirs[width:] - theirs[:-width]) != (ours[width:] - ours[:-width])))


def f1(true: list[int], found: list[int]) -> float:
    """Of starts hit exactly."""
    both = len(set(true) & set(found))
    return 2 * both / (len(true) + len(found)) if true or found else 1.0


def _probes(true: list[int], found: list[int], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    width = max(2, round(count / (len(true) + 1) / 2))
    return _numbers(found, count), _numbers(true, count), min(width, count - 1)


def _numbers(starts: list[int], count: int) -> NDArray[np.int64]:
    """Which stretch each unit lies in."""
    marks = np.zeros(count, dtype=np.int64)
    marks[starts] = 1
    return np.cumsum(marks)
