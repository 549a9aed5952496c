"""Which writer writes: a language model where one is set, and always the one that quotes."""

from functools import cache

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.ai.base import Chat
from curation.chat import get_chat, get_models
from curation.checking import is_borne_out
from curation.embedding import get_embedder
from curation.ledger import BookedChat, KeptReplies
from curation.models import Run
from curation.profile import profile_of
from curation.writing.base import Writer
from curation.writing.fallback import FallbackWriter
from curation.writing.llm import LlmWriter


def get_writer(owner: User, *, run: Run | None = None, patient: bool = False, quoting: bool = False) -> Writer:
    """A writer for one piece of this owner's work; calls of a model are booked on the owner, and on `run`.

    With `patient`, ModelAway is raised where the model names a time at which to come back. With `quoting`, no
    model is asked: the owner would rather not pay.
    """
    chat = None if quoting else get_chat()
    if chat is None:
        return quoting_writer()
    return FallbackWriter(_composing_writer(chat, owner, run), quoting_writer(), patient=patient)


def _composing_writer(chat: Chat, owner: User, run: Run | None) -> Writer:
    memory = KeptReplies(owner, run, endpoint=chat.endpoint)
    booked = BookedChat(chat, owner, run)
    reader = profile_of(owner).words
    return LlmWriter(booked, memory, get_models(), check=is_borne_out, reads=settings.LLM_READS, reader=reader)


@cache
def quoting_writer() -> Writer:
    """Made once per process. It is given the embedder, not the database."""
    writer: Writer = import_string(settings.WRITER)(get_embedder())
    return writer
