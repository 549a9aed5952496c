"""A language model that answers by a script, and a memory of what it said; both remember what they were asked."""

import json
from collections.abc import Callable
from typing import Any

from curation.ai.base import ChatReply, ChatRequest, Listener

Answer = str | dict[str, Any] | ChatReply | Exception | Callable[[ChatRequest], Any]


class ScriptedChat:
    """Implements `curation.ai.base.Chat`: one entry of the script a call, an error is raised.

    With a listener, the text is told in pieces of `piece` characters.
    """

    endpoint = "script"

    def __init__(self, *script: Answer, piece: int = 7) -> None:
        self.script, self.piece = list(script), piece
        self.requests: list[ChatRequest] = []

    def complete(self, request: ChatRequest, *, listener: Listener | None = None) -> ChatReply:
        self.requests.append(request)
        answer = self.script.pop(0)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        reply = answer if isinstance(answer, ChatReply) else said(answer, model=request.model)
        for start in range(0, len(reply.text) if listener else 0, self.piece):
            listener(reply.text[start : start + self.piece])
        return reply

    @property
    def asked(self) -> list[str]:
        """The tasks in the order in which they were asked."""
        return [request.task for request in self.requests]

    def prompt(self, call: int = -1) -> str:
        """All that one call was shown."""
        return "\n".join(message.text for message in self.requests[call].messages)


class ScriptedMemory:
    """Implements `curation.ai.base.Memory` in a dict."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def recall(self, request: ChatRequest) -> str | None:
        return self.kept.get((request.model, request.key))

    def keep(self, request: ChatRequest, text: str) -> None:
        self.kept[request.model, request.key] = text


def said(answer: str | dict[str, Any], *, model: str = "scripted", cut: bool = False) -> ChatReply:
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return ChatReply(text=text, model=model, tokens_in=1, tokens_out=1, cut=cut)


def statement(text: str, passage: int = 1, quote: str | None = None) -> dict[str, Any]:
    """As a model writes it: verbatim unless another quote is given."""
    return {"text": text, "citations": [{"passage": passage, "quote": text if quote is None else quote}]}
