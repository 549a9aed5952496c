"""In: an owner's kept passages. Out: themes, the same ones as before as far as their passages are.

A run never moves what a person placed, never renames what a person named, and does nothing at all when
nothing has come in or gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.clustering import cluster, match
from curation.errors import NothingToDo
from curation.models import Passage, Placement, Theme
from curation.offers import as_offer, vector_of
from curation.writing.base import Writer
from curation.writing.schemas import Offer

BACKGROUND = 400
FEWEST_WORDS = 8
CONTEXT = {-1: 0.4, 1: 0.4}
SHORT_SOURCE = 8
OF_SHORT_SOURCE = 1.0

Groups = NDArray[np.int64]


@dataclass(frozen=True)
class _Library:
    """Row i of both is the same passage. `placed` and `by_hand` hold theme ids, -1 for none."""

    passages: Sequence[Passage]
    placed: Groups
    by_hand: Groups


def regroup(owner: User, writer: Writer) -> str:
    """Out: a sentence for the run. Raises NothingToDo where the library has not changed.

    Grouping and naming hold no transaction; what a person does meanwhile is respected when it is written.
    """
    gone = _forget_what_left(owner)
    library = _load(owner)
    if not gone and all(hasattr(passage, "placement") for passage in library.passages):
        raise NothingToDo("Nothing has come in since the themes were last grouped.")
    groups = _regrouped(library)
    themes = _themes_for(owner, library, groups, writer)
    with transaction.atomic():
        _save_new(themes.values())
        _place(owner, library, groups, themes)
        _fade(owner)
    return f"{len(themes)} themes over {len(library.passages)} passages."


def _load(owner: User) -> _Library:
    """All that is kept and embedded, but for what a person took out of the themes."""
    rows = Passage.objects.of(owner).kept().filter(vector__isnull=False)
    rows = rows.exclude(placement__by_hand=True, placement__theme=None)
    # One source object for all its passages: joined to each row, a long text would be held once a passage.
    rows = rows.select_related("chapter", "placement__theme").prefetch_related("source")
    passages = list(rows.order_by("pk"))
    placed = np.array([_theme_id(passage) for passage in passages], dtype=np.int64)
    by_hand = np.array([_is_by_hand(passage) for passage in passages], dtype=bool)
    return _Library(passages, placed, np.where(by_hand, placed, -1))


def _theme_id(passage: Passage) -> int:
    placement = getattr(passage, "placement", None)
    return placement.theme_id or -1 if placement else -1


def _is_by_hand(passage: Passage) -> bool:
    placement = getattr(passage, "placement", None)
    return bool(placement and placement.by_hand)


def _forget_what_left(owner: User) -> int:
    """What was dropped, or is the double of another, leaves its themes, except where a person put it there."""
    kept = Passage.objects.of(owner).kept()
    gone = Placement.objects.filter(passage__owner=owner, by_hand=False).exclude(passage__in=kept)
    return gone.delete()[0]


def _regrouped(library: _Library) -> Groups:
    """Passages that say too little to be about anything belong to no theme, unless a person put them there."""
    groups = np.full(len(library.passages), -1, dtype=np.int64)
    telling = np.flatnonzero((_word_counts(library) >= FEWEST_WORDS) | (library.by_hand >= 0))
    if len(telling):
        vectors = _in_context(library)[telling]
        groups[telling] = cluster(vectors, previous=library.placed[telling], fixed=library.by_hand[telling])
    return groups


def _word_counts(library: _Library) -> Groups:
    return np.array([len(passage.text.split()) for passage in library.passages], dtype=np.int64)


def _in_context(library: _Library) -> Vectors:
    """Unit rows (n, 384): each passage with a share of its neighbours in the same source, and of the whole
    source where that is short.

    Talk drifts: what a turn is about often stands in the turn before it. A post is about one thing.
    """
    vectors = np.stack([vector_of(passage) for passage in library.passages])
    row_of = {(p.source_id, p.position): row for row, p in enumerate(library.passages)}
    rows_of = _rows_by_source(library)
    mixed = vectors.copy()
    for row, passage in enumerate(library.passages):
        for step, share in CONTEXT.items():
            neighbour = row_of.get((passage.source_id, passage.position + step))
            if neighbour is not None:
                mixed[row] += share * vectors[neighbour]
        if len(rows_of[passage.source_id]) <= SHORT_SOURCE:
            mixed[row] += OF_SHORT_SOURCE * vectors[rows_of[passage.source_id]].mean(axis=0)
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)


def _rows_by_source(library: _Library) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, passage in enumerate(library.passages):
        rows[passage.source_id].append(row)
    return rows


def _themes_for(owner: User, library: _Library, groups: Groups, writer: Writer) -> dict[int, Theme]:
    """Each group's theme: the old one that shares its members, or a new one with a name of its own."""
    old = {theme.pk: theme for theme in Theme.objects.of(owner).exclude(state=Theme.State.MERGED)}
    kept = match(groups, library.placed, fixed=library.by_hand)
    themes = {group: old[theme_id] for group, theme_id in kept.items() if theme_id in old}
    taken = {theme.name for theme in old.values()}
    offers = _offers_by_group(library, groups)
    background = [passage.text for passage in library.passages[:: max(1, len(library.passages) // BACKGROUND)]]
    for group in sorted(set(offers) - set(themes)):
        name = writer.name_theme(offers[group], background=background, taken=taken).name
        taken.add(name)
        themes[group] = Theme(owner=owner, name=name[:120], born_on=_born(offers[group]))
    return themes


def _save_new(themes: Iterable[Theme]) -> None:
    for theme in themes:
        if theme.pk is None:
            theme.save()


def _offers_by_group(library: _Library, groups: Groups) -> dict[int, list[Offer]]:
    offers: dict[int, list[Offer]] = defaultdict(list)
    for passage, group in zip(library.passages, groups.tolist(), strict=True):
        if group >= 0:
            offers[group].append(as_offer(passage))
    return offers


def _born(offers: Sequence[Offer]) -> date:
    return min((offer.met_on for offer in offers if offer.met_on), default=timezone.localdate())


def _place(owner: User, library: _Library, groups: Groups, themes: dict[int, Theme]) -> None:
    """Every passage that was looked at gets a placement, also those that belong to no theme."""
    by_hand = set(Placement.objects.filter(passage__owner=owner, by_hand=True).values_list("passage_id", flat=True))
    fresh, moved = [], []
    for passage, group in zip(library.passages, groups.tolist(), strict=True):
        theme = themes.get(group)
        if passage.pk in by_hand:
            continue
        if not hasattr(passage, "placement"):
            fresh.append(Placement(passage=passage, theme=theme))
        elif passage.placement.theme_id != (theme.pk if theme else None):
            passage.placement.theme = theme
            moved.append(passage.placement)
    Placement.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
    Placement.objects.bulk_update(moved, ["theme"], batch_size=1000)


def _fade(owner: User) -> None:
    """Themes without passages fade; a faded one that is met again comes back."""
    themes = Theme.objects.of(owner)
    themes.alive().filter(placements__isnull=True).update(state=Theme.State.FADED)
    back = themes.filter(state=Theme.State.FADED, placements__isnull=False).values("pk")
    themes.filter(pk__in=list(back.values_list("pk", flat=True))).update(state=Theme.State.ALIVE)
