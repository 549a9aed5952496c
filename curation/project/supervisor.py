"""Web server, workers and beat as children that live and die together."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from curation.errors import Misconfigured

GRACE = 15.0

Children = dict[str, "subprocess.Popen[bytes]"]


def refuse_taken_port(host: str, port: int) -> None:
    """Raises Misconfigured where somebody else already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                f"Port {port} is in use; stop what listens there, or choose another: make run PORT={port + 1}."
            ) from error


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Raises Misconfigured where another supervisor runs from the same folder: the first to stop would take
    the other's database away.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Misconfigured(f"Threepass already runs from {var}; stop it, or choose another VAR.") from error
        yield


@contextmanager
def children(host: str, port: int, logs: Path) -> Iterator[Children]:
    """Start all; on leaving, stop all. Each writes its own file under `logs`."""
    logs.mkdir(parents=True, exist_ok=True)
    running: Children = {}
    try:
        for name, arguments in _commands(host, port).items():
            running[name] = _start(arguments, logs / f"{name}.log")
        yield running
    finally:
        _stop(running)


def wait_for_web(running: Children, host: str, port: int, patience: float = 60.0) -> None:
    """Raises Misconfigured where a child ends, or the web server does not answer, before `patience` seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        refuse_dead(running)
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Misconfigured("The web server does not answer; see the log of 'web'.")


def wait_for_end(running: Children) -> None:
    """Until Ctrl-C, a polite kill, or the end of a child."""
    with _interrupted_by(signal.SIGTERM, signal.SIGHUP):
        try:
            while True:
                refuse_dead(running)
                time.sleep(0.5)
        except KeyboardInterrupt:
            return


def refuse_dead(running: Children) -> None:
    for name, child in running.items():
        if child.poll() is not None:
            raise Misconfigured(f"The {name} process ended by itself (exit {child.returncode}); see its log.")


def _commands(host: str, port: int) -> dict[str, list[str]]:
    """Speech has a worker of its own: hours of it hold up nothing else. And mail is held up by nothing."""
    celery = ["-m", "celery", "-q", "-A", "curation.project.celery"]
    worker = [*celery, "worker", "--without-gossip", "--without-mingle", "-l", "WARNING"]
    return {
        "web": ["-m", "curation.project.web", "--host", host, "--port", str(port)],
        "worker": [*worker, "--concurrency", "2"],
        "transcriber": [*worker, "--concurrency", "1", "-Q", "transcribe", "-n", "transcriber@%h"],
        "mailer": [*worker, "-P", "solo", "-Q", "mail", "-n", "mailer@%h"],
        "beat": [*celery, "beat", "--pidfile=", "-l", "WARNING"],
    }


def _start(arguments: list[str], log: Path) -> "subprocess.Popen[bytes]":
    """In a session of its own: Ctrl-C reaches the supervisor alone, which then stops the others in order."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _stop(running: Children) -> None:
    """A second Ctrl-C does not hurry it: what is not stopped here is stopped by nobody."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in running.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in running.values():
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@contextmanager
def _interrupted_by(*signals: signal.Signals) -> Iterator[None]:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
