"""The verbs for passages: into a theme, or out of all of them."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.editing.cells import seen
from curation.editing.noting import note
from curation.editing.ties import against, hold_kin, keys_of, named
from curation.errors import CurationError
from curation.hand import hold, logged_all
from curation.models import Passage, PassageLink, Placement, Theme


def move_passage(passage: Passage, theme: Theme | None, by: User) -> Passage:
    """Place the passage in `theme`, or with None in no theme at all."""
    move_passages([passage], theme, by)
    passage.placement = Placement.objects.select_related("theme").get(passage=passage)
    return passage


@transaction.atomic
def move_passages(passages: Iterable[Passage], theme: Theme | None, by: User) -> list[Passage]:
    """Place them in `theme`, or with None in no theme at all. Out: those that were not there by hand already.

    What is always together with them comes along; what was said against it before is forgotten.
    """
    held = hold_kin(passages, by)
    if theme is not None:
        hold(theme, by)
        refuse_merged(theme)
    moving = _not_there_yet(held, theme)
    if not moving:
        return []
    ids = [passage.pk for passage in moving]
    links = against(ids, theme) if theme else PassageLink.objects.none()
    was = seen(placements=ids, links=keys_of(links))
    links.delete()
    place(ids, theme)
    said = f"Moved {named(moving)} to “{theme}”." if theme else f"Took {named(moving)} out of all themes."
    note(was, by, "move", said, theme=theme, passage=moving[0] if len(moving) == 1 else None)
    logged_all(moving, by, f"Moved to “{theme}”." if theme else "Taken out of all themes.")
    return moving


def place(passages: Collection[int], theme: Theme | None, *, by_hand: bool = True) -> None:
    """The day changes for those that come from elsewhere."""
    told = {"theme": theme, "by_hand": by_hand}
    rows = Placement.objects.filter(passage__in=passages)
    rows.filter(theme=theme).update(by_hand=by_hand)
    rows.exclude(theme=theme).update(**told, placed_on=timezone.localdate())
    there = set(rows.values_list("passage", flat=True))
    fresh = [Placement(passage_id=one, **told) for one in passages if one not in there]
    fields = [*told, "placed_on"]
    Placement.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["passage"], update_fields=fields)


def refuse_merged(theme: Theme) -> None:
    if theme.state == Theme.State.MERGED:
        raise CurationError(f"“{theme}” was merged into “{theme.merged_into}”; change that theme instead.")


def _not_there_yet(passages: Iterable[Passage], theme: Theme | None) -> list[Passage]:
    there = Placement.objects.filter(passage__in=passages, theme=theme, by_hand=True)
    done = set(there.values_list("passage", flat=True))
    return [passage for passage in passages if passage.pk not in done]
