"""In: an assignment and a model. Out: its draft, by a kept answer, one call, or one more that says what was wrong."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from curation.ai.base import Chat, ChatReply, ChatRequest, Listener, Memory, Message
from curation.errors import ModelFailed, TooLong
from curation.writing.assignments import Assignment
from curation.writing.fencing import one_line
from curation.writing.prompting import repair

R = TypeVar("R", bound=BaseModel)
D = TypeVar("D", bound=BaseModel)
_SHOWN_AGAIN = 6_000


@dataclass(frozen=True)
class Asking:
    """`models` names a model for "small" and "large", and may name another one for a task."""

    chat: Chat
    memory: Memory
    models: Mapping[str, str]

    def ask(self, assignment: Assignment[R, D], *, listener: Listener | None = None) -> D:
        """Raises ModelFailed where the second answer cannot be used either; only used answers are kept.

        An empty answer that was charged for is asked for once more as well: models that think before they
        answer may have used all the room for that.
        """
        prompt = assignment.prompt
        request = assignment.request(self.models.get(prompt.task) or self.models[prompt.model_class])
        known = self.memory.recall(request)
        if known is not None:
            with suppress(ModelFailed):
                return assignment.read(known)
        reply = None
        try:
            reply = self.chat.complete(request, listener=listener)
            draft = _read(assignment, reply)
        except ModelFailed as error:
            if reply is None and (isinstance(error, TooLong) or error.spent is None):
                raise
            reply = self.chat.complete(_again(request, reply, str(error)))
            draft = _read(assignment, reply)
        self.memory.keep(request, reply.text)
        return draft


def _read(assignment: Assignment[R, D], reply: ChatReply) -> D:
    if reply.cut:
        raise TooLong("The model's answer was cut off at its limit.")
    return assignment.read(reply.text)


def _again(request: ChatRequest, reply: ChatReply | None, fault: str) -> ChatRequest:
    """The same prompt with the answer and what is wrong with it; twice the room where it was cut or is none."""
    text = reply.text if reply else ""
    given = one_line(text)[:_SHOWN_AGAIN]
    said = (Message("assistant", given),) if given else ()
    return replace(
        request,
        messages=(*request.messages, *said, Message("user", repair(one_line(fault)))),
        key=hashlib.sha256(f"{request.key} {text}".encode()).hexdigest(),
        most_tokens=request.most_tokens * (1 if reply and not reply.cut else 2),
    )
