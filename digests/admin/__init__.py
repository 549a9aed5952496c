"""Digests and what is made from them. Evidence is decided by code: its status is read-only everywhere."""

from digests.admin import decks, digests, outgoing, sections, series, statements  # noqa: F401 (each registers its own)
