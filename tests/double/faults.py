"""What can go wrong with a language model behind HTTP, each a small object to put into the double's script."""

import gzip
import json
from dataclasses import dataclass

from tests.double.answers import Said, piece, pieces
from tests.double.exchange import Exchange


@dataclass(frozen=True)
class RateLimited:
    """429. `after` goes into Retry-After, in seconds or as a date; None tells no time."""

    after: float | str | None = 1
    code: str = "rate_limit_exceeded"

    def serve(self, exchange: Exchange) -> None:
        told = {} if self.after is None else {"Retry_After": str(self.after)}
        exchange.refuse(429, self.code, "Rate limit reached.", **told)


@dataclass(frozen=True)
class ServerError:
    status: int = 500

    def serve(self, exchange: Exchange) -> None:
        exchange.refuse(self.status, "server_error", "The server had an error.")


@dataclass(frozen=True)
class Refuses:
    """Any status with any code: the model does not exist, the key is wrong, the prompt is too long."""

    status: int
    code: str
    message: str = "This cannot be done."
    param: str | None = None
    kind: str = "invalid_request_error"

    def serve(self, exchange: Exchange) -> None:
        exchange.refuse(self.status, self.code, self.message, param=self.param, kind=self.kind)


def Unauthorized() -> Refuses:
    return Refuses(401, "invalid_api_key", "Incorrect API key provided.")


def ModelNotFound() -> Refuses:
    return Refuses(404, "model_not_found", "The model does not exist.")


def ContextTooLong() -> Refuses:
    return Refuses(400, "context_length_exceeded", "This model reads fewer tokens.", "messages")


@dataclass(frozen=True)
class Timeout:
    """Says nothing for so long, then answers well. What it has read is on the bill."""

    seconds: float = 30

    def serve(self, exchange: Exchange) -> None:
        exchange.bill("")
        exchange.books.wait(self.seconds)
        exchange.send(200, Said(exchange.text).whole(exchange))


@dataclass(frozen=True)
class ResetMidStream:
    """The connection breaks after so many characters of the answer. `hard` loses what was not read yet."""

    after_chars: int = 20
    hard: bool = False

    def serve(self, exchange: Exchange) -> None:
        said = exchange.text[: self.after_chars]
        exchange.bill(said)
        exchange.open()
        _say(exchange, said)
        if self.hard:
            exchange.reset()


@dataclass(frozen=True)
class Truncated:
    """The answer stops after so many characters, as if it were whole; `told` is a finish_reason of length."""

    after_chars: int = 20
    told: bool = True

    def serve(self, exchange: Exchange) -> None:
        Said(exchange.text[: self.after_chars], finish="length" if self.told else "stop").serve(exchange)


@dataclass(frozen=True)
class WrongSchema:
    """Good JSON of another shape than was asked for."""

    def serve(self, exchange: Exchange) -> None:
        Said(json.dumps({"weather": "fair", "birds": [1, 2]})).serve(exchange)


@dataclass(frozen=True)
class Prose:
    """A friendly sentence in place of JSON."""

    def serve(self, exchange: Exchange) -> None:
        Said("Certainly! Here is what I think of it.").serve(exchange)


@dataclass(frozen=True)
class Empty:
    """`content` is an empty text, `null` stands for none, `choices` for no choice at all."""

    kind: str = "content"

    def serve(self, exchange: Exchange) -> None:
        said = Said("")
        if exchange.streams or self.kind == "content":
            said.serve(exchange)
            return
        exchange.bill("")
        whole = said.whole(exchange)
        whole["choices"][0]["message"]["content"] = None
        exchange.send(200, whole | ({"choices": []} if self.kind == "choices" else {}))


@dataclass(frozen=True)
class Endless:
    """Never stops. `silent`: it has said all, and never ends the body."""

    silent: bool = False

    def serve(self, exchange: Exchange) -> None:
        exchange.bill(exchange.text)
        exchange.open()
        _say(exchange, exchange.text)
        while not exchange.books.closing:
            if self.silent:
                exchange.books.wait(0.05)
            else:
                _say(exchange, "and so on " * 100)


@dataclass(frozen=True)
class SlowDrip:
    """A few letters now and then, so that no wait between two bytes is long."""

    every: float = 0.05
    letters: int = 2

    def serve(self, exchange: Exchange) -> None:
        exchange.bill(exchange.text)
        exchange.open()
        while not exchange.books.closing:
            for begin in range(0, len(exchange.text), self.letters):
                exchange.books.wait(self.every)
                _say(exchange, exchange.text[begin : begin + self.letters])


@dataclass(frozen=True)
class SlowHead:
    """Not even the head of the answer comes to an end."""

    every: float = 0.05

    def serve(self, exchange: Exchange) -> None:
        exchange.bill("")
        exchange.write(b"HTTP/1.1 200 OK\r\n")
        while not exchange.books.closing:
            exchange.write(b"X-Wait: a little\r\n")
            exchange.books.wait(self.every)


@dataclass(frozen=True)
class Huge:
    """One answer of this many bytes."""

    size: int = 10_000_000

    def serve(self, exchange: Exchange) -> None:
        Said("a" * self.size).serve(exchange)


@dataclass(frozen=True)
class WrongContentType:
    """200, and a web page: a proxy's, a login's, or the wrong address."""

    kind: str = "text/html"
    page: str = "<html><body>Welcome</body></html>"

    def serve(self, exchange: Exchange) -> None:
        exchange.send(200, self.page.encode(), kind=self.kind)


@dataclass(frozen=True)
class BadJson:
    """Called JSON, and none."""

    def serve(self, exchange: Exchange) -> None:
        exchange.bill("")
        if not exchange.streams:
            exchange.send(200, b'{"choices": [{"message": ')
            return
        exchange.open()
        exchange.event(b'{"choices": [{"delta": ')
        exchange.close()


@dataclass(frozen=True)
class ErrorEvent:
    """A stream that tells of an error in place of its next piece."""

    after_chars: int = 20

    def serve(self, exchange: Exchange) -> None:
        said = exchange.text[: self.after_chars]
        exchange.bill(said)
        exchange.open()
        _say(exchange, said)
        exchange.event({"error": {"message": "The server is overloaded.", "code": 503}})
        exchange.close()


@dataclass(frozen=True)
class BreaksAtTheEnd:
    """All is said, and that it is all; then the connection breaks."""

    def serve(self, exchange: Exchange) -> None:
        exchange.bill(exchange.text)
        exchange.open()
        _say(exchange, exchange.text)
        if exchange.streams:
            exchange.event(piece(exchange, {}, finish="stop"))


@dataclass(frozen=True)
class Packed:
    """Compressed, though that was not asked for."""

    def serve(self, exchange: Exchange) -> None:
        exchange.bill(exchange.text)
        data = gzip.compress(json.dumps(Said(exchange.text).whole(exchange)).encode())
        exchange.send(200, data, **{"Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Declines:
    """The refusal field is filled and the content is empty."""

    def serve(self, exchange: Exchange) -> None:
        Said("", refusal="I can't help with that.").serve(exchange)


@dataclass(frozen=True)
class Filtered:
    """Stopped by the provider's content filter in the middle."""

    def serve(self, exchange: Exchange) -> None:
        Said(exchange.text[:20], finish="content_filter").serve(exchange)


@dataclass(frozen=True)
class Redirect:
    """Sends the caller, and the key with it, to another host."""

    to: str = "http://127.0.0.1:9/v1/chat/completions"
    status: int = 302

    def serve(self, exchange: Exchange) -> None:
        exchange.send(self.status, {}, Location=self.to)


def _say(exchange: Exchange, text: str) -> None:
    """More of the answer, as an event or as bytes that are no JSON yet."""
    if text and not exchange.streams:
        exchange.chunk(text.encode())
        return
    for said in pieces(text):
        exchange.event(piece(exchange, {"content": said}))
