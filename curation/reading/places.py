"""In: a reading, a device, and an offset. Out: where that device was last, to the sentence, also in a changed text."""

from dataclasses import dataclass

from django.utils import timezone

from curation.reading.marks.anchoring import Anchor, find
from curation.reading.models import CONTEXT, Place, Reading, fingerprint
from curation.reading.passes import reached as _reached


@dataclass(frozen=True)
class Whereabouts:
    """`start` is where this device was, 0 at the beginning; `elsewhere`, where another has come further since."""

    start: int = 0
    elsewhere: int = 0


def remember(reading: Reading, device: str, start: int, *, reached: int | None = None) -> Place:
    """`start` is where the sentence begins that is being read, `reached` how far the text was in sight."""
    text = reading.source.text
    start = max(0, min(start, len(text)))
    _reached(reading, start if reached is None else max(0, reached))
    told = {"start": start, "quote": text[start : start + CONTEXT], "text_hash": fingerprint(text)}
    return Place.objects.update_or_create(reading=reading, device=device, defaults={**told, "seen_at": timezone.now()})[
        0
    ]


def place_for(reading: Reading, device: str, *, text_hash: str = "") -> Whereabouts:
    """A device that was never here begins where the last one was. `text_hash` is that of the text, where known."""
    places = list(reading.places.all())
    own = next((place for place in places if place.device == device), None)
    others = [place for place in places if place.device != device]
    now = text_hash or (fingerprint(reading.source.text) if places else "")
    latest = _found(others[0], reading, now) if others else 0
    if own is None:
        return Whereabouts(latest)
    start = _found(own, reading, now)
    newer = bool(others) and others[0].seen_at > own.seen_at
    return Whereabouts(start, latest if newer and latest > start else 0)


def _found(place: Place, reading: Reading, now: str) -> int:
    if place.text_hash == now or not place.quote.strip():
        return place.start
    found = find(reading.source.text, Anchor(place.quote, start=place.start))
    return found.start if found else 0
