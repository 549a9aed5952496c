"""In: the reader's marks and missed questions. Out: cards of them, one each, and never of anything else.

They are offered, all of them, and made of those that the reader leaves ticked; or each as it is marked, where that is
the reader's habit. Made twice, a card is one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from curation.errors import NothingToDo
from curation.models import Source
from curation.reading.models import Card, Exercise, Mark, ReviewHabit
from curation.reading.passes import bound_of, seen
from curation.reading.review.sides import Sides, missed, sides_of


@dataclass(frozen=True)
class Offered:
    mark: Mark
    sides: Sides


def offered_cards(source: Source) -> list[Offered]:
    """Out: a card of each mark that has none, in the order of the text."""
    marks = list(Mark.objects.filter(source=source, cards=None))
    exercises, bound = _exercises_of(source) if marks else {}, bound_of(seen(source))
    found = ((mark, sides_of(mark, source.text, exercises.get(mark.pk), bound)) for mark in marks)
    return [Offered(mark, sides) for mark, sides in found if sides]


def make_cards(source: Source, mark_ids: Collection[int]) -> list[Card]:
    """Of those that are offered; what is made already, or has gone, is left alone."""
    return [_made(one.mark, one.sides) for one in offered_cards(source) if one.mark.pk in mark_ids]


def card_of_mark(mark: Mark) -> Card:
    """Found or made. Raises NothingToDo for what was not understood and has no reply yet."""
    found = Card.objects.filter(mark=mark).first()
    if found:
        return found
    exercise = _exercises_of(mark.source).get(mark.pk)
    sides = sides_of(mark, mark.source.text, exercise, bound_of(seen(mark.source)))
    if sides is None:
        raise NothingToDo("This is not answered yet, so there is nothing to put on the back of a card.")
    return _made(mark, sides)


def card_of_habit(mark: Mark) -> Card | None:
    """What marking does beside: a card at once, where the reader wants one of each highlight."""
    wanted = ReviewHabit.objects.filter(owner=mark.owner_id, each_mark=True).exists()
    return card_of_mark(mark) if wanted and mark.kind == Mark.Kind.HIGHLIGHT else None


def set_habit(owner: User, *, each_mark: bool) -> None:
    ReviewHabit.objects.update_or_create(owner=owner, defaults={"each_mark": each_mark})


def card_of_missed(exercise: Exercise) -> Card:
    """Found or made; where its mark has a card that asks the same, that is it."""
    sides = missed(exercise)
    if same := _asks_the_same(exercise, sides):
        return same
    told = exercise.answer[0]["citations"] if exercise.answer else []
    quote = told[0]["quote"] if told else ""
    return _kept(exercise.source, exercise.identity[:32], sides, quote, exercise=exercise)


def forget_missed(exercise: Exercise, since: datetime) -> None:
    """The card of a question that was not missed after all, made `since` then, unless used or written anew."""
    made = Card.objects.filter(exercise=exercise, origin=Card.Origin.MISSED, made_at__gte=since)
    made.filter(review_count=0, edited_at=None).delete()


def _asks_the_same(exercise: Exercise, sides: Sides) -> Card | None:
    """An exercise that was made of a takeaway has no mark."""
    of_mark = Card.objects.filter(mark=exercise.mark_id) if exercise.mark_id else Card.objects.none()
    return of_mark.filter(front=sides.front).first()


def _made(mark: Mark, sides: Sides) -> Card:
    return _kept(mark.source, mark.token.hex, sides, mark.quote, mark=mark)


def _kept(source: Source, guid: str, sides: Sides, quote: str, **of: object) -> Card:
    told = {
        "source": source,
        "origin": sides.origin,
        "front": sides.front,
        "back": sides.back,
        "hidden": sides.hidden[:200],
        "quote": quote,
        **of,
    }
    return Card.objects.get_or_create(owner_id=source.owner_id, guid=guid, defaults=told)[0]


def _exercises_of(source: Source) -> Mapping[int | None, Exercise]:
    """By mark, the first question on it."""
    asked = Exercise.objects.filter(source=source, kind=Exercise.Kind.QUESTION, mark__isnull=False).asked()
    return {one.mark_id: one for one in reversed(asked)}
