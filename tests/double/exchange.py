"""One request to the double and what is sent back, byte by byte where a fault wants it so."""

import json
import socket
import struct
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol


class Books(Protocol):
    """The double's own count of what a provider would put on its bill."""

    def bill(self, model: str, tokens_in: int, tokens_out: int, tokens_cached: int = 0) -> None: ...

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than the server lives."""
        ...

    @property
    def closing(self) -> bool: ...


def tokens(*texts: str) -> int:
    """Four characters are a token, and so are those that are left over."""
    return max(1, -(-sum(map(len, texts)) // 4))


class Exchange:
    """`text` is what the double would answer if nothing went wrong."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], text: str, books: Books) -> None:
        self.body, self.text, self.books = body, text, books
        self.model = str(body.get("model", ""))
        self.streams = bool(body.get("stream"))
        self._handler = handler

    @property
    def tokens_in(self) -> int:
        return tokens(*(str(message.get("content") or "") for message in self.body.get("messages", [])))

    def bill(self, said: str, *, cached: int = 0) -> None:
        """Booked before it is sent: whoever has the answer finds it booked."""
        self.books.bill(self.model, self.tokens_in, tokens(said) if said else 0, cached)

    def send(self, status: int, body: object, *, kind: str = "application/json", **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(status, kind, {"Content-Length": str(len(data)), **headers})
        self.write(data)

    def refuse(
        self,
        status: int,
        code: str,
        message: str,
        *,
        param: str | None = None,
        kind: str = "invalid_request_error",
        **headers: str,
    ) -> None:
        error = {"message": message, "type": kind, "param": param, "code": code}
        self.send(status, {"error": error}, **{name.replace("_", "-"): value for name, value in headers.items()})

    def head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self._handler.send_response(status)
        for name, value in {"Content-Type": kind, "Connection": "close", **headers}.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()
        self._handler.close_connection = True

    def open(self, kind: str = "") -> None:
        """Begin an answer of unknown length."""
        kind = kind or ("text/event-stream" if self.streams else "application/json")
        self.head(200, kind, {"Transfer-Encoding": "chunked"})

    def chunk(self, data: bytes) -> None:
        self.write(b"%x\r\n%s\r\n" % (len(data), data))

    def event(self, data: object) -> None:
        self.chunk(b"data: %s\n\n" % (data if isinstance(data, bytes) else json.dumps(data).encode()))

    def close(self) -> None:
        """End as it should be. Without it, the connection breaks off in the middle of the answer."""
        self.chunk(b"")

    def reset(self) -> None:
        """The hard end: what was sent and not read yet is lost."""
        linger = struct.pack("ii", 1, 0)
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        with suppress(OSError):
            self._handler.connection.close()

    def write(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()
