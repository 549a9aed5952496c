"""In: a stored source that turned out to be a part of another. Out: one source; nothing that hands did is lost.

Its passages have been taken over by then. Whatever else points to it, points to the whole from now on.
"""

from typing import Any

from django.db import IntegrityError, transaction

from curation.models import Likeness, Source


def absorb(part: Source, into: Source) -> None:
    """Changes `into` where a person decided about the part and not about the whole; the caller saves it."""
    earliest = min(into.met_on, part.met_on)
    if part.standing_by_hand and not into.standing_by_hand:
        into.standing, into.standing_by_hand, into.signal_reason = part.standing, True, part.signal_reason
    for name in set(part.set_by_hand) - set(into.set_by_hand):
        setattr(into, name, getattr(part, name))
    into.set_by_hand = list(dict.fromkeys([*into.set_by_hand, *part.set_by_hand]))
    into.met_on = into.met_on if "met_on" in into.set_by_hand else earliest
    into.note = "\n\n".join(dict.fromkeys(note for note in (into.note, part.note) if note))
    into.tags = list(dict.fromkeys([*into.tags, *part.tags]))
    part.chapters.all().delete()
    for relation in Source._meta.get_fields(include_hidden=True):
        if relation.one_to_many or (relation.one_to_one and relation.auto_created):
            _lead_over(relation, part, into)
    Likeness.objects.filter(source=into, of=into).delete()
    part.delete()


def _lead_over(relation: Any, part: Source, into: Source) -> None:
    """Many-to-many links are rows of a table of their own, and among the relations too."""
    name = relation.field.name
    for row in relation.related_model._default_manager.filter(**{name: part}):
        setattr(row, name, into)
        try:
            with transaction.atomic():
                row.save(update_fields=[name])
        except IntegrityError:  # the whole has such a row already
            row.delete()
