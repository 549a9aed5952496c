"""In: themes and passages as vectors. Out: their places on a map, a square from 0 to 1. Pure.

Themes lie as near to each other as their centroids do, as far as a plane allows (stress majorisation, SMACOF:
de Leeuw 1977), and apart enough for their discs. One that was on the map before stays where it was, give or
take a short leash. A passage lies in its theme's disc, on the side of the themes that it leans to.
"""

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors

# Rows of x and y; NaN where something has no place yet.
Places = NDArray[np.float64]
Radii = NDArray[np.float64]
Rows = NDArray[np.int64]

COVERED = 0.3
SMALLEST, LARGEST = 0.025, 0.2
GAP = 0.02
LEASH = 0.02
MARGIN = 0.02
STEPS = 200
# The largest share of a disc's radius at which a passage lies: dots do not hang over the edge.
INSIDE = 0.92
EVEN = 0.6


def radii_of(sizes: Rows) -> Radii:
    """Shape (k,): discs whose areas are as the numbers of passages, and cover a third of the map together."""
    shares = np.asarray(sizes, dtype=np.float64) / max(1, int(np.sum(sizes)))
    return np.clip(np.sqrt(COVERED * shares / np.pi), SMALLEST, LARGEST)


def place_themes(centroids: Vectors, radii: Radii, previous: Places | None = None) -> Places:
    """Out: shape (k, 2), the middle of each disc.

    `centroids` (k, d) are of length 1; `previous` (k, 2) is where each was, NaN for a new one. Without a new
    one nothing moves.
    """
    count = len(centroids)
    before = np.full((count, 2), np.nan) if previous is None else np.asarray(previous, dtype=np.float64)
    known = ~np.isnan(before).any(axis=1)
    if count < 2 or known.all():
        return np.where(known[:, None], before, 0.5)
    apart = _distances(centroids)
    wanted = np.maximum(apart * _scale(apart, before, known), radii[:, None] + radii + GAP)
    start = _started(apart, centroids, before, known)
    return _settled(start, wanted, before, known, radii)


def place_passages(vectors: Vectors, themes: Rows, centroids: Vectors, places: Places, radii: Radii) -> Places:
    """Out: shape (n, 2). Row i of `vectors` (n, d) is in theme `themes[i]`, a row of the other three.

    Those nearest to the centroid lie in the middle, spread so that each disc is filled evenly.
    """
    found = np.empty((len(vectors), 2))
    for theme in np.unique(themes).tolist():
        rows = np.flatnonzero(themes == theme)
        lean = _spread(_leaning(vectors[rows], theme, centroids, places))
        ranks = np.argsort(np.argsort(-(vectors[rows] @ centroids[theme]), kind="stable"), kind="stable")
        reach = radii[theme] * INSIDE * np.sqrt((ranks + 0.5) / len(rows))
        found[rows] = places[theme] + reach[:, None] * np.stack([np.cos(lean), np.sin(lean)], axis=1)
    return found


def _distances(centroids: Vectors) -> NDArray[np.float64]:
    """Chords between unit vectors, on average 1."""
    cosines = np.clip(np.asarray(centroids, dtype=np.float64) @ centroids.T, -1, 1)
    apart = np.sqrt(np.maximum(2 - 2 * cosines, 0))
    np.fill_diagonal(apart, 0)
    return apart / max(float(apart[~np.eye(len(apart), dtype=bool)].mean()), 1e-9)


def _scale(apart: NDArray[np.float64], before: Places, known: NDArray[np.bool_]) -> float:
    """Map units for a distance of 1: as on the earlier map, else so that an average map fits."""
    pairs = np.triu_indices(int(known.sum()), 1)
    drawn = np.linalg.norm(before[known][pairs[0]] - before[known][pairs[1]], axis=1)
    if len(drawn) < 3:
        return 0.42
    return float(np.median(drawn / np.maximum(apart[np.ix_(known, known)][pairs], 1e-9)))


def _started(apart: NDArray[np.float64], centroids: Vectors, before: Places, known: NDArray[np.bool_]) -> Places:
    """Known ones where they were; a new one between those it is most like, else all by classical scaling."""
    if not known.any():
        return 0.5 + 0.3 * _classical(apart)
    likeness = np.exp(6 * (np.asarray(centroids, dtype=np.float64) @ centroids[known].T))
    between = likeness @ before[known] / likeness.sum(axis=1, keepdims=True)
    # Two new ones between the same two would lie on one spot for ever.
    turn = 2.399963 * np.arange(len(apart))
    aside = 0.05 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.where(known[:, None], before, between + aside)


def _classical(apart: NDArray[np.float64]) -> Places:
    """Torgerson's scaling to two dimensions, within about -1 to 1; the same signs each time."""
    count = len(apart)
    centring = np.eye(count) - 1 / count
    values, axes = np.linalg.eigh(-0.5 * centring @ apart**2 @ centring)
    axes = axes[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    axes = axes * np.where(signs == 0, 1, signs)
    return np.asarray(axes / max(float(np.abs(axes).max()), 1e-9))


def _settled(
    start: Places, wanted: NDArray[np.float64], before: Places, known: NDArray[np.bool_], radii: Radii
) -> Places:
    heavy = 1 / np.where(wanted > 0, wanted, 1) ** 2
    np.fill_diagonal(heavy, 0)
    places, held = start, np.where(known[:, None], before, start)
    for _ in range(STEPS):
        steps = places[:, None] - places
        lengths = np.maximum(np.linalg.norm(steps, axis=2), 1e-9)
        pulled = places[None] + steps * (wanted / lengths)[:, :, None]
        places = _parted((heavy[:, :, None] * pulled).sum(axis=1) / heavy.sum(axis=1)[:, None], radii)
        places = _within(np.where(known[:, None], _leashed(places, held), places), radii, known)
    return places if known.any() else _fitted(places, radii)


def _parted(places: Places, radii: Radii) -> Places:
    """Discs that lie over each other are pushed half of the way apart."""
    steps = places[:, None] - places
    lengths = np.maximum(np.linalg.norm(steps, axis=2), 1e-9)
    over = np.maximum(radii[:, None] + radii + GAP / 2 - lengths, 0)
    np.fill_diagonal(over, 0)
    return places + 0.5 * (steps / lengths[:, :, None] * over[:, :, None]).sum(axis=1)


def _leashed(places: Places, held: Places) -> Places:
    moved = places - held
    lengths = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return held + moved * np.minimum(1, LEASH / lengths)


def _within(places: Places, radii: Radii, known: NDArray[np.bool_]) -> Places:
    """On the map with their whole disc; a first map is fitted at the end instead."""
    if not known.any():
        return places
    edge = (radii + MARGIN)[:, None]
    return np.clip(places, edge, 1 - edge)


def _fitted(places: Places, radii: Radii) -> Places:
    """Moved to the middle, and drawn out or together so that the discs fill the map."""
    low, high = places.min(axis=0), places.max(axis=0)
    room = (1 - 2 * MARGIN - 2 * float(radii.max())) / max(float((high - low).max()), 1e-9)
    return 0.5 + (places - (low + high) / 2) * room


def _spread(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same order around the disc, half-way to even gaps: else all crowd toward the nearest theme."""
    ranks = np.argsort(np.argsort(angles, kind="stable"), kind="stable")
    even = (ranks + 0.5) / len(angles) * 2 * np.pi - np.pi
    return (1 - EVEN) * angles + EVEN * even


def _leaning(vectors: Vectors, theme: int, centroids: Vectors, places: Places) -> NDArray[np.float64]:
    """Out: the angle toward which each passage leans: to the themes it is nearer to than its theme is."""
    others = np.arange(len(centroids)) != theme
    away = places[others] - places[theme]
    toward = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    likeness = (np.asarray(vectors, dtype=np.float64) - centroids[theme]) @ centroids[others].T
    leant = (likeness - likeness.mean(axis=0)) @ toward if others.any() else np.zeros((len(vectors), 2))
    # Equal ones fan out by the golden angle instead of lying in a line.
    fan = 2.399963 * np.arange(len(vectors))
    leant = leant + 1e-6 * np.stack([np.cos(fan), np.sin(fan)], axis=1)
    return np.arctan2(leant[:, 1], leant[:, 0])
