from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count

from curation.models import Theme
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the themes of the library, largest first."

    def perform(self, owner: User, _options: dict[str, Any]) -> list[dict[str, Any]]:
        themes = Theme.objects.of(owner).alive().annotate(
            passages=Count("placements"), sources=Count("placements__passage__source", distinct=True)
        )
        return [
            {
                "id": theme.pk,
                "name": theme.name,
                "named_by_hand": theme.named_by_hand,
                "born_on": theme.born_on.isoformat(),
                "passages": theme.passages,
                "sources": theme.sources,
            }
            for theme in themes.order_by("-passages", "pk")
        ]

    def show(self, data: list[dict[str, Any]], _options: dict[str, Any]) -> None:
        for row in data:
            counts = f"{row['passages']} passages of {row['sources']} sources, since {row['born_on']}"
            self.stdout.write(f"{row['id']:>6}  {row['name']}  ({counts})")
        self.stdout.write(f"{len(data)} themes.")
