"""In: a slide before and after an edit. Out: it with notes that still go with it. Pure.

Notes that only list the evidence are listed anew; in others, what is said of a changed line goes with its sources, so
that none of them stands under words that are not its own.
"""

import re
from collections.abc import Iterable, Sequence

from digests.outline import AnySlide, SlideLine
from digests.outline.notes import SOURCE, evidence, spoken

_GAP = re.compile(r"\n{3,}")


def with_notes_of(after: AnySlide, before: AnySlide) -> AnySlide:
    if not before.notes or after.notes != before.notes:
        return after
    if before.notes == evidence(before.body):
        return after.model_copy(update={"notes": evidence(after.body)})
    notes = before.notes.split("\n")
    for was, now in _changed(before.body, after.body):
        notes = _told_anew(notes, was, now)
    return after.model_copy(update={"notes": _GAP.sub("\n\n", "\n".join(notes)).strip()})


def _changed(before: Sequence[SlideLine], after: Sequence[SlideLine]) -> Iterable[tuple[SlideLine, SlideLine | None]]:
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    return zip(gone, come if len(gone) == len(come) else [None] * len(gone), strict=True)


def _told_anew(notes: list[str], was: SlideLine, now: SlideLine | None) -> list[str]:
    """Only a whole line of the notes is taken for it, with the sources that follow."""
    said = (was.text, spoken(was).partition("\n")[0])
    at = next((place for place, line in enumerate(notes) if line in said), None)
    if at is None:
        return notes
    end = at + 1
    while end < len(notes) and notes[end].startswith(SOURCE):
        end += 1
    told = spoken(now).split("\n") if now else []
    return [*notes[:at], *(told if end > at + 1 else told[:1]), *notes[end:]]
