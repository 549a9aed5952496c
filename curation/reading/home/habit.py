"""In: an owner. Out: how many minutes their day has, and since when things are new to them."""

from datetime import date, timedelta

from django.contrib.auth.models import User

from curation.errors import Refused
from curation.reading.models import FEWEST_MINUTES, MOST_MINUTES, ReadingHabit

A_WEEK = timedelta(days=7)


def habit_of(owner: User) -> ReadingHabit:
    """Found, or the usual one, which is not stored."""
    return ReadingHabit.objects.filter(owner=owner).first() or ReadingHabit(owner=owner)


def set_minutes(owner: User, minutes: int) -> ReadingHabit:
    """Raises Refused for what is no day's reading."""
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise Refused(f"A day's reading has {FEWEST_MINUTES} to {MOST_MINUTES} minutes.")
    return ReadingHabit.objects.update_or_create(owner=owner, defaults={"minutes": minutes})[0]


def visited(habit: ReadingHabit, day: date) -> ReadingHabit:
    """The home page was opened on this day; opened again, nothing is written."""
    if habit.seen_on == day:
        return habit
    told = {"seen_on": day, "seen_before": habit.seen_on}
    return ReadingHabit.objects.update_or_create(owner_id=habit.owner_id, defaults=told)[0]


def new_since(habit: ReadingHabit, day: date) -> date:
    """A week ago, or the day of the last visit before `day` where that is longer ago."""
    last = habit.seen_before if habit.seen_on == day else habit.seen_on
    return min(day - A_WEEK, last or day)
