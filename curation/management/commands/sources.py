from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count

from curation.kinds import Kind
from curation.models import Source
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the sources of the library, newest first."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="only this kind")

    def perform(self, owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
        sources = Source.objects.of(owner).annotate(count=Count("passages"))
        if options["kind"]:
            sources = sources.filter(kind=options["kind"])
        return [
            {
                "id": source.pk,
                "kind": source.kind,
                "title": source.label,
                "author": source.byline,
                "url": source.url,
                "met_on": source.met_on.isoformat(),
                "published_at": source.published_at.isoformat() if source.published_at else None,
                "passages": source.count,
                "standing": source.standing,
                "signal": round(source.signal, 3),
                "reason": source.signal_reason,
            }
            for source in sources
        ]

    def show(self, data: list[dict[str, Any]], _options: dict[str, Any]) -> None:
        for row in data:
            mark = " " if row["standing"] == Source.Standing.KEPT else "-"
            self.stdout.write(f"{mark}{row['id']:>6}  {row['met_on']}  {row['kind']:<9} {row['title'][:100]}")
        self.stdout.write(f"{len(data)} sources; '-' marks what was filtered out.")
