"""The hand on a deck: verbs that web and API call alike.

In: a deck, one of its slides or lines, and the person who changes it. Out: the deck, changed; what it was is kept as a
version. What cites is checked against the stored words before it is shown.
"""

from digests.deck_editing.again import make_slide_again
from digests.deck_editing.changing import unchanged_since
from digests.deck_editing.evidence import passage_of
from digests.deck_editing.settings import set_audience, set_look
from digests.deck_editing.sharing import share, share_address, stop_sharing
from digests.deck_editing.slides import add_highlight, add_slide, change_layout, drop_slide, move_slide
from digests.deck_editing.versions import go_back, last_standing, undo, version_of
from digests.deck_editing.words import (
    add_line,
    check_line,
    drop_line,
    edit_label,
    edit_line,
    edit_notes,
    edit_subtitle,
    edit_title,
    move_line,
    retitle,
)

__all__ = [
    "add_highlight",
    "add_line",
    "add_slide",
    "change_layout",
    "check_line",
    "drop_line",
    "drop_slide",
    "edit_label",
    "edit_line",
    "edit_notes",
    "edit_subtitle",
    "edit_title",
    "go_back",
    "last_standing",
    "make_slide_again",
    "move_line",
    "move_slide",
    "passage_of",
    "retitle",
    "set_audience",
    "set_look",
    "share",
    "share_address",
    "stop_sharing",
    "unchanged_since",
    "undo",
    "version_of",
]
