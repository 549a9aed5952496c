"""How a request goes through the application of the web server."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from threading import get_ident

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

ROOT = Path(__file__).resolve().parent.parent
seen = {}


def outer(get_response):
    def middleware(request):
        seen["outer, in"] = get_ident()
        response = get_response(request)
        seen["outer, out"] = get_ident()
        return response

    return middleware


def inner(get_response):
    def middleware(request):
        seen["inner, in"] = get_ident()
        response = get_response(request)
        seen["inner, out"] = get_ident()
        return response

    return middleware


def page(request):
    seen["view"] = get_ident()
    return HttpResponse("A page.", headers={"X-Method": request.method})


def stream(_request):
    async def pieces():
        for piece in ("one ", "two"):
            seen["stream"] = get_ident()
            yield piece

    return StreamingHttpResponse(pieces())


def broken(_request):
    raise ValueError("Nothing of this is shown.")


urlpatterns = [path("", page), path("stream", stream), path("broken", broken)]


@pytest.fixture
def application(monkeypatch, settings):
    monkeypatch.setenv("DATABASE_POOL", "false")
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, [f"{__name__}.outer", f"{__name__}.inner"]
    seen.clear()
    from curation.project.asgi import OneThreadARequest

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield OneThreadARequest()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(application, address, method="GET"):
    """What is sent for a request: status, headers and the pieces of its body."""
    scope = {
        "type": "http",
        "method": method,
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    sent, waiting = [], [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return waiting.pop() if waiting else await asyncio.Future()

    async def send(message):
        sent.append(message)

    asyncio.run(application(scope, receive, send))
    head, *pieces = sent
    return head["status"], dict(head["headers"]), [piece["body"] for piece in pieces if piece.get("body")]


def test_all_of_a_request_is_in_one_thread_that_is_not_the_loop_s(application):
    asked(application, "/")
    assert len(seen) == 5
    assert len(set(seen.values())) == 1
    assert get_ident() not in seen.values()


def test_the_page_of_the_view_is_answered(application):
    status, headers, pieces = asked(application, "/", method="POST")
    assert (status, headers[b"X-Method"], pieces) == (200, b"POST", [b"A page."])


def test_a_stream_goes_out_piece_by_piece_from_the_loop(application):
    assert asked(application, "/stream")[2] == [b"one ", b"two"]
    assert seen["stream"] == get_ident()


def test_an_error_is_answered_and_passes_all_middleware(application):
    assert asked(application, "/broken")[0] == 500
    assert {"outer, out", "inner, out"} <= seen.keys()


@pytest.mark.parametrize(("told", "kept"), [({}, "true"), ({"DATABASE_POOL": "false"}, "false")])
def test_a_web_process_keeps_its_connections_unless_it_is_told_not_to(told, kept):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_POOL"} | told
    script = "import os, curation.project.asgi; print(os.environ['DATABASE_POOL'])"
    finished = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert finished.stdout.strip() == kept
