"""In: a digest, or its issue. Out: the words of the mail, with places for what differs from reader to reader.

Of an issue that is frozen these are the frozen ones; of another they are written anew from the digest as it is.
"""

import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac

from curation.errors import Refused
from digests.models import Digest, NewsletterIssue
from digests.newsletter.slots import Slots
from digests.newsletter.wording import SENDER
from digests.public import mailed_document
from digests.renderers.email import RenderedEmail, render_email


def preview(digest: Digest) -> RenderedEmail:
    """The mail as it would be frozen now; stores nothing. Raises Refused while nobody has composed it."""
    if not digest.writer:
        raise Refused(f"“{digest}” is not composed yet; there is nothing to send.")
    issue = NewsletterIssue.objects.filter(digest=digest).first()
    return words_of(issue) if issue else rendered(digest)


def words_of(issue: NewsletterIssue) -> RenderedEmail:
    if issue.is_frozen:
        return RenderedEmail(subject=issue.subject, preheader=issue.preheader, html=issue.html, text=issue.text)
    return rendered(issue.digest, issue.subject, issue.preheader)


def rendered(digest: Digest, subject: str = "", preheader: str = "") -> RenderedEmail:
    """Without a `subject` it is the digest's title, without a `preheader` its lead."""
    slots = Slots(nonce_of(digest))
    return render_email(
        mailed_document(digest),
        to_address=slots.address,
        site_url=settings.SITE_URL,
        unsubscribe_url=slots.unsubscribe,
        postal_address=settings.POSTAL_ADDRESS,
        sender_name=SENDER,
        preferences_url=slots.preferences,
        why=slots.why,
        thumbs_url=slots.worth,
        subject=subject,
        preheader=preheader,
    )


def nonce_of(digest: Digest) -> str:
    """The same whenever it is looked at, and known to nobody else."""
    return salted_hmac("newsletter.slots", str(digest.pk)).hexdigest()[:16]


def is_as_approved(issue: NewsletterIssue) -> bool:
    """Whether nobody has changed it behind its back."""
    return issue.content_hash == hash_of(issue)


def hash_of(issue: NewsletterIssue) -> str:
    """SHA-256 of what is frozen, and of where its places are."""
    words = (issue.subject, issue.preheader, issue.html, issue.text, issue.slots)
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
