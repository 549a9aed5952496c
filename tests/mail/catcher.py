"""A mail server that keeps what it is given, byte for byte, and can refuse."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Catcher:
    """`raw` are the messages as bytes, `envelopes` pairs of a sender and its recipients."""

    def __init__(self):
        self.raw, self.envelopes = [], []

    async def handle_DATA(self, _server, _session, envelope):
        self.raw.append(envelope.original_content)
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        return "250 Taken"

    @property
    def messages(self):
        return [message_from_bytes(one, policy=default) for one in self.raw]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def started(catcher):
    """Out: the controller; its `port` is where mail is taken until it is stopped."""
    controller = Controller(catcher, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller
