"""In: deliveries that are due. Out: some of them claimed by one sender, and closed with what became of them.

Two steps, each committed before the next: a claim with a lease, then the start of the one mail that is handed over
now. What is killed in between leaves claims that wait again when their lease ends, and one mail at most of which
nobody knows.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from digests.models import Delivery, NewsletterIssue
from digests.newsletter.answers import Answer, Fate

Status = Delivery.Status
MINUTE = timedelta(minutes=1)
HALF_A_MINUTE = timedelta(seconds=30)
BACK_OFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
LOST = "The sender was stopped while it handed this mail over; whether it arrived is not known."
_PACE = 0x7A9E
_SKIPPED = {"status": Status.SKIPPED, "error": "Cancelled.", "lease_until": None}


@transaction.atomic
def claim(limit: int) -> list[Delivery]:
    """Never more than what the rate leaves for this minute. Any number of senders may ask at once."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_PACE])
    now = timezone.now()
    due = Delivery.objects.due(now).select_related("issue__digest__series", "subscriber")
    found = list(due.select_for_update(skip_locked=True, of=("self",))[: max(0, min(limit, _room(now)))])
    lease = now + _lease()
    Delivery.objects.filter(pk__in=[one.pk for one in found]).update(
        status=Status.CLAIMED, lease_until=lease, started_at=None, changed_at=now
    )
    for one in found:
        one.status, one.lease_until = Status.CLAIMED, lease
    return found


def start(delivery: Delivery) -> bool:
    """The last look before a mail is handed over. False where it was cancelled, or another has it by now.

    No join: of an update with one PostgreSQL does not look again at a row that it had to wait for.
    """
    now = timezone.now()
    mine = Delivery.objects.filter(
        pk=delivery.pk,
        status=Status.CLAIMED,
        lease_until=delivery.lease_until,
        started_at=None,
        issue__in=NewsletterIssue.objects.filter(state=NewsletterIssue.State.SENDING),
    )
    lease = now + _lease()
    if not mine.update(started_at=now, lease_until=lease, changed_at=now):
        return False
    delivery.started_at, delivery.lease_until = now, lease
    return True


@transaction.atomic
def close(delivery: Delivery, answer: Answer) -> None:
    """A bounce that was faster than this stays; what was given up as unknown is known after all."""
    now, attempts = timezone.now(), delivery.attempts + 1
    fields = {"attempts": attempts, "smtp_code": answer.code, "error": answer.words[:300], "changed_at": now}
    fields |= {"lease_until": None, "status": Status(answer.fate)}
    if answer.fate == Fate.SENT:
        fields |= {"sent_at": now}
    if answer.fate == Fate.DEFERRED:
        fields |= _put_off(delivery, attempts, now)
    known = Q(status=Status.CLAIMED, lease_until=delivery.lease_until) | Q(status=Status.UNKNOWN)
    Delivery.objects.filter(known, pk=delivery.pk).update(**fields)


def skip(delivery: Delivery, why: str) -> None:
    mine = _held([delivery]).filter(started_at=None)
    mine.update(status=Status.SKIPPED, error=why[:300], lease_until=None, changed_at=timezone.now())


def put_back(deliveries: Sequence[Delivery]) -> None:
    """There was no time left for them: they are due as before."""
    mine = _held(deliveries).filter(started_at=None)
    mine.update(status=Status.QUEUED, lease_until=None, changed_at=timezone.now())


@transaction.atomic
def release(deliveries: Sequence[Delivery], why: str, *, first: Delivery | None = None) -> None:
    """Nothing was tried: they wait a minute, and their issues say why. `first` is what it happened at.

    That one waits longer, lest it stand in the way of the same others for ever.
    """
    now = timezone.now()
    mine = _held(deliveries)
    mine.exclude(issue__in=_going_on(deliveries)).update(**_SKIPPED, changed_at=now)
    waits = {"status": Status.QUEUED, "lease_until": None, "started_at": None, "changed_at": now}
    if first:
        mine.filter(pk=first.pk).update(**waits, not_before=now + MINUTE + HALF_A_MINUTE)
    mine.update(**waits, not_before=now + MINUTE)
    issues = NewsletterIssue.objects.filter(
        pk__in={one.issue_id for one in deliveries}, state=NewsletterIssue.State.SENDING
    )
    issues.update(trouble=why[:300])


def give_up_lost() -> int:
    """Out: how many are unknown. What was claimed and not begun waits again; what was begun is not sent again."""
    now = timezone.now()
    over = Q(lease_until__lt=now) | Q(lease_until=None, changed_at__lt=now - _lease())
    lost = Delivery.objects.filter(over, status=Status.CLAIMED)
    lost.filter(started_at=None).update(status=Status.QUEUED, lease_until=None, changed_at=now)
    begun = lost.exclude(started_at=None)
    return begun.update(status=Status.UNKNOWN, lease_until=None, error=LOST, attempts=F("attempts") + 1, changed_at=now)


def _put_off(delivery: Delivery, attempts: int, now: datetime) -> dict[str, Any]:
    if not _going_on([delivery]):
        return _SKIPPED
    if attempts > len(BACK_OFF):
        return {"status": Status.FAILED}
    return {"not_before": now + BACK_OFF[attempts - 1]}


def _going_on(deliveries: Sequence[Delivery]) -> set[int]:
    """Their issues that are still being sent; locked, as what cancels one locks it first."""
    issues = NewsletterIssue.objects.select_for_update().filter(pk__in={one.issue_id for one in deliveries})
    states = list(issues.order_by("pk").values_list("pk", "state"))
    return {pk for pk, state in states if state == NewsletterIssue.State.SENDING}


def _held(deliveries: Sequence[Delivery]) -> QuerySet[Delivery]:
    """Those whose lease is still this sender's: of one that slept too long another may have begun them."""
    leases = (Q(pk=one.pk, lease_until=one.lease_until) for one in deliveries)
    return Delivery.objects.filter(reduce(or_, leases, Q(pk__in=())), status=Status.CLAIMED)


def _room(now: datetime) -> int:
    """What was begun in the last minute, and what is claimed and will be, count."""
    begun = Delivery.objects.filter(started_at__gt=now - MINUTE).count()
    claimed = Delivery.objects.filter(status=Status.CLAIMED, started_at=None, lease_until__gt=now).count()
    return settings.NEWSLETTER_PER_MINUTE - begun - claimed


def _lease() -> timedelta:
    return timedelta(seconds=settings.NEWSLETTER_LEASE_SECONDS)
