from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.data import theme_rows
from curation.models import ThemeEvent
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the themes of the library, largest first, or what became of them."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--history", action="store_true", help="what became of the themes, earliest first")

    def perform(self, owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
        if options["history"]:
            events = ThemeEvent.objects.filter(theme__owner=owner).select_related("theme", "other")
            return [_plain(event) for event in events]
        return [row.plain() for row in theme_rows(owner)]

    def show(self, data: list[dict[str, Any]], options: dict[str, Any]) -> None:
        if options["history"]:
            for row in data:
                other = f", with {row['other']}" if row["other"] else ""
                note = f"  {row['note']}" if row["note"] else ""
                self.stdout.write(f"{row['on']}  {row['kind']}  {row['theme']} ({row['size']} passages{other}){note}")
            return
        for row in data:
            counts = f"{row['passages']} passages of {row['sources']} sources, since {row['born_on']}"
            self.stdout.write(f"{row['id']:>6}  {row['name']}  ({counts})")
        self.stdout.write(f"{len(data)} themes.")


def _plain(event: ThemeEvent) -> dict[str, Any]:
    return {
        "on": event.on,
        "kind": event.kind,
        "theme": event.theme.name,
        "theme_id": event.theme_id,
        "other": event.other.name if event.other else "",
        "gained": event.gained,
        "size": event.size,
        "note": event.note,
    }
