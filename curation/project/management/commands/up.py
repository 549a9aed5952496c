import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.urls import reverse

from curation.errors import CurationError
from curation.project import boot, embedded, supervisor
from curation.verbs import owner_named


class Command(BaseCommand):
    help = "Start everything: database, web server, worker, beat; on a first start with the samples in it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--data", type=Path, metavar="FOLDER", help="take in this folder instead of the samples")

    def handle(self, *_args: object, **options: Any) -> None:
        self._answer_at(options["host"], options["port"])
        try:
            with supervisor.alone(settings.VAR):
                self._run(options["host"], options["port"], options["data"])
        except CurationError as error:
            self.stderr.write(str(error))
            sys.exit(1)

    def _answer_at(self, host: str, port: int) -> None:
        """Links in mails and for signing in name the port that was asked for, here and in the children."""
        if "SITE_URL" not in os.environ:
            settings.SITE_URL = os.environ["SITE_URL"] = f"http://{host}:{port}"

    def _run(self, host: str, port: int, data: Path | None) -> None:
        supervisor.refuse_taken_port(host, port)
        was_running = settings.EMBEDDED_DATABASE and embedded.is_running(settings.VAR)
        try:
            self._serve(host, port, data)
        finally:
            if settings.EMBEDDED_DATABASE and not was_running:
                embedded.stop(settings.VAR)

    def _serve(self, host: str, port: int, data: Path | None) -> None:
        boot.prepare()
        owner = owner_named("")
        self._fill(owner, data)
        logs = settings.VAR / "log"
        with supervisor.children(host, port, logs) as running:
            supervisor.wait_for_web(running, host, port)
            self._greet(owner, f"http://{host}:{port}", logs)
            supervisor.wait_for_end(running)

    def _fill(self, owner: User, data: Path | None) -> None:
        from curation.project.first_start import fill_library, write_digests

        rows = fill_library(owner, data)
        for row in rows:
            counts = f"{row.sources} sources, {row.passages} passages, {row.filtered} filtered"
            self.stdout.write(f"  {row.status:<10} {Path(row.path).name}: {row.error or counts}")
        write_digests(owner, fresh=any(row.status in {"ingested", "updated"} for row in rows))

    def _greet(self, owner: User, address: str, logs: Path) -> None:
        from sesame.utils import get_query_string

        link = f"{address}{reverse('sign-in')}{get_query_string(owner)}"
        self.stdout.write(f"\nThreepass runs at {address}\nSign in once with {link}\nLogs: {logs}. Ctrl-C stops it.")
        self.stdout.flush()
