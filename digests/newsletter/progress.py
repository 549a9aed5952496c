"""In: an issue. Out: how far its sending is, what went wrong, and the one decision that is left to a hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from curation.errors import Refused
from curation.hand import hold, logged
from digests.models import Delivery, NewsletterIssue

Status = Delivery.Status
SHOWN = 20
_PROBLEMS = (Status.FAILED, Status.UNKNOWN, Status.BOUNCED, Status.COMPLAINED, Status.DEFERRED)


@dataclass(frozen=True)
class Problem:
    delivery_id: int
    address: str
    status: str
    words: str
    at: datetime


@dataclass(frozen=True)
class IssueProgress:
    """`counts` has every status. `waits_until` is when the next is due, None where nothing waits; `trouble` is why
    nothing goes out at all; `problems` are the newest."""

    counts: Mapping[str, int]
    waits_until: datetime | None
    trouble: str
    problems: tuple[Problem, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return self.counts[Status.QUEUED] + self.counts[Status.CLAIMED] + self.counts[Status.DEFERRED]

    @property
    def done(self) -> int:
        return self.total - self.waiting


def counts_of(issues: Sequence[NewsletterIssue]) -> dict[int, dict[str, int]]:
    """Of each issue, by its key, how many mails by status; every status."""
    counts = {issue.pk: {status.value: 0 for status in Status} for issue in issues}
    rows = Delivery.objects.filter(issue__in=issues).values_list("issue", "status")
    for issue, status, number in rows.annotate(number=Count("pk")).order_by():
        counts[issue][status] = number
    return counts


def progress_of(issue: NewsletterIssue) -> IssueProgress:
    rows = Delivery.objects.filter(issue=issue)
    trouble = NewsletterIssue.objects.filter(pk=issue.pk).values_list("trouble", flat=True).first() or ""
    newest = rows.filter(status__in=_PROBLEMS).order_by("-changed_at", "-pk")[:SHOWN]
    return IssueProgress(
        counts=counts_of([issue])[issue.pk],
        waits_until=rows.waiting().aggregate(first=Min("not_before"))["first"],
        trouble=trouble,
        problems=tuple(Problem(one.pk, one.address, one.status, one.error, one.changed_at) for one in newest),
    )


@transaction.atomic
def resend_unknown(delivery: Delivery, by: User) -> Delivery:
    """A hand decides: of one that is unknown the reader may get two, of one that failed it is tried anew.

    Raises Refused for any other, and for an issue that was cancelled.
    """
    hold(delivery.issue.digest, by)
    issue = NewsletterIssue.objects.select_for_update().get(pk=delivery.issue_id)
    if issue.state not in {NewsletterIssue.State.SENDING, NewsletterIssue.State.SENT}:
        raise Refused(f"“{issue}” is {issue.get_state_display().lower()}; nothing of it is sent.")
    stuck = Delivery.objects.filter(pk=delivery.pk, status__in=(Status.UNKNOWN, Status.FAILED))
    now = timezone.now()
    if not stuck.update(status=Status.QUEUED, not_before=now, attempts=0, started_at=None, changed_at=now):
        raise Refused("Only a mail that is unknown or has failed can be sent again.")
    sending = NewsletterIssue.objects.filter(pk=issue.pk, state=NewsletterIssue.State.SENT)
    sending.update(state=NewsletterIssue.State.SENDING, ended_at=None)
    delivery.refresh_from_db()
    return logged(delivery, by, "Sent again by hand.")
