"""In: the settings. Out: the transcriber they name. Knows no database."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from curation.ai.base import Transcriber


@cache
def get_transcriber() -> Transcriber:
    """The adapter that `settings.TRANSCRIBER` names; made once per process, its weights loaded at the first speech.

    Raises Misconfigured where its engine is not installed.
    """
    transcriber: Transcriber = import_string(settings.TRANSCRIBER)()
    return transcriber
