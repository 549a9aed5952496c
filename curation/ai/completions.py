"""What a server tells in answer to a chat request, whole or piece by piece, as much of it as it gives."""

from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from curation.ai.base import ChatRequest
from curation.ai.bounded import Interrupted
from curation.errors import Spent

LETTERS_OF_A_TOKEN = 4


class Unreadable(Interrupted):
    """What came is no answer to a chat request."""


class NoModel(Unreadable):
    """What came is a page, a proxy's or a login's: no model has seen the request."""


class ToldText(BaseModel):
    content: str | None = None
    refusal: str | None = None


class ToldChoice(BaseModel):
    """`message` of a whole answer, `delta` of a piece."""

    message: ToldText | None = None
    delta: ToldText | None = None
    finish_reason: str | None = None


class ToldDetails(BaseModel):
    cached_tokens: int | None = None


class ToldUsage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: ToldDetails | None = None

    @property
    def cached(self) -> int:
        return (self.prompt_tokens_details and self.prompt_tokens_details.cached_tokens) or 0


class Told(BaseModel):
    choices: list[ToldChoice] | None = None
    usage: ToldUsage | None = None


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
        if self.usage and self.usage.prompt_tokens:
            usage = self.usage
            return Spent(usage.prompt_tokens, usage.completion_tokens, usage.cached, counted=True, tries=tries)
        letters = len(self.text) or size
        return Spent(prompt_tokens(request), reckoned(letters) if letters else 0, tries=tries)


def prompt_tokens(request: ChatRequest) -> int:
    return reckoned(sum(len(message.text) for message in request.messages))


def reckoned(letters: int) -> int:
    """Tokens of a text, roughly: by OpenAI's rule of thumb for English a token has four letters."""
    return max(1, letters // LETTERS_OF_A_TOKEN)


def _read(told: object) -> Told:
    try:
        if isinstance(told, bytes):
            return Told.model_validate_json(told)
        return Told.model_validate(told, from_attributes=True)
    except ValidationError as error:
        raise Unreadable from error
