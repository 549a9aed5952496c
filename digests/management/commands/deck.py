from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from curation.errors import Refused
from curation.verbs import VerbCommand, source_of, theme_of
from digests.choose import digest_of
from digests.decks import RENDERERS, make_deck, outline_of, render
from digests.files import write_file


class Command(VerbCommand):
    help = "Make a deck of a source, a digest or a theme."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        of = parser.add_mutually_exclusive_group(required=True)
        for name in ("source", "digest", "theme"):
            of.add_argument(f"--{name}", type=int, metavar="ID")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="ends in .pptx, .html, .pdf or .md")
        parser.add_argument("--format", choices=["detailed", "presenter"], default="detailed")
        parser.add_argument("--audience", default="", help="whom it is for, shown on the first slide")
        parser.add_argument("--level", choices=["newcomer", "practitioner", "expert"], default="practitioner")
        parser.add_argument("--slides", type=int, metavar="N", help="at most this many")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        out: Path = options["out"]
        form = out.suffix.lstrip(".").lower()
        if form not in RENDERERS:
            raise Refused(f"{out.name} should end in .{', .'.join(RENDERERS)}.")
        deck = make_deck(
            owner,
            source=source_of(owner, options["source"]) if options["source"] else None,
            digest=digest_of(owner, options["digest"]) if options["digest"] else None,
            theme=theme_of(owner, options["theme"]) if options["theme"] else None,
            format=options["format"],
            audience=options["audience"],
            level=options["level"],
            slides=options["slides"],
        )
        write_file(out, render(deck, form))
        return {"id": deck.pk, "title": deck.title, "slides": len(outline_of(deck).slides), "file": str(out)}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(f"{data['title']}: {data['slides']} slides in {data['file']}")
