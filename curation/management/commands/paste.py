import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from curation.choose import handover_of
from curation.errors import Refused
from curation.handover_data import taken_data
from curation.handovers import LARGEST_ANSWER, take
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Take what your own chat answered to a prompt, from a file or from stdin."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("prompt", type=int, help="the number that `prompt` told")
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--chat", default="", help="what your chat is called")
        parser.add_argument("--replace", action="store_true", help="write over what is there already")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        handover = handover_of(owner, options["prompt"])
        taken = take(handover, _read(options["file"]), chat=options["chat"], replacing=options["replace"])
        return taken_data(handover, taken).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        counted = f"{data['verified']} verified, {data['close']} retold, {data['unsupported']} not supported"
        self.stdout.write(f"Taken and checked: {counted}. {settings.SITE_URL}{data['address']}")
        if data["stale"]:
            self.stdout.write(f"{data['stale']} of the passages have changed since the prompt was made.")


def _read(path: Path | None) -> str:
    """One byte more than is taken is enough to refuse it."""
    try:
        with path.open("rb") if path else nullcontext(sys.stdin.buffer) as stream:
            return stream.read(LARGEST_ANSWER + 1).decode("utf-8-sig", "replace")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
