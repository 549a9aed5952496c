import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from curation.project.diagnosis import Finding, diagnose, is_fit

CONNECT_SECONDS = "5"


class Command(BaseCommand):
    help = "Say what is configured, what works, what is missing and the command that mends it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, *_args: object, **options: Any) -> None:
        os.environ.setdefault("PGCONNECT_TIMEOUT", CONNECT_SECONDS)
        findings = diagnose()
        if options["json"]:
            data = {"checks": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps({"ok": is_fit(findings), "data": data}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(map(_line, findings)))
        if not is_fit(findings):
            sys.exit(1)


def _line(finding: Finding) -> str:
    mend = f" (mend: {finding.mend})" if finding.mend else ""
    return f"{finding.status:<7}  {finding.name}: {finding.message}{mend}"
