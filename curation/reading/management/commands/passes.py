from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.choose import source_of
from curation.reading import passes
from curation.reading.passes.values import reading_data
from curation.verbs import VerbCommand

_ENDS = {1: passes.end_first, 2: passes.end_second, 3: passes.end_third}


class Command(VerbCommand):
    help = "Say which pass a source is in; end one, or open help in pass 1."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=int)
        parser.add_argument("--end", type=int, choices=[1, 2, 3], help="end this pass, and those before it")
        parser.add_argument("--open-help", action="store_true", help="help looks no further than you have read")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        source = source_of(owner, options["source"])
        if options["open_help"]:
            passes.open_help(passes.reading_of(source))
        if options["end"]:
            _ENDS[options["end"]](passes.reading_of(source))
        return reading_data(source_of(owner, source.pk)).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if data["third_ended_at"]:
            self.stdout.write("All three passes have ended.")
            return
        self.stdout.write(f"Pass {data['current_pass']}, read to {data['percent']} %.")
        if data["helped_percent"] is not None:
            self.stdout.write(f"Help was opened at {data['helped_percent']} %.")
