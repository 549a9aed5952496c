from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from curation.verbs import VerbCommand
from digests.choose import digest_of
from digests.newsletter import preview, send


class Command(VerbCommand):
    help = "Preview a digest as a mail, or send it to one address."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["preview", "send"])
        parser.add_argument("--digest", type=int, required=True, metavar="ID")
        parser.add_argument("--to", default="", metavar="ADDRESS", help="default: the owner's own address")

    def perform(self, owner: User, options: dict[str, Any]) -> dict[str, Any]:
        digest = digest_of(owner, options["digest"])
        if options["action"] == "preview":
            mail = preview(digest)
            return {"subject": mail.subject, "preheader": mail.preheader, "html": mail.html, "text": mail.text}
        delivery = send(digest, options["to"] or owner.email)
        return {
            "to": delivery.address,
            "subject": delivery.issue.subject,
            "status": delivery.status,
            "message_id": delivery.message_id,
        }

    def show(self, data: dict[str, Any], options: dict[str, Any]) -> None:
        if options["action"] == "preview":
            self.stdout.write(f"Subject: {data['subject']}\n\n{data['text']}")
        else:
            self.stdout.write(f"Sent to {data['to']}: {data['subject']}")
