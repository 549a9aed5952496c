"""In: a digest and one address. Out: the mail to it, at most once; and the way out of mails like that."""

from django.core import signing
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from curation.errors import Refused, TemporaryError
from digests.models import Delivery, Digest, NewsletterIssue, Refusal, Subscriber
from digests.newsletter.answers import Answer, Fate
from digests.newsletter.issues import NOT_TAKEN, freeze
from digests.newsletter.messages import SALT, new_message_id
from digests.newsletter.refusals import anonymous, may_be_sent, plain
from digests.newsletter.tokens import NOT_OURS
from digests.newsletter.transport import hand_over, hang_up, transport_errors

HAD = "{} has already been sent this issue."
NOT_KNOWN = "It is not known whether the mail arrived; it is not sent again. {}"
_BEGUN = {Delivery.Status.CLAIMED, Delivery.Status.SENT, Delivery.Status.UNKNOWN}


def send(digest: Digest, address: str) -> Delivery:
    """Raises Refused for a bad address, one that wants no mail, and one that has had this issue."""
    address = plain(address)
    subscriber = Subscriber.objects.named(address).first()
    in_the_way = may_be_sent(address, subscriber)
    if in_the_way:
        raise Refused(in_the_way)
    delivery = _claim(freeze(digest), address, subscriber)
    answer = _handed_over(delivery)
    if answer.fate == Fate.SENT:
        return _close(delivery, Delivery.Status.SENT)
    unknown = answer.fate == Fate.UNKNOWN
    _close(delivery, Delivery.Status.UNKNOWN if unknown else Delivery.Status.FAILED, answer.words)
    raise TemporaryError((NOT_KNOWN if unknown else NOT_TAKEN).format(answer.words))


def sent_to(digest: Digest) -> int:
    """How many addresses have had it."""
    return Delivery.objects.filter(issue__digest=digest, status=Delivery.Status.SENT).count()


def refuse(token: str) -> str:
    """Stop all mail to the address that the token names. Out: that address. Raises Refused for a bad token."""
    address = address_of(token)
    Refusal.objects.get_or_create(address=address)
    return address


def address_of(token: str) -> str:
    try:
        address: str = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Refused(NOT_OURS) from error
    return address


def _claim(issue: NewsletterIssue, address: str, subscriber: Subscriber | None) -> Delivery:
    """One row per reader decides who sends: a delivery that was claimed or sent is never sent again."""
    with transaction.atomic():
        if issue.deliveries.filter(address=anonymous(address), status__in=_BEGUN).exists():
            raise Refused(HAD.format(address))
        delivery, _ = Delivery.objects.select_for_update(of=("self",)).get_or_create(
            issue=issue,
            address=address,
            defaults={"message_id": new_message_id(issue), "subscriber": subscriber},
        )
        if delivery.status in _BEGUN:
            raise Refused(HAD.format(address))
        delivery.status, delivery.started_at = Delivery.Status.CLAIMED, timezone.now()
        delivery.message_id = delivery.message_id or new_message_id(issue)
        delivery.save(update_fields=["status", "started_at", "message_id", "changed_at"])
    return delivery


def _handed_over(delivery: Delivery) -> Answer:
    """Before there is a connection nothing can have arrived."""
    mail_server = get_connection()
    try:
        mail_server.open()
    except transport_errors() as error:
        return Answer(Fate.FAILED, None, str(error))
    try:
        return hand_over(delivery, mail_server)
    finally:
        hang_up(mail_server)


def _close(delivery: Delivery, status: Delivery.Status, error: str = "") -> Delivery:
    delivery.status, delivery.error = status, error[:300]
    delivery.sent_at = timezone.now() if status == Delivery.Status.SENT else None
    delivery.save(update_fields=["status", "error", "sent_at", "changed_at"])
    return delivery
