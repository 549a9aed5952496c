from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.reading.models import Selection
from curation.reading.selecting import Selected, select_and_wait
from curation.reading.words.data import selection_data
from curation.verbs import VerbCommand
from curation.wishes import Wish
from curation.writing.selected import LANGUAGES


class Command(VerbCommand):
    help = "Explain words of a source, say them more simply, or translate them."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=int)
        parser.add_argument("words", help="as they stand in the source")
        parser.add_argument("--kind", default="explain", choices=Selection.Wanted.values)
        parser.add_argument("--start", type=int, help="near this offset, where the words stand more than once")
        parser.add_argument("--language", default="", choices=LANGUAGES, help="what to translate into")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"])
        wanted = Selected(options["words"], options["kind"], start=options["start"], language=options["language"])
        wish = Wish(quoting=options["quote"], agreed=options["yes"])
        return selection_data(select_and_wait(source, wanted, wish=wish)).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if data["fell_back"]:
            self.stdout.write(f"{data['fell_back']} Quoted instead.\n")
        for statement in data["statements"]:
            cited = ", ".join(str(citation["passage_id"]) for citation in statement["citations"])
            self.stdout.write(f"{statement['text']} [{cited}]")
        if data["translation"]:
            self.stdout.write(data["translation"])
        if data["general"]:
            self.stdout.write(f"From general knowledge: {data['general']}")
        if not (data["statements"] or data["translation"] or data["general"]):
            self.stdout.write("Nothing was found on these words.")
