"""In: an owner and a moment. Out: what their day holds, cut to the minutes that it has.

Cards come first and are never cut, since they are few and fade; then what was begun, of which few that wait for a
later pass; then what is new.
"""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User

from curation.reading.home import reckoning
from curation.reading.home.doing import Ended, done_on
from curation.reading.home.fitting import fitted, uncut
from curation.reading.home.fresh import followed_themes, fresh, newest
from curation.reading.home.going_on import going_on, has_begun
from curation.reading.home.habit import habit_of, new_since
from curation.reading.home.values import Due, Fresh, GoingOn, Today
from curation.reading.models import ReadingHabit
from curation.reading.review.days import day_of
from curation.reading.review.due import A_DAY, Met, due_today, met_today

MOST_GOING_ON, MOST_WAITING, MOST_FRESH = 3, 2, 5


def today_of(
    owner: User,
    now: datetime,
    *,
    habit: ReadingHabit | None = None,
    ended: list[Ended] | None = None,
    more: bool = False,
) -> Today:
    """With `more`, nothing is kept back.

    `habit` is the owner's, and `ended` what they ended on the day and around it, where these were read already.
    """
    day, habit = day_of(now), habit or habit_of(owner)
    themes, begun, met = followed_themes(owner), going_on(owner, now), met_today(owner, now)
    today = Today(
        day=day,
        budget=habit.minutes,
        done=done_on(owner, day, cards=met.cards, ended=ended),
        due=_due(owner, now, met),
        has_begun=bool(begun) or has_begun(owner),
        follows=bool(themes),
    )
    active = [one for one in begun if not one.is_idle]
    new = fresh(owner, themes, new_since(habit, day)) if themes else newest(owner)
    if more:
        aside = tuple(one for one in begun if one.is_idle)
        return replace(today, going_on=tuple(uncut(active)), fresh=tuple(uncut(new)), set_aside=aside)
    return _cut(today, active, new, idle=len(begun) - len(active))


def _cut(today: Today, begun: list[GoingOn], new: list[Fresh], *, idle: int) -> Today:
    room = max(0, today.budget - today.done.minutes - (today.due.minutes if today.due else 0))
    going, room = fitted(_few(begun), room)
    fresh_ones, _ = fitted(new[:MOST_FRESH], room)
    beyond = len(begun) + len(new) - len(going) - len(fresh_ones) + idle
    return replace(today, going_on=tuple(going), fresh=tuple(fresh_ones), beyond=beyond)


def _few(begun: list[GoingOn]) -> list[GoingOn]:
    in_pass_one, waiting = [one for one in begun if not one.waits], [one for one in begun if one.waits]
    return [*in_pass_one, *waiting[:MOST_WAITING]][:MOST_GOING_ON]


def _due(owner: User, now: datetime, met: Met) -> Due | None:
    cards = due_today(owner, now, met)[:A_DAY]
    if not cards:
        return None
    return Due(len(cards), cards[0].front, reckoning.whole(len(cards) * reckoning.CARD))
