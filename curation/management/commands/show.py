from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.data import SourceData
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Show one source: its text, chapters and passages with their spans."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source_id", type=int)

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        return SourceData.model_validate(source_of(owner, options["source_id"])).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(f"{data['title']}\n{data['kind']}, {data['author'] or 'no author'}, {data['met_on']}\n")
        for passage in data["passages"]:
            speaker = f"{passage['speaker']}: " if passage["speaker"] else ""
            self.stdout.write(f"[{passage['id']} {passage['start']}-{passage['end']}] {speaker}{passage['text']}\n")
