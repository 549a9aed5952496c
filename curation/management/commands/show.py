from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.verbs import VerbCommand, source_of


class Command(VerbCommand):
    help = "Show one source: its text, chapters and passages with their spans."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source_id", type=int)

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source_id"])
        return {
            "id": source.pk,
            "kind": source.kind,
            "title": source.label,
            "author": source.byline,
            "url": source.url,
            "met_on": source.met_on.isoformat(),
            "standing": source.standing,
            "reason": source.signal_reason,
            "text": source.text,
            "chapters": list(source.chapters.values("position", "title", "start", "end", "start_ms")),
            "passages": list(
                source.passages.values(
                    "id", "position", "start", "end", "text", "speaker", "start_ms", "end_ms", "chapter__title"
                )
            ),
        }

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(f"{data['title']}\n{data['kind']}, {data['author'] or 'no author'}, {data['met_on']}\n")
        for passage in data["passages"]:
            speaker = f"{passage['speaker']}: " if passage["speaker"] else ""
            self.stdout.write(f"[{passage['id']} {passage['start']}-{passage['end']}] {speaker}{passage['text']}\n")
