"""In: a slide before and after an edit. Out: it with notes that still go with it. Pure.

Notes that only list the evidence are listed anew; of others, the words that were changed are changed there too.
"""

from digests.outline import AnySlide
from digests.outline.notes import evidence


def with_notes_of(after: AnySlide, before: AnySlide) -> AnySlide:
    if not before.notes or after.notes != before.notes:
        return after
    if before.notes == evidence(before.body):
        return after.model_copy(update={"notes": evidence(after.body)})
    if len(before.body) != len(after.body):
        return after
    notes = before.notes
    for was, now in zip(before.body, after.body, strict=True):
        if was.text != now.text:
            notes = notes.replace(was.text, now.text, 1)
    return after.model_copy(update={"notes": notes})
