from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from pydantic import ValidationError

from curation.errors import Refused
from curation.verbs import VerbCommand
from curation.wishes import Wish
from digests import series
from digests.assemble import document_of
from digests.models import Series
from digests.renderers.digest_json import render_digest_json
from digests.series_data import series_data, series_of
from digests.series_wanted import SeriesWanted

VERBS = {"pause": series.pause, "resume": series.resume}
TEXTS = ("audience", "language", "instructions", "length", "cadence", "time_zone", "agreed_cost")
NUMBERS = ("weekday", "monthday", "hour")


class Command(VerbCommand):
    help = "Series of digests: list them, start one, make one now, pause, resume or remove one."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", default="list", choices=["list", "start", "now", "remove", *VERBS])
        parser.add_argument("which", nargs="?", default="", help="the name of a new one, else its id")
        for name in TEXTS:
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT")
        for name in NUMBERS:
            parser.add_argument(f"--{name}", type=int, metavar="N")
        for name in ("in", "out"):
            parser.add_argument(f"--{name}", dest=f"themes_{name}", type=int, nargs="+", metavar="THEME")
        parser.add_argument("--quote", action="store_true", help="ask no language model")
        parser.add_argument("--yes", action="store_true", help="agree to what a language model may cost")

    def perform(self, owner: User, options: dict[str, Any]) -> Any:
        verb, which = options["verb"], options["which"]
        if verb == "list":
            return [row.plain() for row in series_data(Series.objects.of(owner))]
        if verb == "start":
            return _told(series.start_series(owner, _wanted(which, options)))
        found = series_of(owner, int(which) if which.isdecimal() and len(which) < 18 else 0)
        if verb == "now":
            made = series.make_now(found, Wish(quoting=options["quote"], agreed=options["yes"]), wait=True)
            return render_digest_json(document_of(made))
        if verb == "remove":
            series.remove(found)
            return {"removed": which}
        return _told(VERBS[verb](found))

    def show(self, data: Any, options: dict[str, Any]) -> None:
        for row in data if isinstance(data, list) else [data]:
            self.stdout.write(_line(row))
        if options["verb"] == "list" and not data:
            self.stdout.write("No series yet.")


def _wanted(name: str, options: dict[str, Any]) -> SeriesWanted:
    said = {key: options[key] for key in (*TEXTS, *NUMBERS, "themes_in", "themes_out") if options[key] is not None}
    try:
        return SeriesWanted.model_validate({"name": name} | said)
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(str(part) for part in first["loc"])
        raise Refused(f"{place}: {first['msg']}.".removeprefix(": ")) from error


def _told(one: Series) -> dict[str, Any]:
    return series_data(Series.objects.filter(pk=one.pk))[0].plain()


def _line(row: dict[str, Any]) -> str:
    if "cadence" not in row:
        return f"Removed series {row['removed']}." if "removed" in row else f"{row['title']} (digest {row['id']})"
    when = "paused" if row["paused"] else f"next {row['due_at']}" if row["due_at"] else "when asked for"
    return f"{row['id']}: {row['name']}, {row['cadence']}, {when}. {row['last_outcome']}".rstrip()
