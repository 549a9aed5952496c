"""What of OpenAI's API a server understands. Compatible servers differ in five things; nothing else is sent.

In: a request and a dialect. Out: the arguments of the call.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from curation.ai.base import ChatRequest

Shape = Literal["schema", "object", "words"]
LIMITS = ("max_completion_tokens", "max_tokens")
# What a refusal that could be helped by another form is about.
FORMAL = frozenset({"response_format", "stream_options", "reasoning_effort", *LIMITS})
OPENAI_HOSTS = (".openai.com", ".azure.com")
NAME = 64
ASK = "Answer with one JSON object that fits this JSON schema, and with nothing else:"


@dataclass(frozen=True)
class Dialect:
    """`shape` is how the shape of an answer is asked for: as a JSON schema, as some JSON object, in words alone.

    `limit` is how the limit of tokens is called; `usage`, whether a stream is asked to tell its tokens; `effort`,
    how much the model is asked to think, empty where it is not told.
    """

    shape: Shape = "schema"
    limit: str = LIMITS[0]
    usage: bool = True
    effort: str = ""

    def says(self, parameter: str, other: "Dialect") -> bool:
        """Do both say the same where `parameter` is about it?"""
        match name_of(parameter):
            case "response_format":
                return self.shape == other.shape
            case "stream_options":
                return self.usage == other.usage
            case "reasoning_effort":
                return self.effort == other.effort
            case "max_completion_tokens" | "max_tokens":
                return self.limit == other.limit
        return self == other


def name_of(parameter: str) -> str:
    """In: a parameter as a refusal names it, `response_format.json_schema` for instance."""
    return re.split(r"[.\[]", parameter)[0]


def first_tried(host: str, effort: str = "") -> Dialect:
    """OpenAI's own models refuse `max_tokens`. Ollama and others overlook the newer name without a word: the limit,
    and with it what a call can cost, would not hold."""
    ours = f".{host.split(':')[0]}".endswith(OPENAI_HOSTS)
    return Dialect(limit=LIMITS[0] if ours else LIMITS[1], effort=effort)


def dialects(first: Dialect, request: ChatRequest, *, streamed: bool) -> list[Dialect]:
    """`first`, then whatever else may be understood, those that give up least before the others."""
    shapes: tuple[Shape, ...] = ("schema", "object", "words") if request.schema else (first.shape,)
    usages = (True, False) if streamed else (first.usage,)
    efforts = dict.fromkeys((first.effort, ""))
    forms = product(shapes, usages, LIMITS, efforts)
    others = [Dialect(shape, limit, usage, effort) for shape, usage, limit, effort in forms]
    return [first, *(other for other in others if other != first)]


def without(refused: Dialect, parameter: str, left: list[Dialect]) -> list[Dialect]:
    """In: what a server refused, and the parameter it named, if any. Out: those that may still be tried."""
    return [dialect for dialect in left if not dialect.says(parameter, refused)]


def arguments(request: ChatRequest, dialect: Dialect, *, streamed: bool) -> dict[str, Any]:
    """No temperature: some models refuse any but their own."""
    told: dict[str, Any] = {"model": request.model, "messages": list(_messages(request, dialect))}
    told[dialect.limit] = request.most_tokens
    if request.schema and dialect.shape == "schema":
        named = {"name": request.task[:NAME], "schema": dict(request.schema), "strict": True}
        told["response_format"] = {"type": "json_schema", "json_schema": named}
    elif request.schema and dialect.shape == "object":
        told["response_format"] = {"type": "json_object"}
    if dialect.effort:
        told["reasoning_effort"] = dialect.effort
    if streamed and dialect.usage:
        told["stream_options"] = {"include_usage": True}
    return told


def _messages(request: ChatRequest, dialect: Dialect) -> Iterator[dict[str, str]]:
    """Where the schema cannot be sent, it stands at the end of the last message: not every server takes a
    system message there."""
    messages = request.messages
    if request.schema and dialect.shape != "schema":
        words = f"{messages[-1].text}\n\n{ASK}\n{json.dumps(request.schema, ensure_ascii=False)}"
        messages = (*messages[:-1], replace(messages[-1], text=words))
    yield from ({"role": message.role, "content": message.text} for message in messages)
