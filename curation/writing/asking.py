"""In: an assignment and a model. Out: its draft, by a kept answer, one call, or one more that says what was wrong."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from curation.ai.base import Chat, ChatReply, ChatRequest, Listener, Memory, Message
from curation.errors import ModelFailed, SaidNothing, TooLong
from curation.writing.assignments import Assignment
from curation.writing.fencing import one_line
from curation.writing.prompting import repair

R = TypeVar("R", bound=BaseModel)
D = TypeVar("D", bound=BaseModel)
_SHOWN_AGAIN = 6_000


@dataclass(frozen=True)
class Asking:
    """`models` names a model for "small" and "large", and may name another one for a task.

    `reader` is what the reader says of themselves, a line for each thing; empty where nothing is known.
    """

    chat: Chat
    memory: Memory
    models: Mapping[str, str]
    reader: str = ""

    def ask(self, assignment: Assignment[R, D], *, listener: Listener | None = None) -> D:
        """Raises ModelFailed where the second answer cannot be used either; only used answers are kept.

        Asked again is for what came and cannot be read, and for what was empty; what was declined or endless once
        would be so again.
        """
        prompt = assignment.prompt.told(self.reader)
        assignment = replace(assignment, prompt=prompt)
        request = assignment.request(self.models.get(prompt.task) or self.models[prompt.model_class])
        known = self.memory.recall(request)
        if known is not None:
            with suppress(ModelFailed):
                return assignment.read(known)
        draft, text = self._answered(assignment, request, listener)
        self.memory.keep(request, text)
        return draft

    def _answered(self, assignment: Assignment[R, D], request: ChatRequest, listener: Listener | None) -> tuple[D, str]:
        """Out: the draft, and the text that it was read from."""
        reply = None
        try:
            reply = self.chat.complete(request, listener=listener)
            return _read(assignment, reply), reply.text
        except SaidNothing:
            again = _roomier(request)
        except ModelFailed as error:
            if reply is None:
                raise
            again = _repairing(request, reply, str(error))
        reply = self.chat.complete(again)
        return _read(assignment, reply), reply.text


def _read(assignment: Assignment[R, D], reply: ChatReply) -> D:
    if reply.cut:
        raise TooLong("The model's answer was cut off at its limit.")
    return assignment.read(reply.text)


def _repairing(request: ChatRequest, reply: ChatReply, fault: str) -> ChatRequest:
    """The same prompt with the answer and what is wrong with it; twice the room where it was cut.

    Where there is no text to show, nothing is added: many chat templates refuse two messages of one role in a row.
    """
    given = one_line(reply.text)[:_SHOWN_AGAIN]
    if not given:
        return _roomier(request)
    said = Message("assistant", given), Message("user", repair(one_line(fault)))
    longer = replace(request, messages=(*request.messages, *said))
    return _roomier(longer) if reply.cut else longer


def _roomier(request: ChatRequest) -> ChatRequest:
    return replace(request, most_tokens=2 * request.most_tokens)
