"""In: a digest. Out: a mail, frozen once and delivered to an address at most once.

It says what the digest's public page says: whoever gets it does not own the library.
"""

from email.utils import make_msgid
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from curation.errors import Refused, TemporaryError
from digests.models import Delivery, Digest, NewsletterIssue, Refusal
from digests.public import mailed_document
from digests.renderers.email import RenderedEmail, render_email
from digests.renderers.message import build_message
from digests.wanted import runs_of

# What differs from reader to reader stands in the frozen mail by these names.
TOKEN = "UNSUBSCRIBE-TOKEN"  # noqa: S105
ADDRESS = "READER-ADDRESS"
SALT = "unsubscribe"
SENDER = "Threepass"


def preview(digest: Digest) -> RenderedEmail:
    """The mail as it would be frozen now; stores nothing. Raises Refused while nobody has composed it."""
    if not digest.writer:
        raise Refused(f"“{digest}” is not composed yet; there is nothing to send.")
    frozen = NewsletterIssue.objects.filter(digest=digest).exclude(frozen_at=None).first()
    if frozen:
        return RenderedEmail(subject=frozen.subject, preheader=frozen.preheader, html=frozen.html, text=frozen.text)
    return render_email(
        mailed_document(digest),
        to_address=ADDRESS,
        site_url=settings.SITE_URL,
        unsubscribe_url=_unsubscribe_url(TOKEN),
        postal_address=settings.POSTAL_ADDRESS,
        sender_name=SENDER,
    )


@transaction.atomic
def freeze(digest: Digest) -> NewsletterIssue:
    """From here on the issue's words are fixed, whatever becomes of the digest.

    Raises Refused for a draft that is being written. What writes in a digest holds its row, as this does.
    """
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    frozen = NewsletterIssue.objects.filter(digest=held).exclude(frozen_at=None).first()
    if frozen:
        return frozen
    if held.state == Digest.State.DRAFT and runs_of(held).open().exists():
        raise Refused(f"“{held}” is being composed just now; send it when that is done, or approve it as it is.")
    mail = preview(held)
    words = {"subject": mail.subject, "preheader": mail.preheader, "html": mail.html, "text": mail.text}
    state = {"state": NewsletterIssue.State.APPROVED, "frozen_at": timezone.now()}
    issue, _ = NewsletterIssue.objects.update_or_create(digest=held, defaults=words | state)
    return issue


def sent_to(digest: Digest) -> int:
    """How many addresses have had it."""
    return Delivery.objects.filter(issue__digest=digest, status=Delivery.Status.SENT).count()


def message_for(issue: NewsletterIssue, address: str) -> EmailMultiAlternatives:
    """The MIME message with this reader's own way out in it."""
    token = signing.dumps(address, salt=SALT)
    rendered = RenderedEmail(
        subject=issue.subject,
        preheader=issue.preheader,
        html=_addressed(issue.html, token, escape(address)),
        text=_addressed(issue.text, token, address),
    )
    return build_message(
        rendered,
        digest_id=issue.digest_id,
        to=address,
        from_email=settings.DEFAULT_FROM_EMAIL,
        reply_to=settings.DEFAULT_FROM_EMAIL,
        list_id=f"Threepass digest <digest.{_host()}>",
        unsubscribe_url=_unsubscribe_url(token),
        unsubscribe_mailto="",
    )


def _addressed(frozen: str, token: str, address: str) -> str:
    """In its own places only: a source may hold these names, and must not get hold of what they stand for."""
    way_out = frozen.replace(_unsubscribe_path(TOKEN), _unsubscribe_path(token))
    return way_out.replace(_footer(ADDRESS), _footer(address))


def send(digest: Digest, address: str) -> Delivery:
    """Raises Refused for a bad address, one that wants no mail, and one that has had this issue."""
    address = address.strip().lower()
    _check_address(address)
    issue = freeze(digest)
    delivery = _claim(issue, address)
    message = message_for(issue, address)
    message.extra_headers["Message-ID"] = delivery.message_id
    try:
        message.send()
    except (SMTPException, OSError) as error:
        _close(delivery, Delivery.Status.FAILED, str(error))
        raise TemporaryError(f"The mail server did not take the mail: {error}") from error
    return _close(delivery, Delivery.Status.SENT)


def refuse(token: str) -> str:
    """Stop all mail to the address that the token names. Out: that address. Raises Refused for a bad token."""
    address = address_of(token)
    Refusal.objects.get_or_create(address=address)
    return address


def address_of(token: str) -> str:
    try:
        address: str = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Refused("This link is not one of ours; please use the one in the mail.") from error
    return address


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(f"{address} is not an e-mail address.") from error
    if Refusal.objects.filter(address__iexact=address).exists():
        raise Refused(f"{address} has asked for no more mail.")


def _claim(issue: NewsletterIssue, address: str) -> Delivery:
    """One row per reader decides who sends: a delivery that was claimed or sent is never sent again."""
    with transaction.atomic():
        delivery, _ = Delivery.objects.select_for_update().get_or_create(
            issue=issue, address=address, defaults={"message_id": make_msgid(f"digest-{issue.pk}", _host())}
        )
        if delivery.status in {Delivery.Status.CLAIMED, Delivery.Status.SENT}:
            raise Refused(f"{address} has already been sent this issue.")
        delivery.status = Delivery.Status.CLAIMED
        delivery.save(update_fields=["status"])
    return delivery


def _close(delivery: Delivery, status: Delivery.Status, error: str = "") -> Delivery:
    delivery.status, delivery.error = status, error[:300]
    delivery.sent_at = timezone.now() if status == Delivery.Status.SENT else None
    delivery.save(update_fields=["status", "error", "sent_at"])
    return delivery


def _unsubscribe_url(token: str) -> str:
    return settings.SITE_URL + _unsubscribe_path(token)


def _unsubscribe_path(token: str) -> str:
    return reverse("unsubscribe", args=[token])


def _footer(address: str) -> str:
    return f"{SENDER} sends this to {address}."


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
