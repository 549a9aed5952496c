"""In: interests that are not saved yet. Out: what they would change, source by source; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.interests.phrases import Wish, checked
from curation.standing import Judged, judged, undecided
from curation.yardsticks import yardstick_of

# The latest sources that a trial looks at: as many as can be judged while one waits.
LOOKED_AT = 1000


@dataclass(frozen=True)
class Trial:
    """`looked_at` of `all_open` sources that no hand decided, the latest; those that would turn, the latest first."""

    looked_at: int
    all_open: int
    kept: tuple[Judged, ...]
    filtered: tuple[Judged, ...]

    @property
    def is_partial(self) -> bool:
        return self.looked_at < self.all_open


def try_out(owner: User, wishes: Sequence[Wish], embedder: Embedder) -> Trial:
    """Raises Refused, in words, for a list that would not do."""
    yardstick = yardstick_of(owner, embedder, checked(wishes))
    latest = undecided(owner).order_by("-met_on", "-pk")
    sources = list(latest.values_list("pk", flat=True)[:LOOKED_AT])
    turned = [one for one in judged(sources, yardstick, in_brief=True) if one.turns]
    turned.sort(key=lambda one: (one.source.met_on, one.source.pk), reverse=True)
    return Trial(
        looked_at=len(sources),
        all_open=latest.count(),
        kept=tuple(one for one in turned if one.verdict.kept),
        filtered=tuple(one for one in turned if not one.verdict.kept),
    )
