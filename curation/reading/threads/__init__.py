"""Talks: questions that follow each other, of one source or of what a scope leaves of the library."""

from curation.reading.threads.context import turns_before
from curation.reading.threads.keeping import remove, rename, rescope, scope_of, thread_for

__all__ = ["remove", "rename", "rescope", "scope_of", "thread_for", "turns_before"]
