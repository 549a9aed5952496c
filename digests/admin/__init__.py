"""Digests and what is made from them. Evidence is decided by code: its status is read-only everywhere."""

from digests.admin import (  # noqa: F401 (each registers its own)
    decks,
    digests,
    outgoing,
    readers,
    sections,
    series,
    statements,
)
