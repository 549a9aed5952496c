"""In: a mail of the service's own. Out: it as a row, and sent from there; a server that is away only delays it.

Nobody who fills in a form waits for a mail server, or learns from the time that it takes what is known of an address.
"""

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from digests.models import Letter
from digests.newsletter.transport import answer_of, transport_errors

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
LEASE = timedelta(minutes=5)
TASK = "digests.tasks.send_letters"


def hashed(value: str) -> str:
    return salted_hmac("newsletter.letters", value).hexdigest() if value else ""


def write(kind: Letter.Kind, address: str, subject: str, text: str, *, network: str = "") -> Letter:
    """Inside the transaction that makes it necessary; the broker is told after it."""
    letter = Letter.objects.create(
        kind=kind,
        address=address,
        subject=" ".join(subject.split())[:200],
        text=text,
        address_hash=hashed(address),
        network_hash=hashed(network),
    )
    transaction.on_commit(_announce)
    return letter


def count_silent(address: str, network: str) -> Letter:
    """An asking that gets no answer counts as well."""
    return Letter.objects.create(
        kind=Letter.Kind.SILENT,
        address_hash=hashed(address),
        network_hash=hashed(network),
        sent_at=timezone.now(),
    )


def too_often(address: str, network: str) -> bool:
    """Whether the form has been used as often as it may in an hour, by this network or for this address."""
    lately = Letter.objects.filter(written_at__gt=timezone.now() - HOUR).exclude(kind=Letter.Kind.CURATOR)
    if lately.filter(address_hash=hashed(address)).count() >= settings.SUBSCRIBE_PER_ADDRESS:
        return True
    found = lately.filter(network_hash=hashed(network)) if network else Letter.objects.none()
    return found.count() >= settings.SUBSCRIBE_PER_NETWORK


def send_letters() -> int:
    """Out: how many went out. Each is tried six times in half a day, then left with what the server said.

    A server that is away is called once: each call may take as long as EMAIL_TIMEOUT.
    """
    connection, sent = get_connection(), 0
    while letter := _claim():
        message = EmailMessage(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.address])
        message.extra_headers = {"Auto-Submitted": "auto-generated"}
        message.connection = connection
        try:
            message.send()
        except transport_errors() as error:
            _put_back(letter, str(error))
            if answer_of(error).ends_the_connection:
                break
            connection = get_connection()
        else:
            Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), error="")
            sent += 1
    return sent


def forget_letters() -> None:
    """What went out, was silent, or could not be sent for two days."""
    old = timezone.now() - KEPT
    Letter.objects.filter(sent_at__lt=old, written_at__lt=old).delete()
    Letter.objects.filter(written_at__lt=old - KEPT).delete()


@transaction.atomic
def _claim() -> Letter | None:
    """A sender that is killed leaves it to be sent again: to confirm twice does no harm."""
    waiting = Letter.objects.filter(sent_at=None, not_before__lte=timezone.now(), attempts__lte=len(WAITS))
    letter = waiting.order_by("not_before", "pk").select_for_update(skip_locked=True).first()
    if letter:
        due = timezone.now() + LEASE
        Letter.objects.filter(pk=letter.pk).update(not_before=due, attempts=F("attempts") + 1)
        letter.attempts += 1
    return letter


def _put_back(letter: Letter, error: str) -> None:
    wait = WAITS[min(letter.attempts, len(WAITS)) - 1]
    Letter.objects.filter(pk=letter.pk).update(not_before=timezone.now() + wait, error=error[:300])


def _announce() -> None:
    try:
        current_app.send_task(TASK)
    except (OSError, *settings.BROKER_ERRORS) as error:
        logger.warning("The broker was not told of a letter (%s); the next look finds it.", error)
