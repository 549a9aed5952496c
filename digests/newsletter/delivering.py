"""In: deliveries that are due. Out: them handed to the mail server, each at most once, over one connection a batch.

Any number of senders may run this at once, and any of them may be killed: `claims` keeps what each has.
"""

import time
from collections.abc import Sequence

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from digests.models import Delivery, NewsletterIssue, Subscriber
from digests.newsletter import claims
from digests.newsletter.answers import Answer, Fate
from digests.newsletter.bounces import count_refusal
from digests.newsletter.endings import end_sent, tell_of_trouble
from digests.newsletter.refusals import may_be_sent
from digests.newsletter.transport import hand_over, hang_up, transport_errors
from digests.newsletter.words import is_as_approved

BATCH = 20
# Shorter than the time between two looks, so that a sender is at work nearly always and no task is long.
BURST = 18.0
CHANGED = "The issue is not as it was approved; cancel it, take it back and approve it anew."


def deliver(seconds: float = BURST) -> int:
    """Out: how many were taken by the server. Ends when nothing is due, the rate is used up or the server is away."""
    until, sent = time.monotonic() + seconds, 0
    claims.give_up_lost()
    while time.monotonic() < until and (batch := claims.claim(BATCH)):
        taken, stopped = _send_all(_as_approved(batch), until)
        sent += taken
        if stopped:
            break
    tell_of_trouble()
    end_sent()
    return sent


def _as_approved(batch: Sequence[Delivery]) -> list[Delivery]:
    """Of an issue whose words were changed behind its back nothing more goes out, and it says so."""
    changed = [one for one in batch if not is_as_approved(one.issue)]
    if changed:
        claims.release(changed, CHANGED)
    return [one for one in batch if one not in changed]


def _send_all(batch: Sequence[Delivery], until: float) -> tuple[int, bool]:
    """Out: how many were taken, and whether the server is of no use for now."""
    mail_server = get_connection()
    try:
        mail_server.open()
    except transport_errors() as error:
        claims.release(batch, f"The mail server cannot be reached: {error}")
        return 0, True
    try:
        return _send_each(batch, mail_server, until)
    finally:
        hang_up(mail_server)


def _send_each(batch: Sequence[Delivery], mail_server: BaseEmailBackend, until: float) -> tuple[int, bool]:
    taken = answered = 0
    for number, delivery in enumerate(batch):
        if time.monotonic() > until:
            claims.put_back(batch[number:])
            break
        answer = _send(delivery, mail_server)
        if answer is None:
            continue
        if answer.ends_the_connection:
            claims.release(batch[number:], f"The mail server does not take mail: {answer.words}", first=delivery)
            return taken, True
        taken += answer.fate == Fate.SENT
        answered += 1
    if answered:
        _no_trouble(batch)
    return taken, False


def _send(delivery: Delivery, mail_server: BaseEmailBackend) -> Answer | None:
    """None where it is not sent: unsubscribed meanwhile, cancelled, or another's by now."""
    unwanted = _unwanted(delivery)
    if unwanted:
        claims.skip(delivery, unwanted)
        return None
    if not claims.start(delivery):
        return None
    answer = hand_over(delivery, mail_server)
    if answer.fate != Fate.RELEASED:
        claims.close(delivery, answer)
    _count(delivery, answer)
    return answer


def _unwanted(delivery: Delivery) -> str:
    """Looked up at the last moment: who left a second ago gets nothing."""
    reader = delivery.subscriber
    if reader is None:
        return may_be_sent(delivery.address, None)
    reader = Subscriber.objects.filter(pk=reader.pk).first()
    if reader is None:
        return "Erased."
    series = delivery.issue.digest.series_id
    if series and not reader.subscriptions.filter(series=series).exists():
        return "Not subscribed to this series any more."
    return may_be_sent(delivery.address, reader)


def _count(delivery: Delivery, answer: Answer) -> None:
    """Bounces in a row: what was taken before, and did not come back, has arrived."""
    if delivery.subscriber_id is None:
        return
    if answer.fate == Fate.FAILED:
        count_refusal(delivery, hard=answer.hard)
    elif answer.fate == Fate.SENT and delivery.subscriber and delivery.subscriber.bounces:
        before = Delivery.objects.filter(subscriber=delivery.subscriber_id).exclude(pk=delivery.pk)
        last = before.exclude(started_at=None).order_by("-started_at").first()
        if last and last.status == Delivery.Status.SENT:
            Subscriber.objects.filter(pk=delivery.subscriber_id).update(bounces=0)


def _no_trouble(batch: Sequence[Delivery]) -> None:
    NewsletterIssue.objects.filter(pk__in={one.issue_id for one in batch}).exclude(trouble="").update(trouble="")
