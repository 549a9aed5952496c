"""In: what a mail server, or a reader through theirs, says of a mail that was sent. Out: what follows from it.

An address that does not exist gets no more mail; nor does one from which three mails in a row came back. Who
complains is unsubscribed and never written to again.
"""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from curation.hand import lock
from digests.models import Delivery, Refusal, Subscriber
from digests.newsletter.events import Event, Kind
from digests.newsletter.leaving import end

logger = logging.getLogger(__name__)

MOST_IN_A_ROW = 3
_OVER = {Delivery.Status.BOUNCED, Delivery.Status.COMPLAINED, Delivery.Status.QUEUED, Delivery.Status.SKIPPED}


@transaction.atomic
def record(event: Event) -> Delivery | None:
    """Safe to repeat. None, and a line in the log, for an event of no mail of ours: it does nothing."""
    delivery = _delivery_of(event)
    if delivery is None:
        logger.warning("A %s event names no mail that was sent from here.", event.kind)
        return None
    if event.kind == Kind.COMPLAINT:
        _complained(delivery, event.words)
    elif delivery.status not in _OVER:
        _mark(delivery, Delivery.Status.BOUNCED, event.words)
        count_refusal(delivery, hard=event.kind == Kind.HARD)
    return delivery


def count_refusal(delivery: Delivery, *, hard: bool) -> None:
    """One more mail in a row that its reader's server did not keep."""
    found = Subscriber.objects.filter(deliveries=delivery)
    found.update(bounces=F("bounces") + 1)
    reader = found.first()
    if reader and reader.state == Subscriber.State.ACTIVE and (hard or reader.bounces >= MOST_IN_A_ROW):
        end(reader, Subscriber.State.BOUNCED)


def _complained(delivery: Delivery, words: str) -> None:
    if delivery.status in {Delivery.Status.QUEUED, Delivery.Status.SKIPPED}:
        return
    _mark(delivery, Delivery.Status.COMPLAINED, words)
    Refusal.objects.update_or_create(address=delivery.address.lower(), defaults={"reason": Refusal.Reason.COMPLAINED})
    if delivery.subscriber:
        end(delivery.subscriber, Subscriber.State.COMPLAINED)


def _mark(delivery: Delivery, status: Delivery.Status, words: str) -> None:
    delivery.status, delivery.error = status, words[:300]
    Delivery.objects.filter(pk=delivery.pk).update(
        status=status, error=words[:300], lease_until=None, changed_at=timezone.now()
    )


def _delivery_of(event: Event) -> Delivery | None:
    """Servers may write the part before an @ in small letters. Readers are locked before their mails, as elsewhere."""
    rows = Delivery.objects.select_related("subscriber")
    if event.token:
        found = rows.filter(token__iexact=event.token).first()
    else:
        found = rows.filter(message_id=event.message_id).first() if event.message_id else None
    if found is None:
        return None
    lock(Subscriber.objects.filter(deliveries=found))
    return rows.select_for_update(of=("self",)).filter(pk=found.pk).first()
