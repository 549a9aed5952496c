from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation import embedding, interests
from curation.choose import source_of
from curation.data import source_row
from curation.errors import Refused
from curation.interest_data import appeal_data, learned_data, trial_data, wishes_data
from curation.interests.phrases import WEIGHTS
from curation.interests.trials import try_out
from curation.models import Example
from curation.verbs import VerbCommand

WORDS = {words.replace(" ", "-"): weight for weight, words in WEIGHTS.items()}
VERBS = ("list", "add", "rename", "weigh", "remove", "defaults", "try", "learned", "more", "less", "none", "appeal")


class Command(VerbCommand):
    help = "What you are after: phrases and their weights, examples, appeals. Then 'work' judges the library anew."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", default="list", choices=VERBS, help="what to do (default: list)")
        parser.add_argument(
            "subject", nargs="?", default="", help="a phrase; for more, less, none, appeal: a source's id"
        )
        parser.add_argument("--into", default="", help="the new words of a phrase, for rename")
        parser.add_argument(
            "--weight", choices=WORDS, default="as-it-is", help="how much of it, for add, weigh and try"
        )
        parser.add_argument("--note", default="", help="why the verdict is wrong, for appeal")

    def perform(self, owner: User, options: dict[str, Any]) -> Any:
        verb, subject, weight = options["verb"], options["subject"], WORDS[options["weight"]]
        if verb in {"more", "less", "none", "appeal"}:
            return self._of_source(owner, verb, subject, options["note"])
        if verb == "try":
            wishes = [*interests.wishes_of(owner), interests.Wish(subject, weight)]
            return trial_data(try_out(owner, wishes, embedding.get_embedder())).plain()
        if verb == "learned":
            return learned_data(owner).plain()
        changes = {
            "add": lambda: interests.add(owner, subject, weight),
            "rename": lambda: interests.rename(owner, subject, options["into"]),
            "weigh": lambda: interests.weigh(owner, subject, weight),
            "remove": lambda: interests.remove(owner, subject),
            "defaults": lambda: interests.back_to_defaults(owner),
        }
        if verb in changes:
            changes[verb]()
        return [row.plain() for row in wishes_data(owner)]

    def show(self, data: Any, options: dict[str, Any]) -> None:
        tell = {"try": self._show_trial, "learned": self._show_learned, "appeal": self._show_source}
        tell |= dict.fromkeys(("more", "less", "none"), self._show_source)
        tell.get(options["verb"], self._show_phrases)(data)

    def _of_source(self, owner: User, verb: str, subject: str, note: str) -> dict[str, Any]:
        if not subject.isdecimal():
            raise Refused("Name a source by its id; 'sources' lists them.")
        source = source_of(owner, int(subject))
        if verb == "appeal":
            return appeal_data(interests.appeal(source, note, owner)).plain()
        told = (
            interests.unwant(source, owner) if verb == "none" else interests.want(source, Example.Wanted(verb), owner)
        )
        return source_row(told).plain()

    def _show_phrases(self, data: list[dict[str, Any]]) -> None:
        for row in data:
            self.stdout.write(f"{WEIGHTS[row['weight']]:<13} {row['phrase']}")

    def _show_trial(self, data: dict[str, Any]) -> None:
        for name in ("kept", "filtered"):
            self.stdout.write(f"Would be {name}: {len(data[name])}")
            for row in data[name]:
                self.stdout.write(f"{row['id']:>6}  {row['title'][:80]}  ({row['reason']})")
        self.stdout.write(f"Tried on {data['looked_at']} of {data['all_open']} sources; nothing is saved.")

    def _show_learned(self, data: dict[str, Any]) -> None:
        for row in data["phrases"]:
            self.stdout.write(f"{row['kept']:>5} kept {row['filtered']:>5} filtered  {row['phrase']}")
        for row in data["examples"]:
            self.stdout.write(
                f"{row['kept']:>5} kept {row['filtered']:>5} filtered  {row['sign']}: {row['title'][:80]}"
            )

    def _show_source(self, data: dict[str, Any]) -> None:
        told = f"appeal {data['state']}, against: {data['against']}" if "against" in data else data["standing"]
        self.stdout.write(f"Source {data.get('source', data['id'])}: {told}")
