from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.errors import NotFound, Refused
from curation.handover_data import handover_data
from curation.models import Handover
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.models import Question
from curation.verbs import VerbCommand, parse_date
from curation.writing.schemas import DeckBrief
from digests.choose import subject_of
from digests.handover import hand_over_period
from digests.handover_deck import hand_over_deck
from digests.periods import period_of


class Command(VerbCommand):
    help = "Print a prompt for your own chat, as one message or several. `paste` takes what it answered."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["explanation", "question", "digest", "deck"])
        for name in ("source", "question", "theme", "digest"):
            parser.add_argument(f"--{name}", type=int, metavar="ID")
        parser.add_argument("--from", dest="start", metavar="DATE")
        parser.add_argument("--to", dest="end", metavar="DATE")
        parser.add_argument("--format", choices=["detailed", "presenter"], default="detailed")
        parser.add_argument("--audience", default="")
        parser.add_argument("--level", choices=["newcomer", "practitioner", "expert"], default="practitioner")
        parser.add_argument("--slides", type=int, metavar="N")
        parser.add_argument("--room", choices=["short", "long"], default="short", help="how long a message may be")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        make = {"explanation": _of_source, "question": _of_question, "digest": _of_period, "deck": _of_deck}
        return handover_data(make[options["what"]](owner, options), options["room"]).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        """The messages alone go to stdout, so that they can be piped into a clipboard."""
        count = len(data["messages"])
        for number, message in enumerate(data["messages"], 1):
            if count > 1:
                self.stderr.write(f"Message {number} of {count}:")
            self.stdout.write(message)
        self.stderr.write(f"Then bring the answer: python manage.py paste {data['id']} < answer.txt")


def _of_source(owner: User, options: dict[str, Any]) -> Handover:
    if not options["source"]:
        raise Refused("Say which source is to be explained, with --source ID.")
    return hand_over_source(source_of(owner, options["source"]))


def _of_question(owner: User, options: dict[str, Any]) -> Handover:
    question = Question.objects.of(owner).filter(pk=options["question"] or 0).first()
    if question is None:
        raise NotFound("Say which question is to be answered, with --question ID; `ask` makes one.")
    return hand_over_question(question)


def _of_period(owner: User, options: dict[str, Any]) -> Handover:
    start, end = (parse_date(text) if text else None for text in (options["start"], options["end"]))
    return hand_over_period(owner, *period_of(owner, start, end))


def _of_deck(owner: User, options: dict[str, Any]) -> Handover:
    subject = subject_of(owner, source=options["source"], theme=options["theme"], digest=options["digest"])
    brief = DeckBrief(**{name: options[name] for name in ("format", "audience", "level", "slides")})
    return hand_over_deck(owner, brief, **subject)
