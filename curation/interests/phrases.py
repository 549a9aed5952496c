"""In: an owner and what they say of their interests. Out: the list as it then stands, heaviest first.

Who has never said anything has the defaults; the first word makes rows of them. Every change promises that what no
hand decided is judged anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import NotFound, Refused
from curation.models import Interest, Run
from curation.runs import enqueue
from curation.signal import DEFAULT_INTERESTS

# Number and words of each weight, heaviest first; a wish with the last one is for less.
WEIGHTS = {
    2.0: "much more",
    1.5: "more",
    1.0: "as it is",
    0.5: "a little",
    -1.0: "less of this",
}
LESS = -1.0
SHORTEST, LONGEST = 3, 120
MOST = 60


@dataclass(frozen=True)
class Wish:
    """A phrase and one of `WEIGHTS`; `pk` is its row's, None for a default."""

    phrase: str
    weight: float = 1.0
    pk: int | None = None


DEFAULTS = tuple(Wish(phrase) for phrase in DEFAULT_INTERESTS)


def wishes_of(owner: User) -> tuple[Wish, ...]:
    rows = Interest.objects.filter(owner=owner).order_by("-weight", "pk")
    return tuple(Wish(row.phrase, row.weight, row.pk) for row in rows.defer("vector")) or DEFAULTS


@transaction.atomic
def add(owner: User, phrase: str, weight: float = 1.0) -> tuple[Wish, ...]:
    _hold(owner)
    return wish_for(owner, [*wishes_of(owner), Wish(phrase, weight)])


@transaction.atomic
def rename(owner: User, phrase: str, into: str) -> tuple[Wish, ...]:
    _hold(owner)
    found = _named(owner, phrase)
    return wish_for(owner, [replace(one, phrase=into) if one == found else one for one in wishes_of(owner)])


@transaction.atomic
def weigh(owner: User, phrase: str, weight: float) -> tuple[Wish, ...]:
    _hold(owner)
    found = _named(owner, phrase)
    return wish_for(owner, [replace(one, weight=weight) if one == found else one for one in wishes_of(owner)])


@transaction.atomic
def remove(owner: User, phrase: str) -> tuple[Wish, ...]:
    _hold(owner)
    found = _named(owner, phrase)
    return wish_for(owner, [one for one in wishes_of(owner) if one != found])


@transaction.atomic
def wish_for(owner: User, wishes: Sequence[Wish], seen: Collection[int] | None = None) -> tuple[Wish, ...]:
    """Have the whole list be this one. Raises Refused in words for a list that would not do.

    `seen` are the rows that were before the hand which wrote the list: what was added elsewhere meanwhile stays.
    """
    _hold(owner)
    now = wishes_of(owner)
    wanted = checked([*wishes, *([] if seen is None else _unseen(now, wishes, seen))])
    if [(one.phrase, one.weight) for one in wanted] == [(one.phrase, one.weight) for one in now]:
        return now
    with_rows = _with_rows(wanted, {one.phrase: one.pk for one in now if one.pk})
    Interest.objects.filter(owner=owner).exclude(pk__in=[one.pk for one in with_rows if one.pk]).delete()
    for wish in with_rows:
        _write(owner, wish)
    enqueue(owner, Run.Kind.JUDGE)
    return wishes_of(owner)


@transaction.atomic
def back_to_defaults(owner: User) -> tuple[Wish, ...]:
    _hold(owner)
    gone, _ = Interest.objects.filter(owner=owner).delete()
    if gone:
        enqueue(owner, Run.Kind.JUDGE)
    return DEFAULTS


def checked(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Out: the same, heaviest first, without spaces to spare. Raises Refused in words."""
    tidy = [replace(one, phrase=" ".join(one.phrase.split())) for one in wishes]
    for one in tidy:
        _check(one)
    if len({one.phrase.casefold() for one in tidy}) < len(tidy):
        raise Refused("The same phrase stands there twice.")
    if len(tidy) > MOST:
        raise Refused(f"{MOST} phrases are the most; say some of them in one.")
    if not any(one.weight > 0 for one in tidy):
        raise Refused("Keep at least one phrase that you want, or go back to the defaults.")
    return tuple(sorted(tidy, key=lambda one: -one.weight))


def _check(wish: Wish) -> None:
    # The two joiners are no ornament: Persian words and many emoji are spelt with them.
    plain = wish.phrase.replace("\u200c", "").replace("\u200d", "")
    if len(plain) < SHORTEST or len(wish.phrase) > LONGEST or not plain.isprintable():
        raise Refused(f"A phrase is one line of {SHORTEST} to {LONGEST} characters.")
    if wish.weight not in WEIGHTS:
        raise Refused(f"A weight is one of {', '.join(f'{weight:g}' for weight in WEIGHTS)}.")


def _with_rows(wishes: Sequence[Wish], rows: dict[str, int]) -> list[Wish]:
    """A phrase keeps its row, so that its vector stays; a row whose phrase is gone may take another."""
    by_phrase = {rows[one.phrase] for one in wishes if one.phrase in rows}
    return [replace(one, pk=rows.get(one.phrase, None if one.pk in by_phrase else one.pk)) for one in wishes]


def _unseen(now: Sequence[Wish], wishes: Sequence[Wish], seen: Collection[int]) -> list[Wish]:
    said = {" ".join(one.phrase.split()).casefold() for one in wishes}
    return [one for one in now if one.pk and one.pk not in seen and one.phrase.casefold() not in said]


def _write(owner: User, wish: Wish) -> None:
    row = Interest.objects.filter(owner=owner, pk=wish.pk or 0).first() or Interest(owner=owner)
    if row.phrase != wish.phrase:
        row.phrase, row.vector, row.vector_model = wish.phrase, None, ""
    row.weight = wish.weight
    row.save()


def _named(owner: User, phrase: str) -> Wish:
    wanted = " ".join(phrase.split()).casefold()
    found = next((one for one in wishes_of(owner) if one.phrase.casefold() == wanted), None)
    if found is None:
        raise NotFound(f"“{phrase}” is none of the interests.")
    return found


def _hold(owner: User) -> None:
    """Two hands take turns."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
