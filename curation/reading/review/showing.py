"""In: an owner and a moment, or a card. Out: what the review shows of it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from curation.reading.models import Card, CardReview
from curation.reading.review.days import day_of
from curation.reading.review.due import A_DAY, due_count, due_today, met_today
from curation.reading.review.memories import memory_of
from curation.reading.review.places import address_of
from curation.reading.review.scheduling import intervals

_MONTH, _YEAR = 30, 365


@dataclass(frozen=True)
class Choice:
    """One of the four ratings, with when the card would come again."""

    rating: int
    name: str
    after: str


@dataclass(frozen=True)
class ShownCard:
    card: Card
    back: SafeString
    address: str
    choices: list[Choice]


@dataclass(frozen=True)
class Session:
    """A day's share: what is shown now, how many were reviewed today, how many are left, and due beyond that."""

    shown: ShownCard | None
    done: int
    left: int
    beyond: int
    may_undo: bool
    a_day: int = A_DAY

    @property
    def number(self) -> int:
        return self.done + 1

    @property
    def total(self) -> int:
        return self.done + self.left


def session_of(owner: User, now: datetime) -> Session:
    met = met_today(owner, now)
    due = due_today(owner, now, met)
    return Session(
        shown=show(due[0], now) if due else None,
        done=met.cards,
        left=len(due),
        beyond=due_count(owner, now) - len(due),
        may_undo=CardReview.objects.filter(owner=owner).exists(),
    )


def show(card: Card, now: datetime) -> ShownCard:
    days = intervals(memory_of(card), day_of(now))
    choices = [Choice(rating.value, rating.label, in_words(days[rating.value])) for rating in CardReview.Rating]
    return ShownCard(card, revealed(card), address_of(card), choices)


def revealed(card: Card) -> SafeString:
    """The back, with the words of the gap marked where they stand."""
    before, hidden, after = card.back.partition(card.hidden) if card.hidden else (card.back, "", "")
    return format_html("{}<mark>{}</mark>{}", before, hidden, after) if hidden else mark_safe(escape(before))  # noqa: S308


def in_words(days: int) -> str:
    """ "tomorrow", "12 days", "3 months", "2 years"; no more exactly than one remembers."""
    if days <= 1:
        return "tomorrow"
    if days < 2 * _MONTH:
        return f"{days} days"
    if days < 2 * _YEAR:
        return f"{round(days / _MONTH)} months"
    return f"{days / _YEAR:.1f} years".replace(".0 ", " ")
