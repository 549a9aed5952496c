from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.data import source_rows
from curation.kinds import Kind
from curation.models import Source
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the sources of the library, newest first."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="only this kind")

    def perform(self, owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            row.plain() for row in source_rows(Source.objects.of(owner).without_the_same().like(options["kind"], None))
        ]

    def show(self, data: list[dict[str, Any]], _options: dict[str, Any]) -> None:
        for row in data:
            mark = " " if row["standing"] == Source.Standing.KEPT else "-"
            self.stdout.write(f"{mark}{row['id']:>6}  {row['met_on']}  {row['kind']:<9} {row['title'][:100]}")
        self.stdout.write(f"{len(data)} sources; '-' marks what was filtered out.")
