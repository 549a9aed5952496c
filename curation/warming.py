"""Out: what the first question of a process needs is loaded, while its reader still writes it.

Whoever only reads pays for none of it: it begins where a page is opened to ask on.
"""

from contextlib import suppress
from functools import cache
from threading import Thread

from curation.ai.base import Prepared
from curation.chat import get_chat
from curation.embedding import get_embedder
from curation.errors import CurationError


@cache
def warm_up() -> Thread:
    """Returns at once; once in a process. What cannot be loaded is told to whoever asks for it."""
    thread = Thread(target=load, name="warming up", daemon=True)
    thread.start()
    return thread


def load() -> None:
    with suppress(CurationError):
        get_embedder().embed(["ready"])
    with suppress(CurationError):
        chat = get_chat()
        if isinstance(chat, Prepared):
            chat.prepare()
