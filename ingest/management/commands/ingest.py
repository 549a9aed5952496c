from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import User

from curation.errors import CurationError, UnreadableUpload
from curation.kinds import Kind
from curation.verbs import VerbCommand
from ingest.batch import Row, ingest_all


class Command(VerbCommand):
    help = "Take in files, folders and addresses: read, split, embed, judge, group."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH_OR_URL", help="a file, a folder, an address")
        parser.add_argument("--kind", choices=[kind.value for kind in Kind], default="", help="what it is, if known")

    def perform(self, owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
        rows = ingest_all(owner, options["paths"], kind=options["kind"], quiet=options["json"])
        return [asdict(row) for row in rows]

    def failure(self, data: list[dict[str, Any]]) -> CurationError | None:
        failed = [row["error"] for row in data if row["status"] == Row.FAILED]
        if len(failed) > 1:
            return UnreadableUpload(f"{len(failed)} of {len(data)} could not be taken in; the first: {failed[0]}")
        return UnreadableUpload(failed[0]) if failed else None

    def show(self, data: list[dict[str, Any]], _options: dict[str, Any]) -> None:
        for row in data:
            found = f"{_counted(row['sources'], 'source')}, {_counted(row['passages'], 'passage')}"
            counts = f"{found}, {row['filtered']} filtered"
            self.stdout.write(f"{row['status']:<10} {row['path']}: {row['error'] or counts}")
            for warning in row["warnings"]:
                self.stdout.write(f"           {warning}")


def _counted(number: Any, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
