"""In: a part of a day or of a week. Out: the same in words. Pure."""

from curation.reading.home.plot import NAMES
from curation.reading.home.values import Done, Fresh, GoingOn, Grown, Portion, Today, Week


def left(portion: Portion[GoingOn]) -> str:
    """ "12 min left of pass 1", "15 of 40 min left of pass 1", "pass 2 waits, about 3 min"."""
    thing = portion.thing
    if thing.current_pass > 1:
        return f"pass {thing.current_pass} waits, about {portion.minutes} min"
    return f"{_of(portion)} left of pass 1"


def takes(portion: Portion[Fresh]) -> str:
    return _of(portion)


def held(today: Today) -> str:
    """What a day holds: "5 cards, 1 text to go on with and 2 new ones"."""
    cards = counted(today.due.count, "card") if today.due else ""
    begun = f"{counted(len(today.going_on), 'text')} to go on with" if today.going_on else ""
    new = f"{len(today.fresh)} new" if today.fresh else ""
    return listed([cards, begun, new])


def was_done(done: Done) -> str:
    """ "14 minutes, 1 first pass, 5 cards and 3 marks"."""
    minutes = f"about {counted(done.minutes, 'minute')}" if done.minutes else ""
    return listed([minutes, *_passes(done.passes), *_kept(done.cards, done.marks)])


def week_held(week: Week) -> str:
    """Of what was read, marked and reviewed; empty where that is nothing."""
    minutes = f"about {counted(week.minutes, 'minute')} of reading" if week.minutes else ""
    return listed([*_passes(week.passes), minutes, *_kept(week.cards, week.marks)])


def grew(grown: Grown) -> str:
    return f"{grown.name} ({'new, ' if grown.is_born else ''}{counted(grown.gained, 'passage')})"


def counted(count: int, word: str) -> str:
    plural = f"{word}es" if word.endswith("s") else f"{word}s"
    return f"{count} {word if count == 1 else plural}"


def listed(parts: list[str]) -> str:
    """With commas and a last "and"; what is empty is left out."""
    told = [part for part in parts if part]
    return " and ".join(filter(None, [", ".join(told[:-1]), told[-1]])) if told else ""


def _of(portion: Portion[GoingOn] | Portion[Fresh]) -> str:
    return f"{portion.minutes} of {portion.thing.minutes} min" if portion.is_part else f"{portion.minutes} min"


def _passes(passes: tuple[int, int, int]) -> list[str]:
    return [counted(count, f"{name} pass") for name, count in zip(NAMES, passes, strict=True) if count]


def _kept(cards: int, marks: int) -> list[str]:
    return [f"{counted(cards, 'card')} reviewed" if cards else "", f"{counted(marks, 'mark')} made" if marks else ""]
