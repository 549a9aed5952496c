import sys
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from curation.errors import CurationError
from curation.reading.models import Card, CardReview
from curation.reading.review.data import cards_data
from curation.reading.review.due import ask_for_more, due_today
from curation.reading.review.keeping import card_of
from curation.reading.review.rating import rate, undo
from curation.reading.review.showing import show
from curation.verbs import VerbCommand

_RATINGS = {str(rating.value): rating.value for rating in CardReview.Rating}


class Command(VerbCommand):
    help = "Review today's cards at the keyboard; with --json or --card, without one."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--card", type=int, help="rate this card")
        parser.add_argument("--rating", type=int, default=3, help="1 again, 2 hard, 3 good, 4 easy")
        parser.add_argument("--undo", action="store_true", help="take the last rating back")
        parser.add_argument("--more", action="store_true", help="five more today")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        now = timezone.now()
        if options["undo"]:
            undo(owner)
        if options["more"]:
            ask_for_more(owner, now)
        if options["card"]:
            rate(card_of(owner, options["card"]), options["rating"], now)
        elif not options["json"] and not options["undo"] and sys.stdin.isatty():
            self._sit_down(owner)
        return {"cards": [one.plain() for one in cards_data(due_today(owner, timezone.now()))]}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        for card in data["cards"]:
            self.stdout.write(f"{card['id']:>6}  {card['front'][:100]}  ({card['source']})")
        if not data["cards"]:
            self.stdout.write("Nothing is due any more today.")

    def _sit_down(self, owner: User) -> None:
        with suppress(EOFError):
            while (due := due_today(owner, timezone.now())) and self._ask(due[0]):
                pass

    def _ask(self, card: Card) -> bool:
        """False where the reader wants no more."""
        shown = show(card, timezone.now())
        self.stdout.write(f"\n{card.front}\n")
        if input("Enter shows the answer, q ends: ").strip() == "q":
            return False
        self.stdout.write(f"\n{card.back}\n")
        told = "  ".join(f"{one.rating} {one.name} ({one.after})" for one in shown.choices)
        rating = _RATINGS.get(input(f"{told}: ").strip())
        if rating is None:
            return False
        try:
            rate(card, rating, timezone.now(), seen=card.review_count)
        except CurationError as error:
            self.stderr.write(str(error))
        return True
