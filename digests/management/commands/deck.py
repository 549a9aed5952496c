from argparse import ArgumentParser
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from curation.errors import Refused
from curation.verbs import VerbCommand
from curation.wishes import Wish
from curation.writing.schemas import DeckBrief
from digests.choose import subject_of
from digests.data import deck_data
from digests.decks import RENDERERS, make_deck, render
from digests.files import write_file
from digests.outline.looks import LOOKS


class Command(VerbCommand):
    help = "Make a deck of a source, a digest, a theme, or of highlights."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        of = parser.add_mutually_exclusive_group(required=True)
        for name in ("source", "digest", "theme"):
            of.add_argument(f"--{name}", type=int, metavar="ID")
        of.add_argument("--passage", type=int, action="append", metavar="ID", help="a highlight; may be repeated")
        of.add_argument("--mark", type=int, action="append", metavar="ID", help="a mark of your own; may be repeated")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="ends in .pptx, .html, .pdf or .md")
        parser.add_argument("--format", choices=["detailed", "presenter"], default="detailed")
        parser.add_argument("--audience", default="", help="whom it is for, shown on the first slide")
        parser.add_argument("--level", choices=["newcomer", "practitioner", "expert"], default="practitioner")
        parser.add_argument("--slides", type=int, metavar="N", help="at most this many")
        parser.add_argument("--length", choices=["short", "usual", "long"], default="usual")
        parser.add_argument("--look", default="paper", metavar="NAME", help=f"{', '.join(LOOKS)}, or own-ID")
        parser.add_argument("--language", default="", metavar="TAG", help="as en or pt-BR; a language model follows it")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        out: Path = options["out"]
        form = out.suffix.lstrip(".").lower()
        if form not in RENDERERS:
            raise Refused(f"{out.name} should end in .{', .'.join(RENDERERS)}.")
        subject = subject_of(
            owner,
            **{name: options[name] for name in ("source", "theme", "digest")},
            passages=options["passage"] or (),
            marks=options["mark"] or (),
        )
        brief = DeckBrief(**{field.name: options[field.name] for field in fields(DeckBrief)})
        deck = make_deck(owner, brief, wish=Wish(quoting=options["quote"], agreed=options["yes"]), **subject)
        write_file(out, render(deck, form))
        return deck_data(deck).plain() | {"file": str(out)}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(f"{data['title']}: {data['slides']} slides in {data['file']}")
