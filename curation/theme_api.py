"""Themes by HTTP: what they are, every verb of the hand, the log of it, and undo."""

from typing import Annotated, Literal

from ninja import Query, Router
from pydantic import Field, model_validator

from curation import editing
from curation.choose import edit_of, link_of, passage_of, passages_of, theme_of
from curation.data import ThemeRow, theme_row, theme_rows
from curation.editing.noting import newest
from curation.inputs import Line, Sent
from curation.models import Passage, Theme
from curation.requests import SignedInRequest
from curation.theme_data import Done, EditData, EditPage, LinkData, done_since, edit_data, edit_page, link_rows

router = Router(tags=["themes"])

Limit = Annotated[int, Query(50, ge=1, le=200)]
Offset = Annotated[int, Query(0, ge=0, le=1_000_000)]
Chosen = Annotated[list[int], Field(min_length=1, max_length=1000)]
Verb = Literal["pin", "unpin", "hide", "show", "follow", "unfollow"]
VERBS = {
    "pin": editing.pin_theme,
    "unpin": editing.unpin_theme,
    "hide": editing.hide_theme,
    "show": editing.show_theme,
    "follow": editing.follow_theme,
    "unfollow": editing.unfollow_theme,
}


class ThemeName(Sent):
    name: Line


class IntoTheme(Sent):
    """The id of the theme that takes all in."""

    into: int


class Split(Sent):
    """The ids of the passages that become a theme of their own, and its name."""

    passages: Chosen
    name: Line


class Move(Sent):
    """The ids of passages, and of the theme to place them in; null takes them out of all themes."""

    passages: Chosen
    theme: int | None


class Apart(Sent):
    """The ids of passages, and of the one passage or the one theme that they are never with again."""

    passages: Chosen
    passage: int | None = None
    theme: int | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Apart":
        if (self.passage is None) == (self.theme is None):
            raise ValueError("Send passage or theme, one of the two.")
        return self


class Together(Sent):
    """The ids of passages, and of the one that they are always with."""

    passages: Chosen
    passage: int


@router.get("/themes", response=list[ThemeRow], summary="List themes, largest first", operation_id="listThemes")
def list_themes(request: SignedInRequest, state: Theme.State = Theme.State.ALIVE) -> list[ThemeRow]:
    """The living ones, unless another state is asked for."""
    return theme_rows(request.user, state)


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


@router.post(
    "/themes/{int:theme_id}/split",
    response=ThemeRow,
    summary="Split passages from a theme into a new one, which is the answer",
    operation_id="splitTheme",
)
def split_theme(request: SignedInRequest, theme_id: int, wanted: Split) -> ThemeRow:
    chosen = passages_of(request.user, wanted.passages)
    return theme_row(editing.split_theme(theme_of(request.user, theme_id), chosen, wanted.name, request.user))


@router.post(
    "/themes/{int:theme_id}/{verb}",
    response=ThemeRow,
    summary="Pin or unpin a theme, hide or show it, follow or unfollow it",
    operation_id="changeTheme",
)
def change_theme(request: SignedInRequest, theme_id: int, verb: Verb) -> ThemeRow:
    return theme_row(VERBS[verb](theme_of(request.user, theme_id), request.user))


@router.post(
    "/passages/move", response=Done, summary="Place passages in a theme, or in none", operation_id="movePassages"
)
def move_passages(request: SignedInRequest, wanted: Move) -> Done:
    number = newest(request.user)
    theme = theme_of(request.user, wanted.theme) if wanted.theme is not None else None
    editing.move_passages(passages_of(request.user, wanted.passages), theme, request.user)
    return done_since(request.user, number)


@router.post(
    "/passages/apart",
    response=Done,
    summary="Never again with that passage, or in that theme",
    operation_id="keepApart",
)
def keep_apart(request: SignedInRequest, wanted: Apart) -> Done:
    number = newest(request.user)
    other: Passage | Theme
    if wanted.theme is not None:
        other = theme_of(request.user, wanted.theme)
    else:
        other = passage_of(request.user, wanted.passage or 0)
    editing.keep_apart(passages_of(request.user, wanted.passages), other, request.user)
    return done_since(request.user, number)


@router.post("/passages/together", response=Done, summary="Always with that passage", operation_id="keepTogether")
def keep_together(request: SignedInRequest, wanted: Together) -> Done:
    number = newest(request.user)
    other = passage_of(request.user, wanted.passage)
    editing.keep_together(passages_of(request.user, wanted.passages), other, request.user)
    return done_since(request.user, number)


@router.get(
    "/links", response=list[LinkData], summary="List what is always or never together", operation_id="listLinks"
)
def list_links(request: SignedInRequest) -> list[LinkData]:
    return link_rows(request.user)


@router.delete("/links/{int:link_id}", response=Done, summary="Let the machine decide again", operation_id="forgetLink")
def forget_link(request: SignedInRequest, link_id: int) -> Done:
    number = newest(request.user)
    editing.forget_link(link_of(request.user, link_id), request.user)
    return done_since(request.user, number)


@router.get("/edits", response=EditPage, summary="List what hands did, latest first", operation_id="listEdits")
def list_edits(request: SignedInRequest, theme: int | None = None, limit: Limit = 50, offset: Offset = 0) -> EditPage:
    about = theme_of(request.user, theme) if theme is not None else None
    return edit_page(request.user, about, limit=limit, offset=offset)


@router.post(
    "/edits/{int:edit_id}/undo", response=EditData, summary="Undo an edit, or an undoing", operation_id="undoEdit"
)
def undo_edit(request: SignedInRequest, edit_id: int) -> EditData:
    """The answer is the edit, marked. An undoing is an edit of its own: undone, it does again what was done."""
    return edit_data(editing.undo(edit_of(request.user, edit_id), request.user))
