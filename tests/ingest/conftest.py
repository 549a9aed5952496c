import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

_LISTS = Path(__file__).parent / "lists"


@pytest.fixture
def inputs() -> Path:
    folder = Path(os.environ.get("THREEPASS_INPUTS", Path(__file__).parents[2].parent / "shared" / "inputs"))
    if not folder.is_dir():
        pytest.skip("the shared real files are not here")
    return folder


@pytest.fixture
def one_input(inputs):
    return lambda prefix: next(inputs.glob(f"{prefix}_*")).read_bytes()


@pytest.fixture
def labelled():
    """Lists written for these tests: lines, and the indexes of those that begin an entry."""

    def load(pattern):
        for path in sorted(_LISTS.glob(pattern)):
            entries = [entry.strip("\n").split("\n") for entry in path.read_text("utf-8").split("%%")]
            starts, count = set(), 0
            for entry in entries:
                starts.add(count)
                count += len(entry)
            yield [line for entry in entries for line in entry], starts

    return load


class Site:
    """A local web site that answers as it was told and records what it was asked."""

    def __init__(self, server):
        self.port = server.server_address[1]
        self.answers = {}
        self.asked = []

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def answer(self, path="/", body=b"<p>Hello</p>", *, status=200, **headers):
        """`body` may be a function that writes to the connection by itself."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html"} | named, body)
        return self.url(path)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        status, headers, body = site.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if callable(body):
            body(self.wfile)
        else:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that hangs up half-way is what these tests are about."""


@pytest.fixture
def site():
    server = _QuietServer(("127.0.0.1", 0), _Handler)
    server.site = Site(server)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.site
    server.shutdown()
    server.server_close()
