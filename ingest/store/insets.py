"""In: stored sources and the drafts they are made from. Out: their code and images, written in bulk.

What a draft of the same thing does not tell of stays, at its place in the words as they are now; an image that is kept
is not fetched again, and not given up for a file that comes without it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from curation.models import Inset, Source
from ingest.drafts import DraftInset
from ingest.images.anchoring import Span, found_again
from ingest.store.layout import ROWS, Laying

_FILE = ("file", "sha256", "media_type", "size", "width", "height", "why")
_TOLD = ("kind", "start", "end", "language", "alt", "caption", "address", *_FILE)
_LENGTHS = {"language": 40, "alt": 1000, "caption": 1000, "address": 2000, "why": 300}


def store_insets(layings: Sequence[Laying]) -> set[int]:
    """Out: the sources whose insets are new or have changed. Call it before the words themselves are overwritten."""
    stored = _stored(layings)
    before = _texts(one.source_id for insets in stored.values() for one in insets)
    wanted = {one.source.pk: _wanted(one, stored[one.source.pk], before) for one in layings}
    differing = {pk for pk, rows in wanted.items() if _told(stored[pk]) != _told(rows)}
    Inset.objects.filter(pk__in=[one.pk for pk in differing for one in stored[pk]]).delete()
    Inset.objects.bulk_create([row for pk in differing for row in wanted[pk]], batch_size=ROWS)
    return {pk for pk in differing if _told(stored[pk], but="why") != _told(wanted[pk], but="why")}


def _texts(sources: Iterable[int]) -> dict[int, str]:
    """As they are stored, which is as they were when their insets were."""
    wanted = set(sources)
    return dict(Source.objects.filter(pk__in=wanted).values_list("pk", "text")) if wanted else {}


def _stored(layings: Sequence[Laying]) -> dict[int, list[Inset]]:
    """By the source that will have them."""
    heir = {one.pk: laying.source.pk for laying in layings for one in (laying.source, *laying.absorbed)}
    found: dict[int, list[Inset]] = defaultdict(list)
    for inset in Inset.objects.filter(source__in=heir).order_by("source", "position"):
        found[heir[inset.source_id]].append(inset)
    return found


def _wanted(laying: Laying, old: Sequence[Inset], before: dict[int, str]) -> list[Inset]:
    fresh = [_row(laying.source, one, old) for one in laying.draft.insets]
    _keep_files(fresh, old, before, laying.draft.text)
    if old and (not fresh or laying.draft.part_ids):
        fresh += _staying(laying, old, fresh, before)
    fresh.sort(key=lambda one: (one.start, one.end))
    for position, one in enumerate(fresh):
        one.position = position
    return fresh


def _keep_files(fresh: Sequence[Inset], old: Sequence[Inset], before: dict[int, str], now: str) -> None:
    """An image that did not come with its words this time, and is found nowhere else, is the one that stood there."""
    missing = [one for one in fresh if one.is_image and not one.file and not one.address]
    there = [one for one in old if one.is_image and one.file] if missing else []
    spans = {one: found_again(one.kind, (one.start, one.end), before[one.source_id], now) for one in there}
    for row in missing:
        kept = next((one for one, span in spans.items() if (span, one.alt) == ((row.start, row.end), row.alt)), None)
        if kept:
            del spans[kept]
            _take_file(row, kept)


def _staying(laying: Laying, old: Sequence[Inset], fresh: Sequence[Inset], before: dict[int, str]) -> Iterator[Inset]:
    """Of a thread that grew, and of a thing whose new file tells of no insets at all."""
    now, known = laying.draft.text, {_key(one, laying.draft.text) for one in fresh}
    placed = set[tuple[tuple[str, str], Span]]()
    for one in old:
        span = found_again(one.kind, (one.start, one.end), before[one.source_id], now)
        if span:
            row = Inset(source=laying.source, **_values(one) | {"start": span[0], "end": span[1]})
            key = _key(row, now)
            if key not in known and (key, span) not in placed:
                placed.add((key, span))
                yield row


def _row(source: Source, told: DraftInset, old: Sequence[Inset]) -> Inset:
    words = {name: getattr(told, name)[:length] for name, length in _LENGTHS.items()}
    row = Inset(source=source, kind=told.kind, start=told.start, end=told.end, **words)
    if told.image:
        for name in _FILE[:-1]:
            setattr(row, name, getattr(told.image, name))
    fetched = next((one for one in old if told.address and one.address == row.address and one.file), None)
    if fetched and not row.file:
        _take_file(row, fetched)
    return row


def _take_file(row: Inset, kept: Inset) -> None:
    for name in _FILE:
        setattr(row, name, getattr(kept, name))


def _told(insets: Sequence[Inset], *, but: str = "") -> list[dict[str, Any]]:
    return [{name: value for name, value in _values(one).items() if name != but} for one in insets]


def _key(inset: Inset, text: str) -> tuple[str, str]:
    return inset.kind, inset.sha256 or inset.address or text[inset.start : inset.end] or inset.alt


def _values(inset: Inset) -> dict[str, Any]:
    return {name: getattr(inset, name) for name in _TOLD}
