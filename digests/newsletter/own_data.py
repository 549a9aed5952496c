"""In: a subscriber. Out: all that is known of them, or nothing of them any more."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from digests.models import Delivery, Letter, Refusal, Subscriber
from digests.newsletter.letters import hashed
from digests.newsletter.refusals import anonymous


def export_of(subscriber: Subscriber) -> dict[str, Any]:
    """All of it, as plain data; times in ISO 8601."""
    fields = ("address", "state", "format", "time_zone", "weekday", "hour", "bounces")
    times = ("asked_at", "confirmed_at", "ended_at")
    return {
        **{name: getattr(subscriber, name) for name in fields},
        **{name: _iso(getattr(subscriber, name)) for name in times},
        "asked_from": subscriber.asked_from,
        "series": [
            {"name": one.series.name, "since": _iso(one.since), "origin": one.origin, "consent": one.consent}
            for one in subscriber.subscriptions.select_related("series").order_by("since")
        ],
        "mails": [_mail(one) for one in subscriber.deliveries.select_related("issue__digest").order_by("queued_at")],
    }


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """The row is deleted; of what was sent it stays that it was, to nobody.

    A keyed hash of the address remains, so that no list that holds it brings it back: only its owner can, by the
    form. What they thought of sections stays as a number. An address that a curator blocked stays blocked.
    """
    address = Subscriber.objects.select_for_update().get(pk=subscriber.pk).address
    gone = anonymous(address)
    mails = Delivery.objects.filter(Q(subscriber=subscriber) | Q(address__iexact=address) | Q(address=gone))
    waits = Delivery.objects.unstarted().filter(subscriber=subscriber)
    waits.update(status=Delivery.Status.SKIPPED, error="Erased.", lease_until=None)
    _log_of(mails, address).update(object_repr=gone)
    one_of_each = mails.order_by("issue_id", "sent_at", "pk").distinct("issue_id")
    mails.exclude(pk__in=list(one_of_each.values_list("pk", flat=True))).delete()
    mails.update(address=gone, error="", changed_at=timezone.now())
    Letter.objects.filter(address_hash=hashed(address)).delete()
    Refusal.objects.filter(address__iexact=address, reason=Refusal.Reason.ASKED).delete()
    Refusal.objects.get_or_create(address=gone, defaults={"reason": Refusal.Reason.ASKED})
    subscriber.delete()


def _log_of(mails: QuerySet[Delivery], address: str) -> QuerySet[LogEntry]:
    """What curators did with these mails, or with the address: the log calls a thing by its name."""
    kind = ContentType.objects.get_for_model(Delivery)
    of_mails = Q(content_type=kind, object_id__in=[str(pk) for pk in mails.values_list("pk", flat=True)])
    named = Q(object_repr__iexact=address) | Q(object_repr__istartswith=f"{address} to ")
    return LogEntry.objects.filter(of_mails | named)


def _mail(delivery: Delivery) -> dict[str, Any]:
    return {
        "subject": str(delivery.issue),
        "status": delivery.status,
        "sent_at": _iso(delivery.sent_at),
        "worth": [{"section": one.section.heading, "yes": one.up, "at": _iso(one.at)} for one in _thumbs(delivery)],
    }


def _thumbs(delivery: Delivery) -> Any:
    return delivery.thumbs.select_related("section").order_by("at")


def _iso(at: Any) -> str | None:
    return at.isoformat() if at else None
