"""What an AI adapter must offer. Adapters import their SDK lazily and know no ORM."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Samples = NDArray[np.float32]
SAMPLE_RATE = 16_000


class Embedder(Protocol):
    """Turns texts into unit vectors.

    `model` names weights and revision: equal text and equal `model` mean an equal vector, so that
    stored vectors are never computed twice.
    """

    model: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Out: float32 array of shape (len(texts), dimensions), rows of length 1, in the order given."""
        ...


@dataclass(frozen=True)
class HeardWord:
    """One word as heard, its punctuation on it; times in milliseconds from the first sample."""

    text: str
    start_ms: int
    end_ms: int
    probability: float = 1.0


@dataclass(frozen=True)
class Heard:
    """All words of one stretch of sound, in order; none where nobody spoke.

    `language` is an ISO 639-1 code, empty where there were no words; `probability` is how sure that is.
    """

    words: tuple[HeardWord, ...] = ()
    language: str = ""
    probability: float = 0.0


class Transcriber(Protocol):
    """Turns speech into words. `model` names weights and engine, for the record."""

    model: str

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        """In: mono sound at 16 kHz, float32 in [-1, 1], some seconds to some minutes long.

        `language` says what is spoken where that is known already. Silence and music give no words. Raises
        Misconfigured, naming what to do, where the weights or the engine are missing, and TemporaryError
        where the same call may work later.
        """
        ...


@dataclass(frozen=True)
class Message:
    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class ChatRequest:
    """What a language model is asked. `schema` is the JSON schema of the answer, None for free text.

    `task` and `version` name the prompt, for the record. `key` is equal where the same answer would do: it
    leaves out what differs from call to call, the random marks around source text.
    """

    model: str
    messages: tuple[Message, ...]
    task: str
    version: str = ""
    key: str = ""
    schema: Mapping[str, Any] | None = None
    most_tokens: int = 2000


@dataclass(frozen=True)
class ChatReply:
    """`cut` says that it ended at the limit of tokens. `tokens_cached` of `tokens_in` were cheaper.

    `counted` is False where the server told no usage and the tokens are reckoned from the text.
    """

    text: str
    model: str
    tokens_in: int
    tokens_out: int
    tokens_cached: int = 0
    counted: bool = True
    cut: bool = False
    tries: int = 1


Listener = Callable[[str], None]


class Chat(Protocol):
    """A language model behind some door. `endpoint` names the door, for the record."""

    endpoint: str

    def complete(self, request: ChatRequest, *, listener: Listener | None = None) -> ChatReply:
        """With a `listener`, the answer is streamed: it is told each piece of text as it arrives.

        Raises ModelAway where a later call may succeed, TooLong where a shorter prompt may, ModelFailed for an
        answer that is none, and Misconfigured where only the operator can help.
        """
        ...


@runtime_checkable
class Prepared(Protocol):
    """What a Chat may do, too, whose first call would have to load much."""

    def prepare(self) -> None: ...


class Memory(Protocol):
    """Answers that were given before and found good: same prompt, same model, no second call."""

    def recall(self, request: ChatRequest) -> str | None:
        """Out: the text kept for this request's `key` and `model`, or None."""
        ...

    def keep(self, request: ChatRequest, text: str) -> None: ...
