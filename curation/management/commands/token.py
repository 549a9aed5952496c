from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.tokens import issue
from curation.verbs import VerbCommand


class Command(VerbCommand):
    help = "Issue a token for the API. It is printed once and kept nowhere; revoke it in the admin."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--label", required=True, help="what it is for, as 'notebook' or 'backup script'")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        issued = issue(owner, options["label"])
        return {"id": issued.token.pk, "label": issued.token.label, "token": issued.secret}

    def show(self, data: dict[str, Any], _options: dict[str, Any]) -> None:
        self.stdout.write(data["token"])
