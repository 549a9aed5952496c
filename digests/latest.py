"""In: an owner. Out: the digest that is theirs to read now, and as much of it as another page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Sum
from django.db.models.functions import Length

from curation.evidence import Status
from digests.document import WORDS_A_MINUTE
from digests.models import Digest, Section, Statement

# Of a word with its space, in what digests are written in.
LETTERS_A_WORD = 6
FIRST_NAMES = 3


@dataclass(frozen=True)
class Piece:
    """`names` are the first sections; `more` are further ones. `minutes` is what it takes, 0 while it is written."""

    id: int
    title: str
    start: date
    end: date
    names: Sequence[str]
    more: int
    minutes: int

    @property
    def is_written(self) -> bool:
        return self.minutes > 0


def latest_of(owner: User) -> Digest | None:
    """The latest that is there; where none is, the one that is being written. What was picked is of no week."""
    weeks = Digest.objects.of(owner).filter(picked=False)
    return weeks.composed().first() or weeks.first()


def piece_of(owner: User) -> Piece | None:
    digest = latest_of(owner)
    if digest is None:
        return None
    names = list(Section.objects.themed().filter(digest=digest).values_list("heading", flat=True))
    return Piece(
        id=digest.pk,
        title=digest.title,
        start=digest.period_start,
        end=digest.period_end,
        names=names[:FIRST_NAMES],
        more=max(0, len(names) - FIRST_NAMES),
        minutes=_minutes(digest) if digest.writer else 0,
    )


def _minutes(digest: Digest) -> int:
    """By letters, without reading it; at least one."""
    said = Statement.objects.filter(section__digest=digest).exclude(status=Status.UNSUPPORTED)
    letters = said.aggregate(letters=Sum(Length("text")))["letters"] or 0
    return max(1, round(letters / (LETTERS_A_WORD * WORDS_A_MINUTE)))
