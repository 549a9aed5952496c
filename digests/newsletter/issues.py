"""In: a digest and its curator. Out: its issue, from draft to sent, one verb a step.

From approval on the words are frozen; what is sent composes nothing and asks no model.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from curation.errors import CurationError, Refused, TemporaryError
from curation.hand import hold, logged
from digests.models import Delivery, Digest, NewsletterIssue, Statement, Subscriber
from digests.newsletter import words
from digests.newsletter.hours import Sending, Wished, due_for, opens_at
from digests.newsletter.messages import new_message_id, test_message
from digests.newsletter.refusals import ERASED, anonymous, blocked_of, is_blocked, plain
from digests.newsletter.transport import transport_errors
from digests.readiness import hindrance
from digests.wanted import runs_of

State = NewsletterIssue.State
AT_ONCE = 1000
NO_READERS = "Nobody has subscribed to this digest yet; there is nobody to send it to."
ALL_HAVE_IT = "Everybody who has subscribed has had it already or wants no mail; there is nobody to send it to."
NOT_TAKEN = "The mail server did not take the mail: {}"
BEING_COMPOSED = "“{}” is being composed just now; send it when that is done, or approve it as it is."


def issue_of(digest: Digest) -> NewsletterIssue:
    """Its draft, made the first time that it is asked for."""
    return NewsletterIssue.objects.get_or_create(digest=digest)[0]


def hindrances(issue: NewsletterIssue) -> tuple[str, ...]:
    """Why it cannot be approved yet, a sentence each; none where it can."""
    digest = Digest.objects.get(pk=issue.digest_id)
    return tuple(filter(None, _hindrances(digest)))


@transaction.atomic
def approve(
    issue: NewsletterIssue,
    by: User,
    *,
    subject: str = "",
    preheader: str = "",
    send_on: date | None = None,
    send_hour: int = 7,
) -> NewsletterIssue:
    """Freeze it. Without `send_on` it waits for `begin`. Raises Refused while something stands in the way."""
    held = _held(issue, by)
    if held.state != State.DRAFT and held.approved_by_id:
        raise Refused(f"“{held}” is {held.get_state_display().lower()}; take it back before it is approved anew.")
    in_the_way = hindrances(held)
    if in_the_way:
        raise Refused(" ".join(in_the_way))
    _check_day(send_on, send_hour)
    _freeze(held, subject, preheader)
    held.approved_by, held.send_on, held.send_hour = by, send_on, send_hour
    held.save()
    logged(held, by, "Approved.")
    return _told(issue)


@transaction.atomic
def withdraw(issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """Back to a draft of what the digest says now; before it is begun, or after it was cancelled."""
    held = _held(issue, by)
    if held.state not in {State.APPROVED, State.CANCELLED, State.DRAFT}:
        raise Refused(f"“{held}” is {held.get_state_display().lower()}; it cannot be taken back.")
    held.state, held.frozen_at, held.approved_by, held.content_hash = State.DRAFT, None, None, ""
    held.begun_at = held.ended_at = held.trouble_at = None
    held.trouble = ""
    held.save()
    logged(held, by, "Back to a draft.")
    return _told(issue)


@transaction.atomic
def begin(issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """A row for each reader, with the moment in their own zone; safe to repeat. Raises Refused where nobody is."""
    held = _held(issue, by)
    if held.state in {State.SENDING, State.SENT}:
        return _told(issue)
    if held.state != State.APPROVED or not held.approved_by_id:
        raise Refused(f"“{held}” is not approved; approve it before it is sent.")
    if not words.is_as_approved(held):
        raise Refused(f"“{held}” is not as it was approved; take it back and approve it anew.")
    if not _queue(held):
        raise Refused(ALL_HAVE_IT if _readers(held).exists() else NO_READERS)
    held.state, held.begun_at, held.trouble = State.SENDING, timezone.now(), ""
    held.save()
    logged(held, by, "Sending begun.")
    return _told(issue)


@transaction.atomic
def send_now(issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """As `begin`, whatever day it was meant for."""
    held = _held(issue, by)
    if held.state == State.APPROVED:
        NewsletterIssue.objects.filter(pk=held.pk).update(send_on=None)
    return begin(issue, by)


@transaction.atomic
def cancel(issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """Also in mid-send: what no server has been handed yet is not sent. What was sent stays sent."""
    held = _held(issue, by)
    if held.state not in {State.APPROVED, State.SENDING}:
        raise Refused(f"“{held}” is {held.get_state_display().lower()}; there is nothing to cancel.")
    held.state, held.ended_at, held.trouble = State.CANCELLED, timezone.now(), ""
    held.save()
    waits = held.deliveries.unstarted()
    waits.update(status=Delivery.Status.SKIPPED, error="Cancelled.", lease_until=None, changed_at=timezone.now())
    logged(held, by, "Cancelled.")
    return _told(issue)


def test_send(issue: NewsletterIssue, address: str, by: User) -> None:
    """As it is now, marked as a test; no row, no counting. Raises Refused for what is no address, or is blocked.

    Raises TemporaryError where the mail server does not take it.
    """
    with transaction.atomic():
        hold(issue.digest, by)
    to = plain(address)
    if is_blocked(to):
        raise Refused(f"{to} has asked for no more mail.")
    message = test_message(issue, to)
    try:
        message.send()
    except transport_errors() as error:
        raise TemporaryError(NOT_TAKEN.format(error)) from error


def freeze(digest: Digest) -> NewsletterIssue:
    """For a mail to a single address: from here on the words are fixed, whatever becomes of the digest.

    Nobody has approved it by this, and it is sent to no list. Raises Refused for a draft that is being written. What
    writes in a digest holds its row, as this does.
    """
    with transaction.atomic():
        held = Digest.objects.select_for_update().get(pk=digest.pk)
        issue = NewsletterIssue.objects.select_for_update().filter(digest=held).first() or issue_of(held)
        if issue.is_frozen:
            return issue
        if held.state == Digest.State.DRAFT and runs_of(held).open().exists():
            raise Refused(BEING_COMPOSED.format(held))
        issue.digest = held
        _freeze(issue)
        issue.save()
        return issue


def begin_due() -> None:
    """What was approved for a day that has begun somewhere. What stands in the way is told on the issue."""
    for issue in _scheduled():
        opens = opens_at(Sending(issue.send_on, issue.send_hour))
        if opens is None or opens > timezone.now() or issue.approved_by is None:
            continue
        try:
            begin(issue, issue.approved_by)
        except CurationError as error:
            told = str(error)[:300]
            NewsletterIssue.objects.filter(pk=issue.pk).exclude(trouble=told).update(trouble=told, trouble_at=None)


def _scheduled() -> QuerySet[NewsletterIssue]:
    waits = NewsletterIssue.objects.filter(state=State.APPROVED, send_on__isnull=False)
    return waits.select_related("digest", "approved_by").order_by("send_on", "pk")


def _held(issue: NewsletterIssue, by: User) -> NewsletterIssue:
    """Afresh and under a lock, its digest first: as what writes in a digest does."""
    hold(issue.digest, by)
    return NewsletterIssue.objects.select_for_update(of=("self",)).select_related("digest__series").get(pk=issue.pk)


def _told(issue: NewsletterIssue) -> NewsletterIssue:
    issue.refresh_from_db()
    return issue


def _hindrances(digest: Digest) -> Iterator[str]:
    if not digest.writer:
        yield f"“{digest}” is not composed yet; there is nothing to send."
        return
    if digest.state == Digest.State.DRAFT and runs_of(digest).open().exists():
        yield BEING_COMPOSED.format(digest)
    if not Statement.objects.filter(section__digest=digest).exists():
        yield f"“{digest}” says nothing; there is nothing to send."
    yield hindrance(digest)
    if digest.state == Digest.State.DRAFT:
        yield f"“{digest}” is a draft; approve the digest first."


def _check_day(send_on: date | None, send_hour: int) -> None:
    if send_hour not in range(24):
        raise Refused("Choose an hour from 0 to 23.")
    if send_on and send_on < timezone.localdate():
        raise Refused("Choose a day that has not passed.")


def _freeze(issue: NewsletterIssue, subject: str = "", preheader: str = "") -> None:
    if not issue.digest.writer:
        raise Refused(f"“{issue.digest}” is not composed yet; there is nothing to send.")
    mail = words.rendered(issue.digest, subject, preheader)
    issue.subject, issue.preheader = mail.subject[:200], mail.preheader[:200]
    issue.html, issue.text = mail.html, mail.text
    issue.slots, issue.state, issue.frozen_at = words.nonce_of(issue.digest), State.APPROVED, timezone.now()
    issue.content_hash = words.hash_of(issue)


def _queue(issue: NewsletterIssue) -> int:
    """Out: how many wait. Of those that were skipped before, who still wants it waits again."""
    now, sending = timezone.now(), Sending(issue.send_on, issue.send_hour)
    found = _readers(issue).iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        refused = blocked_of([one.address for one in some]) | _had_before(issue, some)
        made = [_delivery(issue, one, sending, now) for one in some if one.address not in refused]
        Delivery.objects.bulk_create(made, ignore_conflicts=True)
        _queue_again(issue, made)
    return issue.deliveries.waiting().count()


def _readers(issue: NewsletterIssue) -> QuerySet[Subscriber]:
    """Nobody's, where the digest is of no series."""
    mine = Subscriber.objects.active().filter(subscriptions__series=issue.digest.series_id)
    return mine.order_by("pk") if issue.digest.series_id else mine.none()


def _had_before(issue: NewsletterIssue, readers: Sequence[Subscriber]) -> set[str]:
    """Who was erased since they got it, and has come back."""
    erased = set(issue.deliveries.filter(address__endswith=f"@{ERASED}").values_list("address", flat=True))
    return {one.address for one in readers if erased and anonymous(one.address) in erased}


def _delivery(issue: NewsletterIssue, reader: Subscriber, sending: Sending, now: datetime) -> Delivery:
    due = due_for(Wished(reader.time_zone, reader.weekday, reader.hour), sending, now)
    return Delivery(
        issue=issue, subscriber=reader, address=reader.address, not_before=due, message_id=new_message_id(issue)
    )


def _queue_again(issue: NewsletterIssue, made: Sequence[Delivery]) -> None:
    anew = {one.address: one for one in made}
    skipped = issue.deliveries.filter(status=Delivery.Status.SKIPPED, address__in=anew)
    for delivery in skipped:
        fields = {"status": Delivery.Status.QUEUED, "error": "", "attempts": 0, "smtp_code": None}
        fields |= {name: getattr(anew[delivery.address], name) for name in ("not_before", "subscriber")}
        Delivery.objects.filter(pk=delivery.pk).update(**fields)
