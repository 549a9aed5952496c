"""In: a source and a draft of it. Out: the source, told what the draft knows; what a person set stays as it is."""

from datetime import date
from typing import Any

from django.utils import timezone

from curation.addresses import canonical_url
from curation.kinds import Kind
from curation.models import Source
from ingest.drafts import Draft
from ingest.models import Upload

_LENGTHS = {
    "title": 500,
    "author": 200,
    "handle": 100,
    "site": 200,
    "url": 2000,
    "language": 16,
    "reply_to": 100,
    "via": 100,
    "place": 200,
}


def new_source(upload: Upload, draft: Draft, identity: str) -> Source:
    source = Source(owner_id=upload.owner_id, identity=identity, text=draft.text, kind=draft.kind)
    source.met_on, source.part_ids = met_on(upload, draft), _part_ids(draft)
    _set(source, {name: value for name, value in _told(draft).items() if value})
    return source


def describe(source: Source, draft: Draft, upload: Upload) -> set[str]:
    """What the draft leaves empty stays, and so does what a person set. Out: the names of what has changed."""
    told = {name: value for name, value in _told(draft).items() if value and name not in source.set_by_hand}
    told |= {name: value for name, value in _gathered(source, draft).items() if name in told}
    changed = {name: value for name, value in told.items() if getattr(source, name) != value}
    if "published_at" in changed and _met_when_written(source):
        changed["met_on"] = met_on(upload, draft)
    if "reply_to" in changed and not source.standing_by_hand:
        changed["signal_reason"] = ""
    if "address" in changed:
        changed["compared"] = False
    _set(source, changed)
    return set(changed)


def retell(source: Source, draft: Draft, identity: str) -> set[str]:
    """Take over the words themselves; nobody has judged new ones yet. Out: the names of what has changed."""
    fresh = {"text": draft.text, "identity": identity, "part_ids": _part_ids(draft) or source.part_ids}
    changed = {name: value for name, value in fresh.items() if getattr(source, name) != value}
    _set(source, changed)
    if "text" in changed:
        source.compared = source.parted = False
        source.kind = source.kind if "kind" in source.set_by_hand else draft.kind
        source.signal_reason = source.signal_reason if source.standing_by_hand else ""
    return set(changed)


def met_on(upload: Upload, draft: Draft) -> date:
    """Posts count for the day they were written, everything else for the day it was handed over.

    Nothing was met after it came in, whatever date it bears.
    """
    dated = draft.kind == Kind.POST or upload.origin == Upload.Origin.SAMPLE
    moment = draft.met_at or (draft.published_at if dated and draft.published_at else upload.received_at)
    return min(timezone.localdate(moment), timezone.localdate(upload.received_at))


def _met_when_written(source: Source) -> bool:
    written = source.published_at and timezone.localdate(source.published_at)
    return source.met_on == written and "met_on" not in source.set_by_hand


def _told(draft: Draft) -> dict[str, Any]:
    cut = {name: getattr(draft, name)[:length] for name, length in _LENGTHS.items()}
    tags = list(dict.fromkeys(tag[:100] for tag in draft.tags))
    address = canonical_url(draft.url)[:500]
    return cut | {"note": draft.note, "tags": tags, "published_at": draft.published_at, "address": address}


def _gathered(source: Source, draft: Draft) -> dict[str, Any]:
    """Two exports of one thing tell different parts of where it stands and what it is about: both are kept."""
    tags = list(dict.fromkeys([*source.tags, *(tag[:100] for tag in draft.tags)]))
    place = source.place if draft.place[: _LENGTHS["place"]] in source.place else draft.place[: _LENGTHS["place"]]
    return {"tags": tags, "place": place}


def _part_ids(draft: Draft) -> list[str]:
    return [part[:100] for part in draft.part_ids] if len(draft.part_ids) > 1 else []


def _set(source: Source, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(source, name, value)
