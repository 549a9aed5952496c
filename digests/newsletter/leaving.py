"""In: the link of one that gets mail, an owner who takes one off, or time. Out: who has left, in peace."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.errors import Refused
from digests.models import Delivery, NewsletterIssue, Subscriber
from digests.newsletter.single import address_of, refuse
from digests.newsletter.tokens import CONFIRM_WITHIN, Purpose, named_by

# A day longer than the link works.
UNCONFIRMED = CONFIRM_WITHIN + timedelta(days=1)


def leave(token: str) -> str:
    """Safe to repeat. Out: the address; empty where the link is ours and of nobody any more: nothing was done.

    Links of mails to single addresses work as well. Raises Refused for a forged one.
    """
    try:
        named = named_by(Purpose.LEAVE, token)
    except Refused:
        return refuse(token)
    subscriber = Subscriber.objects.filter(token=named).first()
    if subscriber is None:
        return ""
    end(subscriber, Subscriber.State.UNSUBSCRIBED)
    return subscriber.address


def leaving(token: str) -> str:
    """Whom `leave` would unsubscribe; does nothing."""
    try:
        named = named_by(Purpose.LEAVE, token)
    except Refused:
        return address_of(token)
    return Subscriber.objects.filter(token=named).values_list("address", flat=True).first() or ""


def leaver_of(token: str) -> Subscriber | None:
    """The reader that a link of a newsletter's mail is of; nobody, of a mail to a single address."""
    try:
        named = named_by(Purpose.LEAVE, token)
    except Refused:
        return None
    return Subscriber.objects.active().filter(token=named).first()


@transaction.atomic
def end(subscriber: Subscriber, state: Subscriber.State) -> None:
    """It gets no more mail; what waits for it is skipped. Who has left stays so, unless it is to complain."""
    held = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    stays = {Subscriber.State.UNSUBSCRIBED, Subscriber.State.COMPLAINED}
    if held.state not in stays or state == Subscriber.State.COMPLAINED:
        Subscriber.objects.filter(pk=held.pk).update(state=state, ended_at=timezone.now())
    waits = Delivery.objects.unstarted().filter(subscriber=held)
    waits.update(status=Delivery.Status.SKIPPED, error=f"{state.label}.", lease_until=None)
    subscriber.refresh_from_db()


@transaction.atomic
def take_off(subscriber: Subscriber, by: User) -> None:
    """From the series of this owner; who gets nothing of another owner has left."""
    held = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if not held.subscriptions.exclude(series__owner=by).exists():
        end(held, Subscriber.State.UNSUBSCRIBED)
        return
    held.subscriptions.filter(series__owner=by).delete()
    waits = Delivery.objects.unstarted().filter(subscriber=held)
    waits = waits.filter(issue__in=NewsletterIssue.objects.filter(digest__owner=by))
    waits.update(status=Delivery.Status.SKIPPED, error="Unsubscribed.", lease_until=None)


@transaction.atomic
def forget_unconfirmed() -> None:
    """Who never confirmed is deleted; who had been a reader before has left."""
    old = Subscriber.objects.filter(state=Subscriber.State.PENDING, asked_at__lt=timezone.now() - UNCONFIRMED)
    rows = list(old.select_for_update(of=("self",)).values_list("pk", flat=True))
    held = Subscriber.objects.filter(pk__in=rows)
    held.filter(deliveries=None, ended_at=None).delete()
    held.update(state=Subscriber.State.UNSUBSCRIBED, ended_at=timezone.now())
