"""In: what is known of a card's memory, and a rating. Out: what is known then, and the day to ask again. Pure.

FSRS-6 (Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022;
parameters of the package fsrs) at a desired retention of 0.9. It counts whole days between two moments; the days here
are the reader's own, so that an evening and the next morning are a day apart. Intervals are not fuzzed: what a button
names is what comes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.9
_SCHEDULER = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
# The scheduler does not use it; without one it would wait a millisecond to make one.
_ANY_ID = 1


@dataclass(frozen=True)
class Memory:
    """`stability` in days, `difficulty` from 1 to 10; all but `due` and `phase` are None for what is new."""

    phase: int
    due: date
    stability: float | None = None
    difficulty: float | None = None
    reviewed: date | None = None


def rated(memory: Memory, rating: int, today: date) -> Memory:
    """A day before the last review, by a clock that was set back, counts as the day of that review."""
    day = max(today, memory.reviewed or today)
    card, _ = _SCHEDULER.review_card(_as_card(memory), Rating(rating), review_datetime=_noon(day))
    return Memory(card.state.value, card.due.date(), card.stability, card.difficulty, day)


def intervals(memory: Memory, today: date) -> Mapping[int, int]:
    """Out: by rating, in how many days it would be asked again."""
    day = max(today, memory.reviewed or today)
    return {rating.value: (rated(memory, rating.value, day).due - day).days for rating in Rating}


def _as_card(memory: Memory) -> Card:
    return Card(
        card_id=_ANY_ID,
        state=State(memory.phase),
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.reviewed) if memory.reviewed else None,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
