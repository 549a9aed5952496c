"""In: a digest whose hand thinks better of it. Out: the digest as it was before its last edit."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core import serializers
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from curation.errors import NotFound, NothingToDo
from curation.hand import hold, logged
from curation.models import Edit, Passage, Source
from digests import corrections
from digests.editing.changing import PREFIX
from digests.models import Citation, Digest, Section, Statement

DROP = f"{PREFIX}drop"


def edits_of(digest: Digest) -> QuerySet[Edit]:
    """Those that can be undone, the last one first."""
    mine = Edit.objects.filter(owner=digest.owner_id, verb__startswith=PREFIX, undone_at=None)
    return mine.filter(before__digest=digest.pk)


def dropped_from(digest: Digest) -> QuerySet[Edit]:
    """The droppings; each can be taken back by itself."""
    return edits_of(digest).filter(verb=DROP)


@transaction.atomic
def undo(digest: Digest, by: User) -> Edit:
    """Raises NothingToDo where nothing is left to undo."""
    hold(digest, by)
    last = edits_of(digest).first()
    if last is None:
        raise NothingToDo("There is nothing to undo.")
    return _take_back(digest, last, by)


@transaction.atomic
def restore_statement(digest: Digest, edit_id: int, by: User) -> Edit:
    """Put back what this edit dropped. Raises NotFound for what is no such edit, or was put back since."""
    hold(digest, by)
    dropping = dropped_from(digest).filter(pk=edit_id).first()
    if dropping is None:
        raise NotFound("That statement is back already, or was never dropped here.")
    return _take_back(digest, dropping, by)


def _take_back(digest: Digest, edit: Edit, by: User) -> Edit:
    told = corrections.told_by(digest)
    _put_back(digest, edit)
    corrections.record(digest, told, by)
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    logged(digest, by, f"Undone: {edit.said}")
    return edit


def _put_back(digest: Digest, edit: Edit) -> None:
    before: dict[str, Any] = edit.before
    Statement.objects.filter(pk__in=before["made"], section__digest=digest).delete()
    Citation.objects.filter(statement__in=before["cited"], statement__section__digest=digest).delete()
    for one in serializers.deserialize("json", json.dumps(before["rows"])):
        if _has_a_place(one.object, digest, dropped=edit.verb == DROP):
            one.save()
    if "title" in before:
        digest.title, digest.lead = before["title"], before["lead"]
        digest.save(update_fields=["title", "lead"])


def _has_a_place(row: Model, digest: Digest, *, dropped: bool) -> bool:
    """What a later run wrote anew is not put back beside it, nor what cites a source that has left the library."""
    if isinstance(row, Section):
        return digest.sections.filter(pk=row.pk).exists()
    if isinstance(row, Statement):
        there = Statement.objects.filter(pk=row.pk, section__digest=digest).exists()
        return there or (dropped and digest.sections.filter(pk=row.section_id).exists())
    if isinstance(row, Citation):
        return _still_cites(row)
    return False


def _still_cites(citation: Citation) -> bool:
    if citation.passage_id and not Passage.objects.filter(pk=citation.passage_id).exists():
        citation.passage_id = None
    there = Source.objects.filter(pk=citation.source_id).exists()
    return there and Statement.objects.filter(pk=citation.statement_id).exists()
