"""The reader's verbs on marks. The same mark sent twice is one, and what two tabs wrote is both kept."""

import re
import uuid
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.errors import CurationError, NotFound
from curation.models import Source
from curation.reading.marks.anchoring import Anchor, anchor, find
from curation.reading.models import Mark, fingerprint

LONGEST_QUOTE = 10_000
LONGEST_NOTE = 10_000
GONE = "These words do not stand in the text. Has it changed? Load the page anew."


def mark(
    owner: User,
    source: Source,
    start: int,
    end: int,
    *,
    kind: str = Mark.Kind.HIGHLIGHT,
    colour: str = Mark.Colour.YELLOW,
    note: str = "",
    token: uuid.UUID,
    quote: str = "",
) -> Mark:
    """`start` and `end` span the words in the source's text, in characters.

    With `quote`, what the reader saw there: where the text has changed since, it is looked for. Raises CurationError
    where there are no such words.
    """
    if known := Mark.objects.of(owner).filter(token=token).first():
        return known
    start, end = _stands(source.text, start, end, quote)
    stands = anchor(source.text, start, end)
    told = {"kind": kind, "colour": colour, "note": _fitting(note), "start": start, "end": end}
    told |= {"quote": stands.quote, "prefix": stands.prefix, "suffix": stands.suffix}
    told |= {"source": source, "text_hash": fingerprint(source.text)}
    return Mark.objects.get_or_create(owner=owner, token=token, defaults=told)[0]


def mark_words(owner: User, source: Source, quote: str, **told: Any) -> Mark:
    """As `mark`, by the words alone: typed or pasted, of whatever white space."""
    place = find(source.text, Anchor(quote.strip()))
    if place is None:
        raise CurationError(GONE if quote.strip() else "Give the words to be marked.")
    return mark(owner, source, place.start, place.end, **told)


@transaction.atomic
def remark(
    mark: Mark,
    *,
    kind: str | None = None,
    colour: str | None = None,
    note: str | None = None,
    note_was: str | None = None,
) -> Mark:
    """What is None stays. `note_was` is the note that the reader changed: if another stands there by now, both stay."""
    held = Mark.objects.select_for_update().filter(pk=mark.pk).first()
    if held is None:
        raise NotFound("This mark was taken away meanwhile.")
    if note is not None:
        held.note = _fitting(_merged(held.note, note, held.note if note_was is None else note_was))
    held.kind, held.colour = kind or held.kind, colour or held.colour
    held.changed_at = timezone.now()
    held.save(update_fields=["kind", "colour", "note", "changed_at"])
    return held


def _stands(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """Without white space at the edges."""
    if quote and text[start:end] != quote:
        place = find(text, Anchor(quote, start=start))
        start, end = (place.start, place.end) if place else (0, 0)
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    if not words.strip():
        raise CurationError(GONE)
    if len(words) > LONGEST_QUOTE:
        raise CurationError(f"That is too much for one mark: {LONGEST_QUOTE:,} characters are the most.")
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _merged(stands: str, new: str, was: str) -> str:
    """Compared as forms send them: their line ends are two characters."""
    stands, new, was = (re.sub(r"\r\n?", "\n", one).strip() for one in (stands, new, was))
    if stands in (was, new) or not stands:
        return new
    return stands if new == was else f"{stands}\n\n{new}"


def _fitting(note: str) -> str:
    note = re.sub(r"\r\n?", "\n", note).strip()
    if len(note) > LONGEST_NOTE:
        raise CurationError(f"A note has room for {LONGEST_NOTE:,} characters.")
    return note
