"""In: the drafts of one upload. Out: sources, chapters and passages, all of them or none.

Storing the same drafts twice adds nothing. A changed text replaces its earlier version and keeps the passages
that stayed much the same, so that what cites them and what hands did still find them. The work goes by
batches: so many queries for each, whatever is in it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from curation.heartbeat import Progress
from curation.models import Passage, Source
from ingest.drafts import Draft, LeftOut
from ingest.models import Upload
from ingest.store.absorb import absorb
from ingest.store.distinct import Named, distinct
from ingest.store.insets import store_insets
from ingest.store.known import Found, Verdict, look_up, settle
from ingest.store.layout import Laying, lay_out
from ingest.store.relayout import differing, lay_out_again
from ingest.store.requote import requote
from ingest.store.transcripts import store_transcripts

MOST_DRAFTS = 1000
MOST_CHARACTERS = 4_000_000
STORING = 0x7465_7874

NEW, KNOWN, UPDATED = "new", "known", "updated"
_STAYS = {"id", "owner", "signal", "created_at"}
_OVERWRITTEN = [field.name for field in Source._meta.concrete_fields if field.name not in _STAYS]


@dataclass(frozen=True)
class Stored:
    """`left_out` are drafts that stand in the upload more than once."""

    new: int
    known: int
    updated: int
    left_out: tuple[LeftOut, ...] = ()


def store(upload: Upload, drafts: Sequence[Draft], progress: Progress | None = None) -> Stored:
    """`progress` hears how many drafts are done and how many there are; nobody else sees them before all are."""
    found = distinct(drafts, upload.name)
    counts: Counter[str] = Counter()
    with transaction.atomic():
        _take_turns(upload)
        for batch in _batches(found.things):
            counts += _store_batch(upload, batch)
            if progress:
                progress(counts.total(), len(found.things))
    return Stored(counts[NEW], counts[KNOWN], counts[UPDATED], found.left_out)


def _take_turns(upload: Upload) -> None:
    """Two uploads of one owner that hold the same thing would each store it: one goes after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [STORING, upload.owner_id % 2**31])


def _batches(things: Sequence[Named]) -> Iterator[list[Named]]:
    batch: list[Named] = []
    size = 0
    for thing in things:
        batch.append(thing)
        size += len(thing.draft.text)
        if len(batch) >= MOST_DRAFTS or size >= MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _store_batch(upload: Upload, batch: Sequence[Named]) -> Counter[str]:
    """Two things that meet the same stored source go one after the other."""
    counts: Counter[str] = Counter()
    while batch:
        now, batch = _parted(look_up(Source.objects.of(upload.owner), batch))
        verdicts = [settle(upload, found) for found in now]
        counts += _write(upload, _under_lock(upload, now, verdicts))
    return counts


def _parted(found: Sequence[Found]) -> tuple[list[Found], list[Named]]:
    met: set[int] = set()
    now: list[Found] = []
    later: list[Named] = []
    for one in found:
        mine = {source.pk for source in one.sources}
        if mine & met:
            later.append(one.named)
        else:
            now.append(one)
            met |= mine
    return now, later


def _under_lock(upload: Upload, found: Sequence[Found], verdicts: list[Verdict]) -> list[Verdict]:
    """What is to change is read again under a lock, so that no hand's decision is overwritten meanwhile."""
    changing = [number for number, verdict in enumerate(verdicts) if verdict.changed or verdict.absorbs]
    if changing:
        held = Source.objects.of(upload.owner).order_by("pk").select_for_update()
        again = look_up(held, [found[number].named for number in changing])
        for number, one in zip(changing, again, strict=True):
            verdicts[number] = settle(upload, one)
    return verdicts


def _write(upload: Upload, verdicts: Sequence[Verdict]) -> Counter[str]:
    new = [verdict for verdict in verdicts if verdict.is_new]
    stored = [verdict for verdict in verdicts if not verdict.is_new]
    Source.objects.bulk_create([verdict.source for verdict in new], batch_size=MOST_DRAFTS)
    fresh = [Laying(verdict.source, verdict.draft) for verdict in new]
    lay_out(fresh)
    store_transcripts(fresh)
    store_insets(fresh)
    updated = _update(stored)
    _link(upload, [verdict.source for verdict in verdicts])
    return Counter({NEW: len(new), KNOWN: len(stored) - updated, UPDATED: updated})


def _update(verdicts: Sequence[Verdict]) -> int:
    """Out: how many differ from what was stored, in words, layout, sound or what is told of them."""
    layings = {one.source.pk: Laying(one.source, one.draft, one.absorbs) for one in verdicts}
    reworded = [one.source.pk for one in verdicts if "text" in one.changed or one.absorbs]
    alike = [laying for source, laying in layings.items() if source not in reworded]
    relaid = [*(layings[source] for source in reworded), *differing(alike)]
    _lay_again(relaid)
    insets = store_insets(list(layings.values()))
    changed = [one for one in verdicts if one.changed or one.absorbs]
    for verdict in changed:
        for part in verdict.absorbs:
            absorb(part, verdict.source)
    _overwrite([one.source for one in changed])
    sounds = store_transcripts(list(layings.values()), reworded=reworded)
    return len({one.source.pk for one in changed} | {laying.source.pk for laying in relaid} | sounds | insets)


def _lay_again(layings: Sequence[Laying]) -> None:
    if layings:
        relaid = lay_out_again(layings)
        requote(relaid)
        Passage.objects.filter(pk__in=relaid.gone).delete()


def _overwrite(sources: list[Source]) -> None:
    Source.objects.bulk_create(
        sources, batch_size=MOST_DRAFTS, update_conflicts=True, unique_fields=["id"], update_fields=_OVERWRITTEN
    )


def _link(upload: Upload, sources: Sequence[Source]) -> None:
    link = Upload.sources.through
    rows = [link(upload_id=upload.pk, source_id=source.pk) for source in dict.fromkeys(sources)]
    link._default_manager.bulk_create(rows, batch_size=MOST_DRAFTS, ignore_conflicts=True)
