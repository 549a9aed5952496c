"""Which language model is asked, if any."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from curation.ai.base import Chat


def get_chat() -> Chat | None:
    """None where no model is set: then all prose is quoted."""
    return _made_by(settings.CHAT) if settings.CHAT else None


@lru_cache(maxsize=1)
def _made_by(path: str) -> Chat:
    """Once per process: what it learns about its endpoint stays learnt."""
    chat: Chat = import_string(path)()
    return chat
