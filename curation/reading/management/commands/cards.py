from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from curation.errors import Refused
from curation.reading.models import Card
from curation.reading.review.anki import anki_text
from curation.reading.review.data import cards_data
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "List the cards, or export them for Anki."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["list", "export"], default="list")
        parser.add_argument("--to", default="", help="the file to export to; without it, what is exported is printed")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        cards = list(Card.objects.of(owner))
        if options["verb"] == "list":
            return {"cards": [one.plain() for one in cards_data(cards)]}
        text = anki_text(cards)
        if not options["to"]:
            return {"count": len(cards), "text": text}
        try:
            Path(options["to"]).write_text(text, encoding="utf-8")
        except OSError as error:
            raise Refused(f"{options['to']} cannot be written: {error.strerror}.") from error
        return {"count": len(cards), "file": options["to"]}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if "text" in data:
            self.stdout.write(data["text"], ending="")
        elif "file" in data:
            self.stdout.write(f"{data['count']} cards written to {data['file']}.")
        for card in data.get("cards", ()):
            self.stdout.write(f"{card['id']:>6}  {card['front'][:100]}  ({card['source']})")
