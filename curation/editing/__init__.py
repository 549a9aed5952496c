"""The curator's hand: verbs that admin, web and API call alike.

In: a thing of the library and the person who changes it. Out: the same thing, changed and marked so that
no later run overwrites it. Every verb can be repeated; only what it changed is logged, with what it takes to undo it.
"""

from curation.editing.following import follow_theme, unfollow_theme
from curation.editing.links import forget_link, keep_apart, keep_together
from curation.editing.passages import move_passage, move_passages
from curation.editing.sources import drop, join, part, restore
from curation.editing.themes import (
    hide_theme,
    merge_themes,
    pin_theme,
    rename_theme,
    show_theme,
    split_theme,
    unpin_theme,
)
from curation.editing.undoing import undo

__all__ = [
    "drop",
    "follow_theme",
    "forget_link",
    "hide_theme",
    "join",
    "keep_apart",
    "keep_together",
    "merge_themes",
    "move_passage",
    "move_passages",
    "part",
    "pin_theme",
    "rename_theme",
    "restore",
    "show_theme",
    "split_theme",
    "undo",
    "unfollow_theme",
    "unpin_theme",
]
