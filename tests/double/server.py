"""The double: `/v1/chat/completions`, plain and streamed, and `/v1/models`, on 127.0.0.1.

    with ChatDouble() as double:
        double.script("Hello.", RateLimited(after=1), lambda body: {"statements": []})

Each call takes the next entry of the script; when it is empty, the double answers competently. By hand, beside
a server: `python -m tests.double --port 8089`, with OPENAI_BASE_URL=http://127.0.0.1:8089/v1.
"""

import json
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self

from tests.double.answers import Said
from tests.double.exchange import Exchange
from tests.double.writing import writes_well

COMPLETIONS, MODELS = "/v1/chat/completions", "/v1/models"
Body = dict[str, Any]


class Served(Protocol):
    """What can be served: an answer or a fault."""

    def serve(self, exchange: Exchange) -> None: ...


Entry = str | dict[str, Any] | list[Any] | Served | Callable[[Body], Any]


@dataclass(frozen=True)
class Asked:
    """One request as it came in; names of headers in lower case."""

    path: str
    body: Body
    headers: dict[str, str] = field(repr=False)

    @property
    def prompt(self) -> str:
        return "\n\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def task(self) -> str:
        """The name of the schema that was asked for; empty without one."""
        asked = self.body.get("response_format") or {}
        return str(asked.get("json_schema", {}).get("name", ""))


@dataclass
class Bill:
    """What a provider would charge for. A refused request costs nothing."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0

    def add(self, tokens_in: int, tokens_out: int, tokens_cached: int) -> None:
        self.calls += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        self.tokens_cached += tokens_cached


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    double: "ChatDouble"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        known = [{"id": name, "object": "model", "owned_by": "double"} for name in self.server.double.models]
        found = self.path.rstrip("/") == MODELS
        answer: Body = {"object": "list", "data": known} if found else {"error": {"message": "Nothing here."}}
        Exchange(self, {}, "", self.server.double).send(200 if found else 404, answer)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with suppress(OSError):
            self.server.double.serve(self, Asked(self.path, body, headers))

    def log_message(self, *_: object) -> None:
        pass


class ChatDouble:
    """`requests` are all that came in, `served` is its own count of what was charged, `bills` the same by model."""

    def __init__(self, port: int = 0, *, otherwise: Entry = writes_well) -> None:
        self.requests: list[Asked] = []
        self.served, self.bills = Bill(), dict[str, Bill]()
        self.models = ["small-model", "large-model"]
        self.otherwise = otherwise
        self._port = port
        self._script: deque[Entry] = deque()
        self._lacks: set[str] = set()
        self._left: int | None = None
        self._lock, self._over = threading.Lock(), threading.Event()
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        self.on()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.off()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def closing(self) -> bool:
        return self._over.is_set()

    def on(self) -> None:
        """Listens again, at the port it had."""
        if self._server:
            return
        self._server = _Server(("127.0.0.1", self._port), _Handler)
        self._server.double = self
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def off(self) -> None:
        """Connections are refused from now on; what is being answered is answered."""
        server, self._server = self._server, None
        if server:
            server.shutdown()
            server.server_close()

    def off_after(self, calls: int) -> None:
        """Goes off by itself once so many more requests have come in; the last one is answered."""
        self._left = calls

    def script(self, *entries: Entry) -> None:
        """Add what the next calls get, one entry each."""
        self._script.extend(entries)

    def lacks(self, *features: str) -> None:
        """From now on 400 for these: json_schema, json_object, stream_options, max_completion_tokens, max_tokens.

        `usage` and `stream` are not refused: the one is never told, the other not done. With `param` the 400 names
        no parameter.
        """
        self._lacks.update(features)

    def has(self, *features: str) -> None:
        """From now on these are understood again."""
        self._lacks.difference_update(features)

    def tasks(self) -> list[str]:
        """The names of the schemas that were asked for, in order."""
        return [asked.task for asked in self.requests]

    def bill(self, model: str, tokens_in: int, tokens_out: int, tokens_cached: int = 0) -> None:
        with self._lock:
            self.served.add(tokens_in, tokens_out, tokens_cached)
            self.bills.setdefault(model, Bill()).add(tokens_in, tokens_out, tokens_cached)

    def wait(self, seconds: float) -> None:
        self._over.wait(seconds)

    def serve(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if self._is_last(asked):
            self.off()
        lacking = self._lacking(asked.body)
        if asked.path != COMPLETIONS or lacking:
            param = None if "param" in self._lacks else lacking
            exchange = Exchange(handler, asked.body, "", self)
            exchange.refuse(400 if lacking else 404, "unsupported", f"{lacking} is unknown here.", param=param)
            return
        self._next(asked.body, handler)

    def _is_last(self, asked: Asked) -> bool:
        with self._lock:
            self.requests.append(asked)
            if self._left is not None:
                self._left -= 1
            last = self._left == 0
            self._left = None if last else self._left
        return last

    def _next(self, body: Body, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            entry = self._script.popleft() if self._script else self.otherwise
        answer = entry(body) if callable(entry) else entry
        served: Served = answer if hasattr(answer, "serve") else self._spoken(answer)
        text = served.text if isinstance(served, Said) else writes_well(body)
        told = body | {"stream": False} if "stream" in self._lacks else body
        served.serve(Exchange(handler, told, text, self))

    def _spoken(self, answer: Any) -> Said:
        """A text as it is; anything else as the JSON of it."""
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return Said(text, usage="usage" not in self._lacks)

    def _lacking(self, body: Body) -> str:
        """The parameter that this server does not know."""
        asked = (body.get("response_format") or {}).get("type", "")
        if asked in self._lacks:
            return "response_format"
        refused = self._lacks - {"stream", "usage", "param"}
        return next((name for name in sorted(refused) if name in body), "")
