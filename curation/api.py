"""The library by HTTP: sources and themes, and the curator's hand on them."""

from typing import Annotated

from ninja import Query, Router

from curation import editing
from curation.choose import source_of, theme_of
from curation.data import (
    SourceData,
    SourcePage,
    SourceRow,
    ThemeRow,
    source_page,
    source_row,
    theme_row,
    theme_rows,
)
from curation.inputs import Line, Sent
from curation.kinds import Kind
from curation.models import Source
from curation.requests import SignedInRequest

router = Router(tags=["library"])

Limit = Annotated[int, Query(50, ge=1, le=200)]
Offset = Annotated[int, Query(0, ge=0, le=1_000_000)]


class ThemeName(Sent):
    name: Line


class IntoTheme(Sent):
    """The id of the theme that takes all in."""

    into: int


@router.get("/sources", response=SourcePage, summary="List sources, newest first", operation_id="listSources")
def list_sources(
    request: SignedInRequest,
    kind: Kind | None = None,
    standing: Source.Standing | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> SourcePage:
    """What is shown: a double of something else is found by its own id, not in the list."""
    shown = Source.objects.of(request.user).without_the_same()
    return source_page(shown.like(kind, standing), limit=limit, offset=offset)


@router.get("/sources/{int:source_id}", response=SourceData, summary="Read a source", operation_id="getSource")
def get_source(request: SignedInRequest, source_id: int) -> SourceData:
    return SourceData.model_validate(source_of(request.user, source_id))


@router.post("/sources/{int:source_id}/drop", response=SourceRow, summary="Drop a source", operation_id="dropSource")
def drop_source(request: SignedInRequest, source_id: int) -> SourceRow:
    return source_row(editing.drop(source_of(request.user, source_id), request.user))


@router.post(
    "/sources/{int:source_id}/restore",
    response=SourceRow,
    summary="Restore a source",
    operation_id="restoreSource",
)
def restore_source(request: SignedInRequest, source_id: int) -> SourceRow:
    return source_row(editing.restore(source_of(request.user, source_id), request.user))


@router.get("/themes", response=list[ThemeRow], summary="List living themes, largest first", operation_id="listThemes")
def list_themes(request: SignedInRequest) -> list[ThemeRow]:
    return theme_rows(request.user)


@router.patch("/themes/{int:theme_id}", response=ThemeRow, summary="Rename a theme", operation_id="renameTheme")
def rename_theme(request: SignedInRequest, theme_id: int, wanted: ThemeName) -> ThemeRow:
    return theme_row(editing.rename_theme(theme_of(request.user, theme_id), wanted.name, request.user))


@router.post(
    "/themes/{int:theme_id}/merge",
    response=ThemeRow,
    summary="Merge a theme into another, which is the answer",
    operation_id="mergeTheme",
)
def merge_theme(request: SignedInRequest, theme_id: int, wanted: IntoTheme) -> ThemeRow:
    into = theme_of(request.user, wanted.into)
    editing.merge_themes(theme_of(request.user, theme_id), into, request.user)
    return theme_row(into)
