from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.reading.home.data import today_data
from curation.reading.home.habit import set_minutes
from curation.reading.home.telling import was_done
from curation.reading.home.values import Done
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Say what today holds: cards, what was begun, and what is new in the themes you follow."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--minutes", type=int, help="how many minutes a day has, from now on")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        if options["minutes"] is not None:
            set_minutes(owner, options["minutes"])
        return today_data(owner).plain()

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        if cards := data["cards"]:
            self.stdout.write(f"{'review':>6}  {cards['count']} due, {cards['minutes']} min: {cards['question'][:80]}")
        for one in data["going_on"]:
            self.stdout.write(f"{one['source']:>6}  {one['title'][:80]}  ({one['said']})")
        for one in data["new"]:
            theme = f"{one['theme_name']}, " if one["theme_name"] else ""
            self.stdout.write(f"{one['source']:>6}  {one['title'][:80]}  ({theme}{one['minutes']} min)")
        self.stdout.write(self._end(data))

    def _end(self, data: dict[str, Any]) -> str:
        done = was_done(Done(**data["done"] | {"passes": tuple(data["done"]["passes"])}))
        if data["minutes"]:
            return f"That's today: {data['minutes']} minutes." + (f" Done so far: {done}." if done else "")
        return f"You are done for today: {done}." if data["over"] else "Nothing waits for you today."
