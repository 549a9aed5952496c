"""In: what hands did to themes. Out: it as plain data, as the API answers."""

from datetime import datetime
from typing import Annotated

from django.contrib.auth.models import User
from pydantic import BeforeValidator, Field

from curation.catalogue import edits_of
from curation.data import Data
from curation.editing.noting import edit_after
from curation.models import Edit, PassageLink, Theme


class EditData(Data):
    """One change by hand. `undoable` is whether it knows how to be undone, and has not been."""

    id: int
    verb: str
    said: str
    by: Annotated[str | None, BeforeValidator(lambda user: user and user.get_username())]
    at: datetime
    undone_at: datetime | None
    undoable: bool
    theme: int | None = Field(validation_alias="theme_id")
    source: int | None = Field(validation_alias="source_id")
    passage: int | None = Field(validation_alias="passage_id")


class EditPage(Data):
    """Some of the edits, and how many there are in all."""

    items: list[EditData]
    count: int


class Done(Data):
    """What was done; without an edit where it was so already."""

    edit: EditData | None


class LinkData(Data):
    """`must`: always together with the passage `other`. `cannot`: never with it, or never in the theme."""

    id: int
    kind: str
    passage: int = Field(validation_alias="passage_id")
    other: int | None = Field(validation_alias="other_id")
    theme: int | None = Field(validation_alias="theme_id")


def edit_page(owner: User, theme: Theme | None, *, limit: int, offset: int) -> EditPage:
    edits = edits_of(owner, theme)
    rows = edits[offset : offset + limit]
    return EditPage(items=[EditData.model_validate(row) for row in rows], count=edits.count())


def edit_data(edit: Edit) -> EditData:
    return EditData.model_validate(edits_of(edit.owner).get(pk=edit.pk))


def done_since(owner: User, number: int) -> Done:
    edit = edit_after(owner, number)
    return Done(edit=edit_data(edit) if edit else None)


def link_rows(owner: User) -> list[LinkData]:
    return [LinkData.model_validate(link) for link in PassageLink.objects.filter(owner=owner).order_by("pk")]
