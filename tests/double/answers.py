"""What the double says when nothing goes wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.double.exchange import Exchange, tokens

_PIECE = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True)
class Said:
    """An answer. `finish` is the finish_reason; without `usage` no tokens are told; `cached` of them were cheaper."""

    text: str
    finish: str = "stop"
    usage: bool = True
    cached: int = 0
    refusal: str | None = None

    def serve(self, exchange: Exchange) -> None:
        exchange.bill(self.text, cached=self.cached)
        if exchange.streams:
            self._stream(exchange)
        else:
            exchange.send(200, self.whole(exchange))

    def whole(self, exchange: Exchange) -> dict[str, Any]:
        message = {"role": "assistant", "content": self.text, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        answer = _envelope(exchange, "chat.completion") | {"choices": [choice]}
        return answer | ({"usage": self.counted(exchange)} if self.usage else {})

    def counted(self, exchange: Exchange) -> dict[str, Any]:
        told_in, told_out = exchange.tokens_in, tokens(self.text) if self.text else 0
        details = {"cached_tokens": self.cached}
        sums = {"prompt_tokens": told_in, "completion_tokens": told_out, "total_tokens": told_in + told_out}
        return sums | {"prompt_tokens_details": details}

    def _stream(self, exchange: Exchange) -> None:
        exchange.open()
        for text in pieces(self.text):
            exchange.event(piece(exchange, {"content": text}))
        if self.refusal:
            exchange.event(piece(exchange, {"refusal": self.refusal}))
        exchange.event(piece(exchange, {}, finish=self.finish))
        wanted = (exchange.body.get("stream_options") or {}).get("include_usage")
        if wanted and self.usage:
            envelope = _envelope(exchange, "chat.completion.chunk")
            exchange.event(envelope | {"choices": [], "usage": self.counted(exchange)})
        exchange.event(b"[DONE]")
        exchange.close()


@dataclass(frozen=True)
class Told:
    """A good answer in a form of its own: `content` in parts, or whatever in the place of what was used."""

    content: list[dict[str, str]] | None = None
    usage: Any = None

    def serve(self, exchange: Exchange) -> None:
        content = self.content or exchange.text
        exchange.bill(exchange.text)
        if not exchange.streams:
            whole = Said(exchange.text, usage=False).whole(exchange)
            whole["choices"][0]["message"]["content"] = content
            exchange.send(200, whole | {"usage": self.usage})
            return
        exchange.open()
        exchange.event(piece(exchange, {"content": content}))
        exchange.event(piece(exchange, {}, finish="stop") | {"usage": self.usage})
        exchange.event(b"[DONE]")
        exchange.close()


def pieces(text: str) -> Iterator[str]:
    """A word at a time."""
    yield from _PIECE.findall(text)


def piece(exchange: Exchange, delta: Mapping[str, Any], *, finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return _envelope(exchange, "chat.completion.chunk") | {"choices": [choice], "usage": None}


def _envelope(exchange: Exchange, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-double", "object": kind, "created": 0, "model": exchange.model}
