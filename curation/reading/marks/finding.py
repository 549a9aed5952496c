"""In: a source whose text may have changed. Out: its marks, where their words stand now.

A mark whose words have gone keeps them, and is looked for again in the next text.
"""

from collections.abc import Iterable

from django.db import transaction

from curation.models import Source
from curation.reading.marks.anchoring import CONTEXT, Anchor, anchor, find
from curation.reading.models import Mark, fingerprint

_ANCHORED = ["quote", "prefix", "suffix", "start", "end", "text_hash"]


def marks_of(source: Source, *, text_hash: str = "") -> list[Mark]:
    """In the order of the text, lost ones last. `text_hash` is the fingerprint of its text, where it is known."""
    now = text_hash or fingerprint(source.text)
    marks = list(Mark.objects.filter(source=source))
    stale = [one for one in marks if one.text_hash != now]
    if stale:
        _anchor_again(source, stale, now)
        marks.sort(key=lambda one: (one.start is None, one.start or 0, one.pk))
    return marks


def _anchor_again(source: Source, stale: Iterable[Mark], now: str) -> None:
    """Rows are written under a lock: a mark changed or taken away meanwhile stays so."""
    for one in stale:
        _place(one, source.text, now)
    told = {one.pk: one for one in stale}
    with transaction.atomic():
        held = list(Mark.objects.select_for_update().filter(pk__in=told).exclude(text_hash=now).order_by("pk"))
        for row in held:
            for name in _ANCHORED:
                setattr(row, name, getattr(told[row.pk], name))
        Mark.objects.bulk_update(held, _ANCHORED)


def _place(mark: Mark, text: str, now: str) -> None:
    wanted = Anchor(mark.quote, mark.prefix, mark.suffix, mark.start or 0)
    found, mark.text_hash = find(text, wanted), now
    if found is None:
        mark.start = mark.end = None
        return
    stands = anchor(text, found.start, found.end)
    mark.start, mark.end = found.start, found.end
    mark.quote, mark.prefix, mark.suffix = stands.quote, stands.prefix[-CONTEXT:], stands.suffix
