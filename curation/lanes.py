"""In: an owner's themes, and what was filtered for being far from their interests. Out: a pick a week for each theme.

A lane without a way out becomes a rut. A theme takes at most one such source in a week in which something was met in
it: one that says something, nearest to the theme. Noise by its form and what a hand dropped are never picked, and a
pick stays as long as its source is filtered for that reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Avg, Exists, OuterRef
from django.db.models.functions import TruncWeek

from curation.acts import Act
from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.facts import Cause, SignalFacts
from curation.meanings import meanings_of
from curation.models import LanePick, Passage, Source, SourceQuerySet, Theme
from curation.substance import shouting

# Further from a theme than this, cosine, a source has nothing to do with it.
NEAREST_ALLOWED = 0.2
FEWEST_WORDS = 12
_SAYS = {Act.SHOWS, Act.EXPLAINS}

Slot = tuple[int, date]


@dataclass(frozen=True)
class LanePicked:
    """A pick and the passage of it to show: the one nearest to the theme."""

    pick: LanePick
    source: Source
    passage: Passage


@dataclass(frozen=True)
class _Offer:
    """A source that might be picked: its id, the Monday of its week, its direction (384,)."""

    source: int
    week: date
    meaning: Vectors
    acts: tuple[Act, ...]


def pick_out_of_lane(owner: User) -> int:
    """Out: how many new picks there are."""
    _forget_what_changed(owner)
    open_slots = _open_slots(owner)
    offers = _offers(owner, {week for _, week in open_slots})
    directions = directions_of({theme for theme, _ in open_slots})
    picks = [
        LanePick(theme_id=theme, source_id=offer.source, week=offer.week, reason=_reason(offer))
        for theme, offer in _matched(open_slots, offers, directions)
    ]
    return len(LanePick.objects.bulk_create(picks, ignore_conflicts=True))


def lane_picks_of(theme: Theme, start: date, end: date) -> list[LanePicked]:
    """Of sources met on the days `start` to `end`, both included, the latest first."""
    picks = LanePick.objects.filter(theme=theme, source__met_on__gte=start, source__met_on__lte=end)
    picks = picks.filter(source__in=_pickable(theme.owner)).select_related("source").order_by("-week")
    direction = directions_of([theme.pk]).get(theme.pk)
    shown = [(pick, _telling_passage(pick.source, direction)) for pick in picks]
    return [LanePicked(pick, pick.source, passage) for pick, passage in shown if passage]


def directions_of(themes: Iterable[int]) -> dict[int, Vectors]:
    """The stored centroid of each theme, or the mean of its passages where none is stored; of length 1."""
    rows = Theme.objects.filter(pk__in=themes).values_list("pk", "centroid")
    found = {pk: np.asarray(centroid, dtype=np.float32) for pk, centroid in rows if centroid is not None}
    rest = Passage.objects.filter(placement__theme__in=set(themes) - found.keys(), vector__isnull=False)
    means = rest.order_by().values("placement__theme").annotate(mean=Avg("vector"))
    found |= {row["placement__theme"]: np.asarray(row["mean"], dtype=np.float32) for row in means}
    return {pk: unit(vector) for pk, vector in found.items()}


def _pickable(owner: User) -> SourceQuerySet:
    far = Source.objects.of(owner).filter(standing=Source.Standing.FILTERED, standing_by_hand=False)
    return far.filter(signal_facts__cause=Cause.FAR).without_doubles()


def _forget_what_changed(owner: User) -> None:
    """A pick whose source was kept, dropped by hand or found to be noise has lost its reason."""
    LanePick.objects.filter(theme__owner=owner).exclude(source__in=_pickable(owner)).delete()


def _open_slots(owner: User) -> set[Slot]:
    """Each living theme with each week in which something was met in it and nothing is picked yet."""
    placed = Passage.objects.of(owner).kept().filter(placement__theme__state=Theme.State.ALIVE).order_by()
    met = set(placed.values_list("placement__theme", TruncWeek("source__met_on")).distinct())
    return met - set(LanePick.objects.filter(theme__owner=owner).values_list("theme", "week"))


def _offers(owner: User, weeks: set[date]) -> list[_Offer]:
    picked = LanePick.objects.filter(source=OuterRef("pk"))
    rows = _pickable(owner).filter(~Exists(picked)).annotate(week=TruncWeek("met_on")).filter(week__in=weeks)
    found = {source.pk: source for source in rows.only("pk", "text", "met_on", "signal_facts") if _says(source)}
    meanings = meanings_of(list(found))
    return [_offer(found[pk], meaning) for pk, meaning in meanings.items()]


def _says(source: Source) -> bool:
    facts = SignalFacts.model_validate(source.signal_facts)
    quiet = not facts.form and shouting(source.text) == 0
    return quiet and bool(_SAYS & set(facts.acts)) and len(source.text.split()) >= FEWEST_WORDS


def _offer(source: Source, meaning: Vectors) -> _Offer:
    monday = source.met_on - timedelta(days=source.met_on.weekday())
    return _Offer(source.pk, monday, meaning, SignalFacts.model_validate(source.signal_facts).acts)


def _matched(slots: set[Slot], offers: Sequence[_Offer], directions: dict[int, Vectors]) -> list[tuple[int, _Offer]]:
    """The nearest pairs first; a source goes to one theme, a theme takes one source a week."""
    by_week: dict[date, list[int]] = defaultdict(list)
    for theme, week in sorted(slots):
        by_week[week].append(theme)
    pairs = [
        (float(directions[theme] @ offer.meaning), theme, offer)
        for offer in offers
        for theme in by_week[offer.week]
        if theme in directions
    ]
    taken: set[object] = set()
    matched = []
    for likeness, theme, offer in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].source)):
        if likeness >= NEAREST_ALLOWED and not taken & {offer.source, (theme, offer.week)}:
            taken |= {offer.source, (theme, offer.week)}
            matched.append((theme, offer))
    return matched


def _reason(offer: _Offer) -> str:
    act = next(act for act in offer.acts if act in _SAYS)
    return f"Outside your interests, and the nearest to this theme that week: it {act} something."


def _telling_passage(source: Source, direction: Vectors | None) -> Passage | None:
    passages = list(source.passages.filter(vector__isnull=False).defer("words"))
    if direction is None or not passages:
        return passages[0] if passages else None
    return max(passages, key=lambda passage: float(np.asarray(passage.vector, dtype=np.float32) @ direction))
