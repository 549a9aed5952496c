from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.reading.asking import ask_and_wait
from curation.reading.data import answer_data
from curation.reading.statements import KeptStatement
from curation.verbs import VerbCommand
from curation.wishes import Wish


class Command(VerbCommand):
    help = "Ask the library, or one source of it."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--source", type=int, help="ask this source alone")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"]) if options["source"] else None
        self.heard: list[str] = []
        told = None if options["json"] else self._hear
        wish = Wish(quoting=options["quote"], agreed=options["yes"])
        asked = ask_and_wait(owner, options["question"], source=source, wish=wish, told=told)
        return answer_data(asked).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        """What was heard already is not said twice, unless another writer had to begin anew."""
        if data["fell_back"]:
            self.stdout.write(f"{data['fell_back']} Quoted instead:\n")
        if data["abstained"]:
            self.stdout.write("The library does not say.")
        for line in [_line(statement["text"], statement["citations"]) for statement in data["answer"]]:
            if data["fell_back"] or line not in self.heard:
                self.stdout.write(line)
        for statement in data["withheld"]:
            self.stdout.write(f"Withheld: {statement['text']} ({statement['reason']})\n")

    def _hear(self, statement: KeptStatement) -> None:
        if statement.is_supported:
            self.heard.append(_line(statement.text, [one.model_dump() for one in statement.citations]))
            self.stdout.write(self.heard[-1])
            self.stdout.flush()


def _line(text: str, citations: list[dict[str, Any]]) -> str:
    cited = ", ".join(str(citation["passage_id"]) for citation in citations)
    return f"{text} [{cited}]\n"
