"""In: a draft. Out: when a place in its text was said, and where in it a moment lies. Pure.

Known are the stamps and the times of the turns. Between two of them time runs evenly over the letters, before
the first and after the last at the pace of the whole; further than ten minutes from both nothing is reckoned.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from ingest.drafts import Draft

_TOO_FAR_MS = 10 * 60 * 1000


@dataclass(frozen=True)
class Mark:
    """`begins` is False where something ends there."""

    offset: int
    begins: bool
    ms: int

    @property
    def place(self) -> tuple[int, bool]:
        return self.offset, self.begins


@dataclass(frozen=True)
class Moments:
    """The marks of a draft, in order of the text."""

    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, draft: Draft) -> "Moments":
        begins = {turn.start: turn.start_ms for turn in draft.turns if turn.start_ms is not None}
        begins |= dict(draft.spoken.stamps) if draft.spoken else {}
        ends = {turn.end: turn.end_ms for turn in draft.turns if turn.end_ms is not None}
        marks = [Mark(at, begins=True, ms=ms) for at, ms in begins.items()]
        marks += [Mark(at, begins=False, ms=ms) for at, ms in ends.items()]
        return cls(tuple(sorted(marks, key=lambda mark: mark.place)))

    def begin(self, offset: int) -> int | None:
        """When the words that begin at `offset` begin."""
        return self._at(offset, begins=True)

    def end(self, offset: int) -> int | None:
        """When the words that end at `offset` end; None behind the last time that is known."""
        return self._at(offset, begins=False) if self.marks and offset <= self.marks[-1].offset else None

    def offset(self, ms: int) -> int | None:
        """Where the first words are that begin at `ms` or later; None when all is over by then."""
        return next((mark.offset for mark in self.marks if mark.begins and mark.ms >= ms), None)

    def _at(self, offset: int, *, begins: bool) -> int | None:
        after = bisect_left(self.marks, (offset, begins), key=lambda mark: mark.place)
        last = self.marks[after - 1] if after else None
        following = self.marks[after] if after < len(self.marks) else None
        if following and following.place == (offset, begins):
            return following.ms
        if last and following and last.ms <= following.ms:
            share = (offset - last.offset) / max(1, following.offset - last.offset)
            return self._near(last, round((following.ms - last.ms) * share))
        return self._paced(last or following, offset)

    def _paced(self, mark: Mark | None, offset: int) -> int | None:
        return self._near(mark, round((offset - mark.offset) * self._pace)) if mark else None

    def _near(self, mark: Mark, distance: int) -> int | None:
        return max(0, mark.ms + distance) if abs(distance) <= _TOO_FAR_MS else None

    @cached_property
    def _pace(self) -> float:
        """Milliseconds a letter."""
        first, last = self.marks[0], self.marks[-1]
        return max(0, last.ms - first.ms) / max(1, last.offset - first.offset)
