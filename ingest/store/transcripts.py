"""In: sources that were spoken. Out: their transcripts, stored in bulk; the sound itself is left as it is."""

from collections.abc import Sequence
from typing import Any

from curation.models import Transcript
from ingest.drafts import Spoken
from ingest.store.layout import Laying

_TOLD = ("raw", "origins", "stamps", "audio_url", "duration_ms", "made_by")


def store_transcripts(layings: Sequence[Laying], *, reworded: Sequence[int] = ()) -> set[int]:
    """Out: the sources whose transcript is new or has changed.

    What a draft leaves empty stays as it is, unless the words are no longer the same: `reworded` sources.
    """
    spoken = {one.source.pk: one.draft.spoken for one in layings if one.draft.spoken}
    stored = {one.source_id: one for one in Transcript.objects.filter(source__in=spoken)}
    changed: list[Transcript] = []
    for source, told in spoken.items():
        transcript = stored.get(source) or Transcript(source_id=source)
        values = {name: value for name, value in _values(told).items() if value or _is_stale(name, source, reworded)}
        if transcript.pk is None or any(getattr(transcript, name) != value for name, value in values.items()):
            _set(transcript, values)
            changed.append(transcript)
    Transcript.objects.bulk_create(changed, update_conflicts=True, unique_fields=["source"], update_fields=_TOLD)
    return {one.source_id for one in changed}


def _is_stale(name: str, source: int, reworded: Sequence[int]) -> bool:
    """Offsets and raw words belong to the text they were made with; an address of the sound does not."""
    return name != "audio_url" and source in reworded


def _values(told: Spoken) -> dict[str, Any]:
    return {
        "raw": told.raw,
        "origins": [[one.start, one.end, one.raw_start, one.raw_end] for one in told.origins],
        "stamps": [list(stamp) for stamp in told.stamps],
        "audio_url": told.audio_url[:2000],
        "duration_ms": told.duration_ms,
        "made_by": told.made_by[:100],
    }


def _set(transcript: Transcript, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(transcript, name, value)
