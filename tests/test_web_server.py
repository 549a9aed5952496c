"""The server itself, with a small application in the place of Threepass."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from curation.project import web
from tests.answering import BUSY

ROOT = Path(__file__).resolve().parent.parent
SERVE = "from curation.project import web; web.APPLICATION = 'tests.answering:application'; web.main()"
LAUNCH_SECONDS = 30


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def serve(port):
    started = []

    def start(processes):
        told = ["--port", str(port), "--processes", str(processes)]
        started.append(subprocess.Popen([sys.executable, "-c", SERVE, *told], cwd=ROOT))
        wait_for(port)
        return started[0]

    yield start
    for server in started:
        server.terminate()
        server.wait(LAUNCH_SECONDS)


def wait_for(port):
    until = time.monotonic() + LAUNCH_SECONDS
    while time.monotonic() < until:
        try:
            return answer(port)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server does not answer.")


def answer(port):
    """The id of the process that answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=LAUNCH_SECONDS)
    try:
        connection.request("GET", "/")
        return int(connection.getresponse().read())
    finally:
        connection.close()


def test_while_one_process_is_busy_another_answers(serve, port):
    server = serve(2)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(answer, port)
        time.sleep(BUSY / 3)
        second = threads.submit(answer, port)
        answered = {first.result(), second.result()}
    assert len(answered) == 2
    assert server.pid not in answered


def test_one_process_needs_no_parent(serve, port):
    server = serve(1)
    assert answer(port) == server.pid


def test_it_ends_with_all_its_processes_when_it_is_told_to(serve, port):
    server = serve(2)
    server.terminate()
    server.wait(LAUNCH_SECONDS)
    with pytest.raises(OSError, match="refused"):
        answer(port)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_socket_names_its_protocol_and_is_handed_on(host):
    with web.listening(host, 0) as shared:
        assert (shared.proto, shared.get_inheritable()) == (socket.IPPROTO_TCP, True)


def test_a_port_that_was_just_left_is_taken_again(port):
    with web.listening("127.0.0.1", port) as shared:
        shared.listen()
        with socket.create_connection(("127.0.0.1", port)) as asking:
            shared.accept()[0].close()
            asking.recv(1)
    with web.listening("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


@pytest.mark.parametrize(("cores", "processes"), [(1, 1), (3, 3), (64, web.MOST)])
def test_there_is_a_process_for_each_core_up_to_a_few(monkeypatch, cores, processes):
    monkeypatch.delenv("WEB_PROCESSES", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(cores)), raising=False)
    assert web.processes() == processes


def test_as_many_as_are_asked_for_are_started(monkeypatch):
    monkeypatch.setenv("WEB_PROCESSES", "7")
    assert web.processes() == 7
