"""Which writer writes: a language model where one is set, and always the one that quotes."""

from functools import cache

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.embedding import get_embedder
from curation.models import Run
from curation.writing.base import Writer


def get_writer(owner: User, *, run: Run | None = None, patient: bool = False) -> Writer:
    """A writer for one piece of this owner's work; calls of a model are booked on the owner, and on `run`.

    With `patient`, ModelAway is raised where the model names a time at which to come back.
    """
    return _quoting_writer()


@cache
def _quoting_writer() -> Writer:
    """Made once per process. It is given the embedder, not the database."""
    writer: Writer = import_string(settings.WRITER)(get_embedder())
    return writer
