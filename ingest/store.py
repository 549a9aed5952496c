"""In: the drafts of one upload. Out: sources, chapters and passages, all of them or none.

Storing the same drafts twice adds nothing; a changed text replaces its earlier version and keeps the
passages that stayed the same, so that what cites them still finds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from curation.addresses import canonical_url
from curation.kinds import Kind
from curation.models import Chapter, Passage, Source, Transcript
from ingest.drafts import Draft, PassageSpan
from ingest.identity import identity_of
from ingest.models import Upload
from ingest.split import split

OUT_OF_THE_WAY = 1_000_000


@dataclass(frozen=True)
class Stored:
    new: int
    known: int
    updated: int


@transaction.atomic
def store(upload: Upload, drafts: Sequence[Draft]) -> Stored:
    counts = {"new": 0, "known": 0, "updated": 0}
    for draft in drafts:
        source, outcome = _store_draft(upload, draft)
        upload.sources.add(source)
        counts[outcome] += 1
    return Stored(**counts)


def _store_draft(upload: Upload, draft: Draft) -> tuple[Source, str]:
    identity = identity_of(draft, upload.name)
    known = Source.objects.of(upload.owner).filter(identity=identity).first()
    if known and known.text == draft.text:
        return known, "known"
    source = known or Source(owner=upload.owner, identity=identity, met_on=_met_on(upload, draft))
    _describe(source, draft)
    source.save()
    _store_passages(source, draft, _store_chapters(source, draft))
    _store_transcript(source, draft)
    return source, "updated" if known else "new"


def _met_on(upload: Upload, draft: Draft) -> date:
    """Posts count for the day they were written, everything else for the day it was handed over.

    Nothing was met after it came in, whatever date it bears.
    """
    dated = draft.kind == Kind.POST or upload.origin == Upload.Origin.SAMPLE
    moment = draft.met_at or (draft.published_at if dated and draft.published_at else upload.received_at)
    return min(timezone.localdate(moment), timezone.localdate(upload.received_at))


def _describe(source: Source, draft: Draft) -> None:
    source.kind, source.text, source.url = draft.kind, draft.text, draft.url[:2000]
    source.address, source.compared = canonical_url(draft.url)[:500], False
    source.title, source.author = draft.title[:500], draft.author[:200]
    source.handle, source.site = draft.handle[:100], draft.site[:200]
    source.language, source.reply_to = draft.language[:16], draft.reply_to[:100]
    source.published_at = draft.published_at
    source.via, source.place, source.note = draft.via[:100], draft.place[:200], draft.note
    source.tags = [tag[:100] for tag in draft.tags]
    if not source.standing_by_hand:
        source.signal_reason = ""


def _store_chapters(source: Source, draft: Draft) -> list[Chapter]:
    source.chapters.all().delete()
    return Chapter.objects.bulk_create(
        Chapter(
            source=source,
            position=position,
            title=chapter.title[:300],
            start=chapter.start,
            end=chapter.end,
            start_ms=chapter.start_ms,
        )
        for position, chapter in enumerate(draft.chapters)
    )


def _store_transcript(source: Source, draft: Draft) -> None:
    if draft.spoken is None:
        return
    spoken = draft.spoken
    values = {
        "raw": spoken.raw,
        "origins": [[one.start, one.end, one.raw_start, one.raw_end] for one in spoken.origins],
        "stamps": [list(stamp) for stamp in spoken.stamps],
        "duration_ms": spoken.duration_ms,
        "made_by": spoken.made_by[:100],
    }
    if spoken.audio_url:
        values["audio_url"] = spoken.audio_url[:2000]
    Transcript.objects.update_or_create(source=source, defaults=values)


def _store_passages(source: Source, draft: Draft, chapters: list[Chapter]) -> None:
    kept = {passage.text: passage for passage in source.passages.all()}
    source.passages.update(position=_far_away())
    fresh: list[Passage] = []
    stayed: list[Passage] = []
    for position, span in enumerate(split(draft)):
        passage = kept.pop(draft.text[span.start : span.end], None) or Passage(owner=source.owner, source=source)
        _place(passage, span, draft.text, position, chapters)
        (stayed if passage.pk else fresh).append(passage)
    Passage.objects.filter(pk__in=[passage.pk for passage in kept.values()]).delete()
    source.passages.filter(position__gte=OUT_OF_THE_WAY).exclude(pk__in=[p.pk for p in stayed]).delete()
    Passage.objects.bulk_update(stayed, ["chapter", "position", "start", "end", "speaker", "start_ms", "end_ms"])
    Passage.objects.bulk_create(fresh, batch_size=500)


def _far_away() -> object:
    """Positions are unique within a source: move the old ones aside before the new ones are given out."""
    from django.db.models import F

    return F("position") + OUT_OF_THE_WAY


def _place(passage: Passage, span: PassageSpan, text: str, position: int, chapters: list[Chapter]) -> None:
    passage.position, passage.start, passage.end = position, span.start, span.end
    passage.text = text[span.start : span.end]
    passage.chapter = chapters[span.chapter] if span.chapter is not None else None
    passage.speaker = span.speaker[:200]
    passage.start_ms, passage.end_ms = span.start_ms, span.end_ms
