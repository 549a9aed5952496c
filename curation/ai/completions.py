"""What a server tells in answer to a chat request, whole or piece by piece, as much of it as it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, WrapValidator

from curation.ai.base import ChatRequest
from curation.ai.bounded import Interrupted
from curation.ai.reckoning import reckoned
from curation.errors import Spent

# More than any model reads or writes at once: what is told beyond that is a mistake.
MOST_TOKENS = 10_000_000


class Unreadable(Interrupted):
    """What came is no answer to a chat request."""


class NoModel(Unreadable):
    """What came is a page, a proxy's or a login's: no model has seen the request."""


def _or_none(told: Any, read: Callable[[Any], Any]) -> Any:
    """What is beside the answer must not lose it."""
    try:
        return read(told)
    except ValidationError:
        return None


def _joined(told: Any) -> Any:
    """Some servers give an answer in parts; those that are no text, thoughts for instance, are left out."""
    if not isinstance(told, list):
        return told
    parts = [part.get("text") if isinstance(part, dict) else part for part in told]
    return "".join(part for part in parts if isinstance(part, str))


Count = Annotated[Annotated[int, Field(ge=0, le=MOST_TOKENS)] | None, WrapValidator(_or_none)]


class ToldText(BaseModel):
    content: Annotated[str | None, BeforeValidator(_joined)] = None
    refusal: str | None = None


class ToldChoice(BaseModel):
    """`message` of a whole answer, `delta` of a piece."""

    message: ToldText | None = None
    delta: ToldText | None = None
    finish_reason: str | None = None


class ToldDetails(BaseModel):
    cached_tokens: Count = None


class ToldUsage(BaseModel):
    """Counts that are missing, negative or absurd are None: then nothing is counted, and all is reckoned."""

    prompt_tokens: Count = None
    completion_tokens: Count = None
    prompt_tokens_details: Annotated[ToldDetails | None, WrapValidator(_or_none)] = None

    def spent(self, tries: int) -> Spent | None:
        if not self.prompt_tokens or self.completion_tokens is None:
            return None
        cached = (self.prompt_tokens_details and self.prompt_tokens_details.cached_tokens) or 0
        counts = self.prompt_tokens, self.completion_tokens, min(cached, self.prompt_tokens)
        return Spent(*counts, counted=True, tries=tries)


class Told(BaseModel):
    choices: list[ToldChoice] | None = None
    usage: Annotated[ToldUsage | None, WrapValidator(_or_none)] = None


@dataclass
class Answer:
    """What was heard so far. `finish` is why it ended, empty while it has not."""

    text: str = ""
    finish: str = ""
    refused: bool = False
    usage: ToldUsage | None = None

    def hear(self, told: object) -> str:
        """In: JSON as bytes, or an object with the attributes of one. Out: the text that is new. Raises Unreadable."""
        read = _read(told)
        self.usage = read.usage or self.usage
        if not read.choices:
            return ""
        choice = read.choices[0]
        said = choice.message or choice.delta or ToldText()
        self.finish = choice.finish_reason or self.finish
        self.refused = self.refused or bool(said.refusal) or self.finish == "content_filter"
        self.text += said.content or ""
        return said.content or ""

    def spent(self, request: ChatRequest, *, size: int = 0, tries: int = 1) -> Spent:
        """Counted by the server where it counts. `size` is how many bytes came in, where no text could be read."""
        counted = self.usage.spent(tries) if self.usage else None
        if counted:
            return counted
        letters = len(self.text) or size
        return Spent(prompt_tokens(request), reckoned(letters), tries=tries)


def prompt_tokens(request: ChatRequest) -> int:
    return reckoned(sum(len(message.text) for message in request.messages))


def _read(told: object) -> Told:
    try:
        if isinstance(told, bytes):
            return Told.model_validate_json(told)
        return Told.model_validate(told, from_attributes=True)
    except ValidationError as error:
        raise Unreadable from error
