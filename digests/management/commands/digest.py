import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from curation.errors import NotFound, Refused
from curation.verbs import VerbCommand, parse_date
from curation.wishes import Wish
from digests.assemble import document_of
from digests.compose import compose
from digests.files import render_digest, write_file
from digests.models import Digest
from digests.order import again_at_once
from digests.periods import period_of
from digests.picking import pick
from digests.renderers.digest_json import render_digest_json
from digests.scope import Scope


class Command(VerbCommand):
    help = "Compose the digest of a period (default: the week that ends with the newest source), or of picked sources."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="start", metavar="DATE")
        parser.add_argument("--to", dest="end", metavar="DATE")
        parser.add_argument("--pick", type=int, nargs="+", metavar="SOURCE", help="of these sources, with a --title")
        parser.add_argument("--title", default="", metavar="TEXT", help="what a digest of picked sources is called")
        parser.add_argument("--again", action="store_true", help="compose only the sections that a model did not write")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")
        parser.add_argument("--format", choices=["json", "md", "html", "pdf"], default="md")
        parser.add_argument("--out", type=Path, metavar="FILE")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        if options["format"] == "pdf" and not options["out"]:
            raise Refused("A PDF needs a file to go into; name it with --out FILE.pdf.")
        digest = _made(owner, options, Wish(quoting=options["quote"], agreed=options["yes"]))
        if options["out"]:
            write_file(options["out"], _rendered(digest, options["format"]))
        return render_digest_json(document_of(digest))

    def show(self, data: dict[str, Any], options: dict[str, Any]) -> None:
        if options["out"]:
            self.stdout.write(f"{data['title']}: {len(data['sections'])} sections in {options['out']}")
        else:
            self.stdout.write(_rendered(Digest.objects.get(pk=data["id"]), options["format"]).decode())


def _made(owner: User, options: dict[str, Any], wish: Wish) -> Digest:
    if options["pick"]:
        return pick(owner, options["title"], options["pick"], wish, wait=True)
    start, end = (parse_date(text) if text else None for text in (options["start"], options["end"]))
    period = period_of(owner, start, end)
    if options["again"]:
        return again_at_once(_composed(owner, period), wish)
    return compose(owner, *period, wish=wish)


def _composed(owner: User, period: tuple[date, date]) -> Digest:
    digest = Scope(owner, *period).rows.composed().first()
    if digest is None:
        raise NotFound(f"There is no digest of {period[0]} to {period[1]}.")
    return digest


def _rendered(digest: Digest, form: str) -> bytes:
    if form == "json":
        return json.dumps(render_digest_json(document_of(digest)), ensure_ascii=False, indent=2).encode()
    return render_digest(digest, form)
