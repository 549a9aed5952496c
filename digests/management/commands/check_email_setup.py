import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from digests.newsletter.resolving import look_up
from digests.newsletter.setup import SELECTORS, MailSetup, Point, look, would_be_refused


class Command(BaseCommand):
    help = "Say what settings and DNS records a real sender of newsletters needs, and what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
        parser.add_argument("--selector", nargs="+", default=list(SELECTORS), help="where to look for the DKIM key")
        parser.add_argument("--offline", action="store_true", help="look nothing up; print what to ask")

    def handle(self, *_args: object, **options: Any) -> None:
        points = look(_setup(), None if options["offline"] else look_up, options["selector"])
        refused = would_be_refused(points)
        if options["json"]:
            data = {"points": [asdict(point) for point in points]}
            self.stdout.write(json.dumps({"ok": not refused, "data": data}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(map(_line, points)))
            self.stdout.write(_verdict(points))
        if refused:
            sys.exit(1)


def _setup() -> MailSetup:
    return MailSetup(
        sender=settings.DEFAULT_FROM_EMAIL,
        site=settings.SITE_URL,
        backend=settings.EMAIL_BACKEND,
        host=settings.EMAIL_HOST,
        tls=settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL,
        bounce=settings.BOUNCE_ADDRESS,
        postal=settings.POSTAL_ADDRESS,
        webhook_secret=settings.ANYMAIL_WEBHOOK_SECRET,
    )


def _verdict(points: Sequence[Point]) -> str:
    if would_be_refused(points):
        return "A real sender would be refused."
    if any(point.status == "unseen" for point in points):
        return "Nothing that could be looked at would be refused."
    return "Nothing of this would be refused."


def _line(point: Point) -> str:
    mend = f"\n         {point.mend}" if point.mend else ""
    return f"{point.status:<7}  {point.name}: {point.message}{mend}"
