from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from curation.ledger.amounts import dollars
from curation.ledger.data import call_page, ledger_data
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Say what language models have cost this month, by task, and list the latest calls."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--calls", type=int, default=20, help="how many calls to list (default: 20)")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        calls = call_page(owner, limit=max(options["calls"], 0), offset=0)
        return ledger_data(owner).plain() | {"calls": calls.plain()["items"]}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(f"Spent since {data['since']}: {_dollars(data['spent'])}{_limit(data)}")
        if data["unpriced"]:
            self.stdout.write(f"Calls whose cost is not known: {data['unpriced']}; set LLM_PRICES.")
        for task in data["tasks"]:
            counts = f"{task['calls']} answered, {task['known']} known already, {task['failed']} failed"
            tokens = f"{task['tokens_in']} tokens in, {task['tokens_out']} out"
            self.stdout.write(f"{_dollars(task['cost']):>14}  {task['task']}: {counts}; {tokens}")
        for call in data["calls"]:
            cost = "no price set" if call["cost"] is None else _dollars(call["cost"])
            said = f"{call['started_at'][:19]}  {cost:>12}  {call['task']} by {call['model']}: {call['outcome']}"
            self.stdout.write(f"{said} ({call['error']})" if call["error"] else said)


def _dollars(amount: str) -> str:
    return dollars(Decimal(amount))


def _limit(data: dict[str, Any]) -> str:
    if data["cap"] is None:
        return "; no cap is set."
    return f" of {_dollars(data['cap'])}; {_dollars(data['left'])} is left until {data['resets_on']}."
