from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.reading import aids, passes
from curation.reading.data import explanation_data
from curation.reading.levels import LEVELS, PRACTITIONER, RETELLINGS, retelling_of
from curation.reading.models import Explanation
from curation.verbs import VerbCommand
from curation.wishes import Wish


class Command(VerbCommand):
    help = "Explain a source, as pass 2 over it. An explanation that is there already is shown."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=int)
        parser.add_argument("--read", action="store_true", help="I have read it: end pass 1 first")
        parser.add_argument("--level", default=PRACTITIONER, choices=LEVELS, help="in whose words")
        parser.add_argument("--again", action="store_true", help="explain it anew")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"])
        if options["read"]:
            passes.end_first(passes.reading_of(source))
        wish, level = Wish(quoting=options["quote"], agreed=options["yes"]), options["level"]
        known = Explanation.objects.filter(source=source).first()
        if known is None or not aids.may_be_shown(known) or known.is_open or known.is_outdated or options["again"]:
            aids.ask_for_and_wait(Explanation, source, wish=wish)
        explanation = Explanation.objects.select_related("source").get(source=source)
        if level in RETELLINGS and (options["again"] or not _is_retold(explanation, level)):
            aids.ask_for_and_wait(RETELLINGS[level], source, wish=wish)
        return explanation_data(explanation, level=level).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if data["fell_back"]:
            self.stdout.write(f"{data['fell_back']} Quoted instead.\n")
        self._part("In short", data["gist"])
        self._part("What it says", data["points"])
        for chapter in data["chapters"]:
            self._part(chapter["title"], chapter["statements"])
        self._part("Its terms", [one["statement"] | {"term": one["term"]} for one in data["terms"]])
        self._part("Questions it asks", data["questions"])
        for statement in data["withheld"]:
            self.stdout.write(f"Withheld: {statement['text']} ({statement['reason']})")

    def _part(self, heading: str, statements: list[dict[str, Any]]) -> None:
        if statements:
            self.stdout.write(f"\n{heading}")
        for statement in statements:
            cited = ", ".join(str(citation["passage_id"]) for citation in statement["citations"])
            term = f"{statement['term']}: " if "term" in statement else ""
            self.stdout.write(f"  {term}{statement['text']} [{cited}]")


def _is_retold(explanation: Explanation, level: str) -> bool:
    """As it is now; one that was made anew is not."""
    told = retelling_of(explanation.source, level)
    if told is None or told.is_open or told.made_at is None or explanation.made_at is None:
        return False
    return told.made_at >= explanation.made_at
