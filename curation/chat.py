"""Which language models are asked, if any, and through what."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import Field, TypeAdapter, ValidationError

from curation.ai.base import Chat
from curation.errors import Misconfigured

_Models = TypeAdapter(dict[str, Annotated[str, Field(min_length=1)]])


def get_chat() -> Chat | None:
    """None where no model is set: then all prose is quoted."""
    if not settings.CHAT:
        return None
    chat: Chat = import_string(settings.CHAT)()
    return chat


def get_models() -> dict[str, str]:
    """Out: a model for `small` and one for `large`, and those of tasks that have their own."""
    return {**settings.LLM_MODELS, **read_task_models(settings.LLM_TASK_MODELS)}


@lru_cache(maxsize=8)
def read_task_models(text: str) -> Mapping[str, str]:
    """In: `{"task": "model"}`."""
    try:
        return _Models.validate_json(text)
    except ValidationError as error:
        raise Misconfigured('LLM_TASK_MODELS must be like {"answer": "the-name-of-a-model"}.') from error
