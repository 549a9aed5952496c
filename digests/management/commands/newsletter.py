import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from curation.errors import NotFound, Refused
from curation.verbs import VerbCommand, parse_date
from digests import newsletter
from digests.choose import digest_of
from digests.models import Delivery, NewsletterIssue, Series, Subscriber
from digests.series_data import series_of

NO_CONSENT = "Say with --consent what they agreed to, where and when."


class Command(VerbCommand):
    help = "The newsletter: preview, approve and send an issue, see how it goes, and look after its subscribers."

    def add_verb_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=list(ACTIONS))
        parser.add_argument("--digest", type=int, metavar="ID")
        parser.add_argument("--series", type=int, metavar="ID")
        parser.add_argument("--to", default="", metavar="ADDRESS", help="default: the owner's own address")
        parser.add_argument("--all", action="store_true", help="send to all who have subscribed")
        parser.add_argument("--subject", default="", metavar="TEXT", help="default: the digest's title")
        parser.add_argument("--preheader", default="", metavar="TEXT", help="default: how the digest begins")
        parser.add_argument("--on", default="", metavar="DATE", help="send on this day of each reader's own zone")
        parser.add_argument("--hour", type=int, default=7, metavar="N", help="at this hour of it (7)")
        parser.add_argument("--address", default="", metavar="ADDRESS", help="a subscriber, or @domain to block")
        parser.add_argument("--file", default="", metavar="CSV")
        parser.add_argument("--consent", default="", metavar="TEXT", help=NO_CONSENT)

    def perform(self, owner: User, options: dict[str, Any]) -> Any:
        return ACTIONS[options["action"]](owner, options)

    def show(self, data: Any, options: dict[str, Any]) -> None:
        for row in data if isinstance(data, list) else [data]:
            self.stdout.write(SHOWN.get(options["action"], _listed)(row))
        if data == []:
            self.stdout.write("None.")


def _preview(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    mail = newsletter.preview(_digest(owner, options))
    return {"subject": mail.subject, "preheader": mail.preheader, "html": mail.html, "text": mail.text}


def _issue(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    return _state(_its_issue(owner, options))


def _approve(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    day = parse_date(options["on"]) if options["on"] else None
    words = {name: options[name] for name in ("subject", "preheader")}
    issue = _its_issue(owner, options)
    return _state(newsletter.approve(issue, owner, **words, send_on=day, send_hour=options["hour"]))


def _withdraw(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    return _state(newsletter.withdraw(_its_issue(owner, options), owner))


def _test(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    to = options["to"] or owner.email
    newsletter.test_send(_its_issue(owner, options), to, owner)
    return {"to": to, "status": "sent as a test"}


def _send(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    if options["all"]:
        return _state(newsletter.send_now(_its_issue(owner, options), owner))
    delivery = newsletter.send(_digest(owner, options), options["to"] or owner.email)
    return {
        "to": delivery.address,
        "subject": delivery.issue.subject,
        "status": delivery.status,
        "message_id": delivery.message_id,
    }


def _cancel(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    return _state(newsletter.cancel(_its_issue(owner, options), owner))


def _status(owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
    issues = NewsletterIssue.objects.filter(digest__owner=owner)
    if options["digest"]:
        issues = issues.filter(digest=_digest(owner, options))
    return [_state(one) for one in issues[:20]]


def _deliver(_owner: User, _options: dict[str, Any]) -> dict[str, Any]:
    """Here and now, until nothing is due, beside whatever workers there are."""
    newsletter.begin_due()
    sent = newsletter.deliver()
    while Delivery.objects.due(timezone.now()).exists():
        some = newsletter.deliver()
        sent += some
        time.sleep(0 if some else 1)
    return {"sent": sent, "waiting": Delivery.objects.waiting().count()}


def _subscribers(owner: User, options: dict[str, Any]) -> list[dict[str, Any]]:
    found = _mine(owner)
    if options["series"]:
        found = found.filter(subscriptions__series=series_of(owner, options["series"]))
    fields = ("address", "state", "format", "time_zone", "weekday", "hour", "confirmed_at")
    return list(found.values(*fields))


def _import(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    try:
        data = Path(options["file"] or "-").read_bytes()
    except OSError as error:
        raise Refused(f"{options['file'] or 'No file'} cannot be read; name it with --file.") from error
    return asdict(newsletter.import_csv(owner, [_series(owner, options)], data, options["consent"]))


def _add(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    series = [_series(owner, options)]
    added = newsletter.add_by_hand(owner, series, options["address"], options["consent"])
    return {"address": added.address, "state": added.state}


def _export(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    return newsletter.export_of(_subscriber(owner, options))


def _erase(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    subscriber = _subscriber(owner, options)
    newsletter.erase(subscriber)
    return {"address": options["address"], "state": "erased"}


def _block(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    return {"address": newsletter.block(options["address"], owner).address, "state": "blocked"}


def _unblock(owner: User, options: dict[str, Any]) -> dict[str, Any]:
    newsletter.unblock(options["address"], owner)
    return {"address": options["address"], "state": "not blocked any more"}


ACTIONS: dict[str, Callable[[User, dict[str, Any]], Any]] = {
    "preview": _preview,
    "issue": _issue,
    "approve": _approve,
    "withdraw": _withdraw,
    "test": _test,
    "send": _send,
    "cancel": _cancel,
    "status": _status,
    "deliver": _deliver,
    "subscribers": _subscribers,
    "import": _import,
    "add": _add,
    "export": _export,
    "erase": _erase,
    "block": _block,
    "unblock": _unblock,
}


def _its_issue(owner: User, options: dict[str, Any]) -> NewsletterIssue:
    return newsletter.issue_of(_digest(owner, options))


def _digest(owner: User, options: dict[str, Any]) -> Any:
    if options["digest"] is None:
        raise Refused("Name the digest with --digest ID.")
    return digest_of(owner, options["digest"])


def _series(owner: User, options: dict[str, Any]) -> Series:
    if options["series"] is None:
        raise Refused("Name the series with --series ID.")
    return series_of(owner, options["series"])


def _mine(owner: User) -> Any:
    return Subscriber.objects.filter(subscriptions__series__owner=owner).distinct().order_by("address")


def _subscriber(owner: User, options: dict[str, Any]) -> Subscriber:
    found: Subscriber | None = _mine(owner).filter(address__iexact=options["address"].strip()).first()
    if found is None:
        raise NotFound(f"{options['address'] or 'Nobody'} is no subscriber of yours; name one with --address.")
    return found


def _state(issue: NewsletterIssue) -> dict[str, Any]:
    progress = newsletter.progress_of(issue)
    return {
        "digest": issue.digest_id,
        "subject": issue.subject,
        "state": issue.state,
        "send_on": issue.send_on,
        "hindrances": list(newsletter.hindrances(issue)) if issue.state == issue.State.DRAFT else [],
        "counts": {status: number for status, number in progress.counts.items() if number},
        "waits_until": progress.waits_until,
        "trouble": progress.trouble,
        "problems": [asdict(one) for one in progress.problems],
    }


def _listed(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if value not in (None, "", []))


def _shown_preview(row: dict[str, Any]) -> str:
    return f"Subject: {row['subject']}\n\n{row['text']}"


def _shown_state(row: dict[str, Any]) -> str:
    counts = ", ".join(f"{number} {status}" for status, number in row["counts"].items())
    lines = [f"{row['digest']}: {row['subject']} ({row['state']}){': ' if counts else ''}{counts}"]
    lines += [f"  {one}" for one in (*row["hindrances"], row["trouble"]) if one]
    lines += [f"  {one['address']}: {one['status']}. {one['words']}" for one in row["problems"]]
    return "\n".join(lines)


def _shown_send(row: dict[str, Any]) -> str:
    return f"Sent to {row['to']}: {row['subject']}" if "to" in row else _shown_state(row)


def _shown_import(row: dict[str, Any]) -> str:
    refused = [f"  line {one['line']}: {one['reason']}" for one in row["refused"]]
    return "\n".join([f"{row['new']} new, {row['known']} known, {len(refused)} refused.", *refused])


SHOWN: dict[str, Callable[[dict[str, Any]], str]] = {
    "preview": _shown_preview,
    "send": _shown_send,
    "import": _shown_import,
    **dict.fromkeys(("issue", "approve", "withdraw", "cancel", "status"), _shown_state),
}
