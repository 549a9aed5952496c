"""Which writer writes: the one that `settings.WRITER` names."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from curation.embedding import get_embedder
from curation.writing.base import Writer


@cache
def get_writer() -> Writer:
    """Made once per process. It is given the embedder, not the database."""
    writer: Writer = import_string(settings.WRITER)(get_embedder())
    return writer
