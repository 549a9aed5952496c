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
from curation.models import Edit, Source
from digests import corrections
from digests.editing.changing import PREFIX
from digests.models import Citation, Digest, Section, Statement
from digests.publishing import lead_in_public

DROP, UNPIN = f"{PREFIX}drop", f"{PREFIX}unpin"
# Of a section; its theme goes its own way, merged or split.
CHANGED = ["heading", "position", "by_hand"]


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
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    _put_back(digest, edit)
    corrections.record(digest, told, by)
    logged(digest, by, f"Undone: {edit.said}")
    return edit


def _put_back(digest: Digest, edit: Edit) -> None:
    before: dict[str, Any] = edit.before
    Statement.objects.filter(pk__in=before["made"], section__digest=digest).delete()
    digest.sections.filter(pk__in=before.get("begun", [])).delete()
    Citation.objects.filter(statement__in=before["cited"], statement__section__digest=digest).delete()
    for one in serializers.deserialize("json", json.dumps(before["rows"])):
        if _has_a_place(one.object, digest, edit.verb):
            _without_the_gone(one.object)
            one.object.save(update_fields=_changed(one.object))
    digest.title, digest.lead = before.get("title", digest.title), before.get("lead", digest.lead)
    if digest.published_at:
        digest.lead = lead_in_public(digest)
    digest.save(update_fields=["title", "lead"])


def _changed(row: Model) -> list[str] | None:
    """Of a section that is still there its theme is left alone; what was taken out comes back whole."""
    return CHANGED if isinstance(row, Section) and _there(Section, row.pk) else None


def _has_a_place(row: Model, digest: Digest, verb: str) -> bool:
    """What a later run wrote anew is not put back beside it, nor what cites a source that has left the library."""
    if isinstance(row, Section):
        return verb == UNPIN or digest.sections.filter(pk=row.pk).exists()
    if isinstance(row, Statement):
        there = Statement.objects.filter(pk=row.pk, section__digest=digest).exists()
        return there or (verb in {DROP, UNPIN} and digest.sections.filter(pk=row.section_id).exists())
    if isinstance(row, Citation):
        there = Source.objects.filter(pk=row.source_id).exists()
        return there and Statement.objects.filter(pk=row.statement_id).exists()
    return False


def _without_the_gone(row: Model) -> None:
    """What it may do without, a passage or where it was met before, may have left the library since."""
    for field in row._meta.concrete_fields:
        told = getattr(row, field.attname)
        if field.related_model and field.null and told and not _there(field.related_model, told):
            setattr(row, field.attname, None)


def _there(model: Any, pk: int) -> bool:
    return bool(model._base_manager.filter(pk=pk).exists())
