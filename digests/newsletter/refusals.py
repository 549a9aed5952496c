"""In: an address. Out: whether it may be written to; and the verbs that forbid and allow it."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_domain_name, validate_email
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from curation.errors import Refused
from curation.hand import logged
from digests.models import Delivery, Refusal, Subscriber

ERASED = "erased.invalid"
LONGEST = 254


def plain(address: str) -> str:
    """As it is stored. Raises Refused for what is no e-mail address."""
    found = address.strip().lower()
    try:
        MaxLengthValidator(LONGEST)(found)
        validate_email(found)
    except ValidationError as error:
        raise Refused(f"{address.strip()[:100] or 'Nothing'} is not an e-mail address.") from error
    return found


def anonymous(address: str) -> str:
    """What is left of an address that was erased: enough to know it again, not enough to write to it."""
    return f"{salted_hmac('newsletter.erased', address.strip().lower()).hexdigest()[:40]}@{ERASED}"


def is_blocked(address: str, *, but_asked: bool = False) -> bool:
    """Whether it, or its domain, wants no mail; `but_asked`, for more reasons than that it asked for none itself."""
    return bool(blocked_of([address], but_asked=but_asked))


def blocked_of(addresses: Sequence[str], *, but_asked: bool = False) -> set[str]:
    """The same of many at once."""
    places = {one: {one.lower(), f"@{one.rpartition('@')[2]}".lower()} for one in addresses}
    refused = Refusal.objects.annotate(small=Lower("address")).filter(small__in=set().union(*places.values()))
    if but_asked:
        refused = refused.exclude(reason=Refusal.Reason.ASKED, small__in=addresses)
    found = set(refused.values_list("small", flat=True))
    return {one for one, names in places.items() if names & found}


def erased_of(addresses: Sequence[str]) -> set[str]:
    """Those that were erased, and that no list brings back."""
    hashes = {anonymous(one): one for one in addresses}
    found = Refusal.objects.filter(address__in=hashes).values_list("address", flat=True)
    return {hashes[one] for one in found}


@transaction.atomic
def block(address_or_domain: str, by: User) -> Refusal:
    """`example.org` or `@example.org` for all of a domain; what waits for it is not sent.

    Only for staff, whom the caller lets in. Raises Refused for what is neither.
    """
    named = _named(address_or_domain)
    refusal, _ = Refusal.objects.get_or_create(address=named, defaults={"reason": Refusal.Reason.BLOCKED})
    waits = Delivery.objects.unstarted().filter(address__iendswith=named)
    if not named.startswith("@"):
        waits = Delivery.objects.unstarted().filter(address__iexact=named)
    waits.update(status=Delivery.Status.SKIPPED, error=f"Blocked by {by.get_username()}."[:300], lease_until=None)
    return logged(refusal, by, "Blocked.")


def unblock(address_or_domain: str, by: User) -> None:
    """It may be written to again, if it subscribes. What it asked for itself, or complained of, stays."""
    named = _named(address_or_domain)
    blocked = Refusal.objects.filter(address=named, reason=Refusal.Reason.BLOCKED).first()
    if blocked is None:
        raise Refused(f"{named} is not blocked by a curator.")
    logged(blocked, by, "Not blocked any more.")
    blocked.delete()


def may_be_sent(address: str, subscriber: Subscriber | None) -> str:
    """Why it may not, in a sentence; empty where it may."""
    if is_blocked(address) or (subscriber is None and erased_of([address])):
        return f"{address} has asked for no more mail."
    if subscriber and subscriber.state != Subscriber.State.ACTIVE:
        return f"{address}: {subscriber.get_state_display().lower()}."
    return ""


def _named(address_or_domain: str) -> str:
    given = address_or_domain.strip().lower()
    if "@" in given.removeprefix("@"):
        return plain(given)
    try:
        validate_domain_name(given.removeprefix("@"))
    except ValidationError as error:
        raise Refused(f"{given[:100] or 'Nothing'} is neither an address nor a domain.") from error
    return f"@{given.removeprefix('@')}"
