from typing import Any

from django.contrib.auth.models import User

from curation.data import theme_rows
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the themes of the library, largest first."

    def perform(self, owner: User, _options: dict[str, Any]) -> list[dict[str, Any]]:
        return [row.plain() for row in theme_rows(owner)]

    def show(self, data: list[dict[str, Any]], _options: dict[str, Any]) -> None:
        for row in data:
            counts = f"{row['passages']} passages of {row['sources']} sources, since {row['born_on']}"
            self.stdout.write(f"{row['id']:>6}  {row['name']}  ({counts})")
        self.stdout.write(f"{len(data)} themes.")
