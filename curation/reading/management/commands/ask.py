from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.reading.answers import ask
from curation.reading.data import answer_data
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Ask the library, or one source of it."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--source", type=int, help="ask this source alone")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"]) if options["source"] else None
        return answer_data(ask(owner, options["question"], source=source)).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if data["abstained"]:
            self.stdout.write("The library does not say.")
        for statement in data["answer"]:
            cited = ", ".join(str(citation["passage_id"]) for citation in statement["citations"])
            self.stdout.write(f"{statement['text']} [{cited}]\n")
