import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from curation.errors import CurationError, Refused
from curation.verbs import VerbCommand
from digests import newsletter

MOST_BYTES = 2_000_000


class Command(VerbCommand):
    help = "Read one mail that came back, complains or asks to be left alone, and act on it. For a mail server's pipe."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="default: standard input")
        parser.add_argument("--to", default="", metavar="ADDRESS", help="the address that it came to")

    def perform(self, _owner: User, options: dict[str, Any]) -> dict[str, Any]:
        data = _read(options["file"])
        event = newsletter.read_return(data, options["to"])
        if event is None:
            return _left(data)
        delivery = newsletter.record(event)
        if delivery is None:
            return {"did": "nothing", "why": "it names no mail that was sent from here"}
        return {"did": event.kind.value, "address": delivery.address, "status": delivery.status, "words": event.words}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(", ".join(str(value) for value in data.values()))


def _read(name: str) -> bytes:
    """No more than a report has; a mail that is larger is read so far."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    try:
        return Path(name).read_bytes()[:MOST_BYTES]
    except OSError as error:
        raise Refused(f"{name} cannot be read.") from error


def _left(data: bytes) -> dict[str, Any]:
    """No error for other mail: a mail server would send it back to whoever wrote it."""
    try:
        address = newsletter.leave(newsletter.subject_of(data))
    except CurationError:
        return {"did": "nothing", "why": "it is no report and no wish to be left alone"}
    return {"did": "unsubscribed", "address": address}
