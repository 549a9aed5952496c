"""The curator's hand on a digest: verbs that admin, web and API call alike.

In: a digest, section or statement and the person who changes it. Out: the same thing, changed; a digest that a hand
has touched is never composed anew. What is edited can be undone, and is told to the readers of a published digest.
"""

from digests.editing.pinning import pin_answer, unpin
from digests.editing.statements import (
    Chosen,
    add_quotation,
    approve_statement,
    approve_verified,
    cite,
    citing,
    disapprove_statement,
    drop_statement,
    move_section,
    move_statement,
)
from digests.editing.states import approve
from digests.editing.undo import dropped_from, edits_of, restore_statement, undo
from digests.editing.words import retitle, rewrite, rewrite_heading, rewrite_lead, verdict_on
from digests.publishing import publish, withdraw

__all__ = [
    "Chosen",
    "add_quotation",
    "approve",
    "approve_statement",
    "approve_verified",
    "cite",
    "citing",
    "disapprove_statement",
    "drop_statement",
    "dropped_from",
    "edits_of",
    "move_section",
    "move_statement",
    "pin_answer",
    "publish",
    "restore_statement",
    "retitle",
    "rewrite",
    "rewrite_heading",
    "rewrite_lead",
    "undo",
    "unpin",
    "verdict_on",
    "withdraw",
]
