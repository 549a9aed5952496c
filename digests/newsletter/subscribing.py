"""In: an address that asks for mail, or a link of one that gets it. Out: it confirmed, changed, or left in peace.

Whoever asks gets the same answer, whatever is known of the address: what there is to say is said by mail, to it.
"""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from curation.errors import NotFound, Refused
from digests.models import Delivery, Letter, Refusal, Series, Subscriber, Subscription
from digests.models.newsletter import new_token
from digests.newsletter import letters
from digests.newsletter.hours import Sending, Wished, due_for
from digests.newsletter.refusals import anonymous, blocked_of, erased_of, is_blocked, plain
from digests.newsletter.tokens import NOT_OURS, Purpose, named_by, signed, url_of
from digests.newsletter.wording import confirm_letter, known_letter
from digests.series_wanted import known_zone

CHOSEN = "Chosen by themselves in their preferences."
GONE = "This link is not valid any more. Please subscribe again, or use the link in the newest mail."


def open_series() -> QuerySet[Series]:
    """What anybody may subscribe to."""
    return Series.objects.filter(newsletter=True, ended_at=None)


@transaction.atomic
def ask(address: str, series: Sequence[Series], *, time_zone: str = "UTC", consent: str, network: str = "") -> None:
    """Someone, who need not be the one, asks for mail to an address; only the mail that it gets can confirm it.

    `network` is where they ask from; a keyed hash of it is kept. Raises Refused for what is no address, no series
    that is open, or no time zone, and for nothing that depends on who is known.
    """
    found, zone = plain(address), _zone(time_zone)
    _check_open(series)
    if letters.too_often(found, network):
        return
    subscriber = Subscriber.objects.named(found).select_for_update().first()
    complained = subscriber is not None and subscriber.state == Subscriber.State.COMPLAINED
    if complained or is_blocked(found, but_asked=True):
        letters.count_silent(found, network)
    elif subscriber and subscriber.state == Subscriber.State.ACTIVE:
        held = set(subscriber.subscriptions.values_list("series", flat=True))
        more = [one.name for one in series if one.pk not in held]
        letters.write(Letter.Kind.KNOWN, found, *known_letter(_preferences(subscriber), more), network=network)
    else:
        pending = _pending(found, zone, network)
        pending.subscriptions.all().delete()
        _subscribe(pending, series, Subscription.Origin.FORM, consent)
        link = url_of(Purpose.CONFIRM, signed(Purpose.CONFIRM, pending.token))
        letters.write(Letter.Kind.CONFIRM, found, *confirm_letter(link, [one.name for one in series]), network=network)


@transaction.atomic
def confirm(token: str) -> Subscriber:
    """Safe to repeat. Raises Refused for a forged link, one that is too old, and one of somebody who left since."""
    subscriber = _named(Purpose.CONFIRM, token)
    if subscriber.state == Subscriber.State.ACTIVE:
        return subscriber
    if subscriber.state != Subscriber.State.PENDING:
        raise Refused(GONE)
    Refusal.objects.filter(address=anonymous(subscriber.address)).delete()
    Refusal.objects.filter(address__iexact=subscriber.address, reason=Refusal.Reason.ASKED).delete()
    return _activate(subscriber)


def asked_by(token: str) -> Subscriber:
    """Whom a link to confirm is of; confirms nothing. Raises Refused as `confirm`."""
    return _named(Purpose.CONFIRM, token)


def owner_of(token: str) -> Subscriber:
    """By the same link, whoever has left as well: what is kept of them stays theirs to take and to delete."""
    return _named(Purpose.PREFERENCES, token)


def subscriber_of(token: str) -> Subscriber:
    """By the link to the preferences. Raises Refused in words for a forged or an old one."""
    subscriber = owner_of(token)
    if subscriber.state != Subscriber.State.ACTIVE:
        raise Refused(GONE)
    return subscriber


@transaction.atomic
def change(
    subscriber: Subscriber,
    *,
    series: Sequence[Series],
    weekday: int | None,
    hour: int | None,
    time_zone: str,
    format: str,
) -> Subscriber:
    """What waits to be sent follows the new hours. Raises Refused for what cannot be."""
    if not series:
        raise Refused("Choose at least one digest, or unsubscribe.")
    if weekday not in {None, *range(7)} or hour not in {None, *range(24)} or format not in Subscriber.Format.values:
        raise Refused("Choose a day, an hour and a format from the lists.")
    _check_open([one for one in series if not subscriber.subscriptions.filter(series=one).exists()])
    subscriber.weekday, subscriber.hour = weekday, hour
    subscriber.time_zone, subscriber.format = _zone(time_zone), format
    subscriber.save(update_fields=["weekday", "hour", "time_zone", "format"])
    _subscribe(subscriber, series, Subscription.Origin.CHOSEN, CHOSEN)
    _reschedule(subscriber)
    return subscriber


@transaction.atomic
def add_by_hand(by: User, series: Sequence[Series], address: str, consent: str) -> Subscriber:
    """One that agreed elsewhere, as `consent` says: what to, where and when. It is active at once.

    Raises Refused without that, for one that wants no mail, and for one that is known and not active.
    """
    check_own(by, series)
    found, agreed = plain(address), check_consent(consent)
    known = Subscriber.objects.named(found).select_for_update().first()
    if blocked_of([found]) or erased_of([found]) or (known and known.state != Subscriber.State.ACTIVE):
        raise Refused(only_they(found))
    add_many([found], series, agreed, Subscription.Origin.HAND)
    return Subscriber.objects.get(address=found)


def add_many(addresses: Sequence[str], series: Sequence[Series], consent: str, origin: Subscription.Origin) -> int:
    """Inside a transaction; the series are of one owner. Out: how many of them got a series of this owner before."""
    owner = series[0].owner_id
    known = Subscription.objects.filter(subscriber__address__in=addresses, series__owner=owner)
    before = known.values("subscriber").distinct().count()
    fields = {"state": Subscriber.State.ACTIVE, "confirmed_at": timezone.now()}
    made = [Subscriber(address=one, **fields) for one in addresses]
    Subscriber.objects.bulk_create(made, ignore_conflicts=True)
    readers = Subscriber.objects.active().filter(address__in=addresses).values_list("pk", flat=True)
    how = {"consent": consent, "origin": origin}
    rows = [Subscription(subscriber_id=reader, series=one, **how) for reader in readers for one in series]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)
    return before


def only_they(address: str) -> str:
    """The same of all who cannot be added: what else is known of an address is its own and other owners' affair."""
    told = "has asked for no more mail, does not get it, or has not confirmed; only they can change that"
    return f"{address} {told}."


def check_own(by: User, series: Sequence[Series]) -> None:
    if not series or any(one.owner_id != by.pk for one in series):
        raise NotFound("There is no such series in your library.")
    _check_open(series)


def check_consent(consent: str) -> str:
    said = " ".join(consent.split())
    if len(said) < 10:
        raise Refused("Write down what they agreed to, where and when; you may be asked for it.")
    return said[:300]


def _pending(address: str, zone: str, network: str) -> Subscriber:
    """Of one that left, links of before do nothing from now on."""
    fields = {"time_zone": zone, "asked_from": letters.hashed(network)}
    fresh = {"state": Subscriber.State.PENDING, "asked_at": timezone.now()}
    made, new = Subscriber.objects.get_or_create(address=address, defaults=fields | fresh)
    if new:
        return made
    if made.state != Subscriber.State.PENDING:
        fresh |= {"token": new_token(), "confirmed_at": None, "bounces": 0}
    Subscriber.objects.filter(pk=made.pk).update(**fields | fresh)
    made.refresh_from_db()
    return made


def _activate(subscriber: Subscriber) -> Subscriber:
    subscriber.state, subscriber.confirmed_at, subscriber.ended_at = Subscriber.State.ACTIVE, timezone.now(), None
    subscriber.bounces = 0
    subscriber.save(update_fields=["state", "confirmed_at", "ended_at", "bounces"])
    subscriber.subscriptions.update(since=subscriber.confirmed_at)
    return subscriber


def _subscribe(subscriber: Subscriber, series: Sequence[Series], origin: Subscription.Origin, consent: str) -> None:
    """To these and no others; how they came to those they have already stays."""
    subscriber.subscriptions.exclude(series__in=series).delete()
    how = {"origin": origin, "consent": consent[:300]}
    rows = [Subscription(subscriber=subscriber, series=one, **how) for one in series]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


def _reschedule(subscriber: Subscriber) -> None:
    wished = Wished(subscriber.time_zone, subscriber.weekday, subscriber.hour)
    queued = Delivery.objects.filter(subscriber=subscriber, status=Delivery.Status.QUEUED).select_related("issue")
    for delivery in queued:
        sending = Sending(delivery.issue.send_on, delivery.issue.send_hour)
        due = due_for(wished, sending, timezone.now())
        Delivery.objects.filter(pk=delivery.pk, status=Delivery.Status.QUEUED).update(not_before=due)


def _named(purpose: Purpose, token: str) -> Subscriber:
    subscriber = Subscriber.objects.filter(token=named_by(purpose, token)).first()
    if subscriber is None:
        raise Refused(GONE if purpose != Purpose.LEAVE else NOT_OURS)
    return subscriber


def _preferences(subscriber: Subscriber) -> str:
    return url_of(Purpose.PREFERENCES, signed(Purpose.PREFERENCES, subscriber.token))


def _check_open(series: Sequence[Series]) -> None:
    if any(not one.newsletter or one.ended_at for one in series):
        raise Refused("Nobody can subscribe to this digest.")


def _zone(name: str) -> str:
    try:
        return known_zone(name)
    except ValueError as error:
        raise Refused(str(error)) from error
