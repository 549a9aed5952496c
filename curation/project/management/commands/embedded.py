from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from curation.errors import CurationError
from curation.project import boot, embedded


class Command(BaseCommand):
    help = "Start or stop the embedded PostgreSQL, or say whether it runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["start", "stop", "status"])

    def handle(self, *_args: object, **options: Any) -> None:
        if not settings.EMBEDDED_DATABASE:
            raise CommandError("DATABASE_URL names another server; the embedded one is not in use.")
        verbs = {"start": _start, "stop": _stop, "status": _status}
        try:
            self.stdout.write(verbs[options["what"]]())
        except CurationError as error:
            raise CommandError(str(error)) from error


def _start() -> str:
    boot.start_database()
    return _status()


def _stop() -> str:
    return "Stopped." if embedded.stop(settings.VAR) else "It was not running."


def _status() -> str:
    place = embedded.cluster(settings.VAR)
    state = "runs" if embedded.is_running(settings.VAR) else "does not run"
    return f"The embedded PostgreSQL of {place.data} {state}; its socket is in {place.socket}."
