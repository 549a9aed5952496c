"""What a curator does to themes, made up: moves, merges, splits, links, and rows barred from their theme."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bench.scores import Labels

MOVES = 3


@dataclass
class Edits:
    """`fixed` (n,) is a theme or -1; the others are pairs. No row is edited twice."""

    fixed: Labels
    must: list[tuple[int, int]] = field(default_factory=list)
    cannot: list[tuple[int, int]] = field(default_factory=list)
    barred: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def none(cls, rows: int) -> Edits:
        return cls(np.full(rows, -1, dtype=np.int64))

    def until(self, end: int) -> dict[str, Labels]:
        pairs = {"must": self.must, "cannot": self.cannot, "barred": self.barred}
        shaped = {name: np.array(rows, dtype=np.int64).reshape(-1, 2) for name, rows in pairs.items()}
        return {"fixed": self.fixed[:end], **shaped}

    def touched(self) -> set[int]:
        linked = {row for pair in (*self.must, *self.cannot) for row in pair}
        return linked | {row for row, _ in self.barred} | set(np.flatnonzero(self.fixed >= 0).tolist())


def edited(edits: Edits, labels: Labels, random: np.random.Generator) -> Labels:
    """Adds a week's edits. Out: the labels as they are shown after them."""
    labels = labels.copy()
    themes, sizes = np.unique(labels[labels >= 0], return_counts=True)
    free = [row for row in random.permutation(len(labels)).tolist() if labels[row] >= 0 and row not in edits.touched()]
    for _ in range(MOVES):
        _place(edits, labels, [free.pop()], int(random.choice(themes)))
    edits.must.append((free.pop(), free.pop()))
    edits.cannot.append((free.pop(), free.pop()))
    edits.barred.append((free[-1], int(labels[free.pop()])))
    smallest, largest = int(themes[sizes.argmin()]), int(themes[sizes.argmax()])
    _place(edits, labels, [row for row in free if labels[row] == smallest], largest)
    torn = [row for row in free if labels[row] == themes[len(themes) // 2]]
    _place(edits, labels, torn[: len(torn) // 2], int(labels.max()) + 1)
    return labels


def _place(edits: Edits, labels: Labels, rows: list[int], theme: int) -> None:
    edits.fixed[rows] = theme
    labels[rows] = theme


def kept_share(edits: Edits, labels: Labels) -> float:
    placed = np.flatnonzero(edits.fixed >= 0)
    held = [bool(labels[row] == edits.fixed[row]) for row in placed]
    held += [bool(labels[one] == labels[other]) for one, other in edits.must]
    held += [bool(labels[one] != labels[other] or labels[one] < 0) for one, other in edits.cannot]
    held += [bool(labels[row] != theme) for row, theme in edits.barred]
    return round(float(np.mean(held)), 4)
