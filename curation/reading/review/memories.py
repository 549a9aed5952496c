"""In: a card's row. Out: its memory as the scheduler knows it, and back."""

from curation.reading.models import Card
from curation.reading.review.days import begins, day_of
from curation.reading.review.scheduling import Memory

STATE = ("phase", "stability", "difficulty", "due_at", "reviewed_at")


def memory_of(card: Card) -> Memory:
    reviewed = day_of(card.reviewed_at) if card.reviewed_at else None
    return Memory(card.phase, day_of(card.due_at), card.stability, card.difficulty, reviewed)


def remember(card: Card, memory: Memory) -> None:
    """All of its state but when it was reviewed; not saved."""
    card.phase, card.stability, card.difficulty = memory.phase, memory.stability, memory.difficulty
    card.due_at = begins(memory.due)
