"""The curator's desk: what the machine did is read-only, what a hand does is a verb of `editing`."""

from curation.admin import hand, interests, passages, sources, themes, ties, work  # noqa: F401 (each registers its own)
from curation.ledger import admin as ledger_admin  # noqa: F401 (so does this one)
