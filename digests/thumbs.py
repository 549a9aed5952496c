"""In: what readers of a mail said of its sections. Out: which themes a series' readers want more or less of.

A hint, and no more: it takes three readers, each counts once for a theme by what they said last, and it moves a theme
among those that a digest has anyway. It drops nothing, adds nothing, and goes behind every pin and every hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from curation.errors import Refused
from digests.models import Delivery, Digest, Section, Series, Thumb

FEWEST_READERS = 3
LATELY = timedelta(weeks=8)
# A theme is taken for at most a quarter larger or smaller than it is; so many readers' silence is counted in.
MOST, UNMOVED = 0.25, 5
_MOST_MERGES = 20


@dataclass(frozen=True)
class Votes:
    """How many readers said yes and no."""

    up: int = 0
    down: int = 0

    @property
    def all(self) -> int:
        return self.up + self.down

    @property
    def counts(self) -> bool:
        return self.all >= FEWEST_READERS

    @property
    def weight(self) -> float:
        """1 where nothing is to be done; .75 to 1.25."""
        return 1 + MOST * (self.up - self.down) / (self.all + UNMOVED) if self.counts else 1


def delivery_of(named: str) -> Delivery:
    """In: what a link names. Raises Refused where the mail is not known any more."""
    found = Delivery.objects.select_related("issue").filter(pk=int(named)).first()
    if found is None:
        raise Refused("This mail is not known here any more.")
    return found


def vote(delivery: Delivery, section_id: int, *, up: bool) -> Thumb:
    """One for each reader and section, which may be changed. Raises Refused for a section that the mail had not."""
    section = section_of(delivery, section_id)
    said = {"up": up, "at": timezone.now()}
    thumb, _ = Thumb.objects.update_or_create(delivery=delivery, section=section, defaults=said)
    return thumb


def section_of(delivery: Delivery, section_id: int) -> Section:
    found = Section.objects.filter(digest=delivery.issue.digest_id, pk=section_id).first()
    if found is None:
        raise Refused("This part of the mail has been taken back since.")
    return found


def vote_of(delivery: Delivery, section: Section) -> bool | None:
    """What was said; None where nothing was."""
    return Thumb.objects.filter(delivery=delivery, section=section).values_list("up", flat=True).first()


def votes_by_section(digest: Digest) -> dict[int, Votes]:
    """Of one digest, by the section's id."""
    thumbs = Thumb.objects.filter(section__digest=digest).values_list("section", "delivery__address", "up")
    return _counted((section, address, up) for section, address, up in thumbs.order_by("at"))


def votes_by_theme(series: Series | int | None) -> dict[int, Votes]:
    """Of a series' last eight weeks, by the theme's id; a theme that was merged counts as what it became."""
    if series is None:
        return {}
    of = series.pk if isinstance(series, Series) else series
    lately = Thumb.objects.filter(section__digest__series=of, at__gt=timezone.now() - LATELY)
    thumbs = lately.exclude(section__theme=None).select_related("section__theme__merged_into", "delivery")
    return _counted((_as_it_is(one.section), one.delivery.address, one.up) for one in thumbs.order_by("at"))


def _counted(said: Iterable[tuple[int, str, bool]]) -> dict[int, Votes]:
    """What each reader said last, counted."""
    last = {(about, address): up for about, address, up in said}
    found: dict[int, Votes] = {}
    for (about, _), up in last.items():
        votes = found.get(about, Votes())
        found[about] = Votes(votes.up + up, votes.down + (not up))
    return found


def _as_it_is(section: Section) -> int:
    theme = section.theme
    for _ in range(_MOST_MERGES):
        if theme is None or theme.merged_into is None:
            break
        theme = theme.merged_into
    return theme.pk if theme else 0
