"""In: the drafts of one upload. Out: sources, chapters and passages, all of them or none. The one door to storing."""

from ingest.store.storing import Stored, store

__all__ = ["Stored", "store"]
