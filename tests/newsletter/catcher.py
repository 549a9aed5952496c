"""A mail server for tests, on this machine: it keeps what it is given, and answers as it is told."""

import asyncio
import socket
from collections import Counter

from aiosmtpd.controller import Controller


class Catcher:
    """`answers` are what the next recipients are told, by address or for all under `""`; `pause` seconds a mail."""

    def __init__(self, pause=0.0):
        self.pause = pause
        self.letters = []
        self.answers = {}
        self.sessions = set()
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port(), ready_timeout=10)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_):
        self._controller.stop()

    @property
    def port(self):
        return self._controller.port

    @property
    def received(self):
        """How often each address has got a mail."""
        return Counter(address for _, recipients, _ in self.letters for address in recipients)

    async def handle_RCPT(self, server, session, envelope, address, options):
        told = self.answers.get(address) or self.answers.get("")
        if told:
            return told.pop(0) if isinstance(told, list) else told
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.sessions.add(session.peer)
        await asyncio.sleep(self.pause)
        self.letters.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return "250 Taken"


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
