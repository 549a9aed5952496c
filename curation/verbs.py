"""What all command-line verbs share: one envelope, one exit code, one line for an error.

With --json a verb prints {"ok": true, "data": ...} or {"ok": false, "error": {"code", "message"}}, with the data
beside the error where a part succeeded; the exit code is 0 or 1. Without it, people read the same facts as text
and errors on stderr.
"""

import json
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from curation.errors import CurationError, NotFound, Refused


class VerbCommand(BaseCommand, ABC):
    """A verb: `perform` answers with plain data, `show` prints that data for a person."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
        parser.add_argument("--owner", default="", help="whose library (default: the owner made at the first start)")
        self.add_verb_arguments(parser)

    def add_verb_arguments(self, _parser: ArgumentParser) -> None:
        """Options of one verb; most have some."""
        return

    def run_from_argv(self, argv: list[str]) -> None:
        """Options that do not exist are told in the envelope too, where it is asked for."""
        if "--json" in argv:
            try:
                self.create_parser(argv[0], argv[1]).parse_args(argv[2:])
            except CommandError as error:
                self._fail(Refused(_as_sentence(str(error))), as_json=True)
        super().run_from_argv(argv)

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            data = self.perform(owner_named(options["owner"]), options)
        except CurationError as error:
            self._fail(error, as_json=options["json"])
        failure = self.failure(data)
        if options["json"]:
            self._answer({"ok": failure is None} | _told(failure) | {"data": data})
        else:
            self.show(data, options)
        if failure:
            sys.exit(1)

    def failure(self, _data: Any) -> CurationError | None:
        """What to say where the verb went through and a part of what it was asked for failed."""
        return None

    @abstractmethod
    def perform(self, owner: User, options: dict[str, Any]) -> Any:
        """Out: what --json prints as data. Raises CurationError for what the person should know."""

    @abstractmethod
    def show(self, data: Any, options: dict[str, Any]) -> None:
        """Print the data for a person."""

    def _fail(self, error: CurationError, *, as_json: bool) -> NoReturn:
        if as_json:
            self._answer({"ok": False} | _told(error))
        else:
            self.stderr.write(str(error))
        sys.exit(1)

    def _answer(self, envelope: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(envelope, ensure_ascii=False, default=str))


def _told(error: CurationError | None) -> dict[str, Any]:
    return {"error": {"code": error.code, "message": str(error)}} if error else {}


def _as_sentence(usage: str) -> str:
    said = usage.removeprefix("Error: ").rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def owner_named(name: str) -> User:
    """Without a name: the first superuser, who is made at the first start."""
    users = User.objects.filter(username=name) if name else User.objects.filter(is_superuser=True).order_by("pk")
    owner = users.first()
    if owner is None:
        raise NotFound(f"There is no account named {name}." if name else "There is no owner yet; run 'make run'.")
    return owner


def parse_date(text: str) -> date:
    """Raises Refused for what is no date."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"{text} is not a date; write it as 2026-11-21.") from error
