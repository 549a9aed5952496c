"""In: a frozen issue and whoever gets it. Out: the MIME message, with this reader's own links in it."""

from dataclasses import replace
from email.utils import make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.html import escape

from digests.models import Delivery, Digest, NewsletterIssue, Subscriber, Subscription
from digests.newsletter.slots import ReaderLinks, Slots, filled_html, filled_text
from digests.newsletter.tokens import Purpose, signed, url_of
from digests.newsletter.words import SENDER, nonce_of, words_of
from digests.renderers.email import RenderedEmail
from digests.renderers.message import build_message

# How issues that were frozen before slots were marked name what differs.
TOKEN = "UNSUBSCRIBE-TOKEN"  # noqa: S105
ADDRESS = "READER-ADDRESS"
SALT = "unsubscribe"
ANYMAIL = "anymail."


def message_for(issue: NewsletterIssue, to: str | Subscriber | Delivery) -> EmailMultiAlternatives:
    """To a delivery's reader, with its id and the envelope that names it; to a subscriber or an address as a look."""
    delivery = to if isinstance(to, Delivery) else None
    subscriber = to if isinstance(to, Subscriber) else delivery.subscriber if delivery else None
    links = links_of(to if isinstance(to, str) else to.address, subscriber, issue, delivery)
    text_only = subscriber is not None and subscriber.format == Subscriber.Format.TEXT
    message = _built(issue, _filled(words_of(issue), _slots(issue), links), links, text_only=text_only)
    return _enveloped(message, delivery) if delivery else message


def test_message(issue: NewsletterIssue, address: str) -> EmailMultiAlternatives:
    """Marked as a test; its links lead nowhere, and nothing is counted."""
    tried = "test"
    links = ReaderLinks(
        address,
        url_of(Purpose.LEAVE, tried),
        url_of(Purpose.PREFERENCES, tried),
        url_of(Purpose.WORTH, tried),
        why=f"This is a test of an issue, sent to {address} alone.",
    )
    rendered = _filled(words_of(issue), _slots(issue), links)
    return _built(issue, replace(rendered, subject=f"[Test] {rendered.subject}"), links)


def links_of(
    address: str, subscriber: Subscriber | None, issue: NewsletterIssue, delivery: Delivery | None = None
) -> ReaderLinks:
    """Of somebody who has not subscribed, a way out alone."""
    worth = url_of(Purpose.WORTH, signed(Purpose.WORTH, str(delivery.pk))) if delivery else ""
    if subscriber is None:
        way_out = url_of(Purpose.LEAVE, signing.dumps(address, salt=SALT))
        return ReaderLinks(address, way_out, worth=worth, why=f"{SENDER} sends this to {address}.")
    left = signed(Purpose.LEAVE, subscriber.token)
    mailto = settings.UNSUBSCRIBE_MAILTO
    return ReaderLinks(
        address,
        url_of(Purpose.LEAVE, left),
        url_of(Purpose.PREFERENCES, signed(Purpose.PREFERENCES, subscriber.token)),
        worth,
        why=_why(subscriber, issue),
        mailto=f"{mailto}?subject={left}" if mailto else "",
    )


def new_message_id(issue: NewsletterIssue) -> str:
    """Made once for a delivery and kept: a mail that is sent again is the same mail."""
    return make_msgid(f"issue-{issue.pk}", host())


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _why(subscriber: Subscriber, issue: NewsletterIssue) -> str:
    series = issue.digest.series
    held = subscriber.subscriptions.filter(series=series).first() if series else None
    if held is None:
        return f"{SENDER} sends this to {subscriber.address}."
    added = f"you agreed to get it and were added to “{series}”"
    how = {
        Subscription.Origin.FORM: f"you subscribed to “{series}” and confirmed it",
        Subscription.Origin.CHOSEN: f"you chose “{series}” in your preferences",
        Subscription.Origin.IMPORT: added,
        Subscription.Origin.HAND: added,
    }[Subscription.Origin(held.origin)]
    return f"{SENDER} sends this to {subscriber.address} because {how} on {held.since:%-d %B %Y}."


def _slots(issue: NewsletterIssue) -> Slots | None:
    """None of an issue that was frozen before there were any."""
    if not issue.is_frozen:
        return Slots(nonce_of(issue.digest))
    return Slots(issue.slots) if issue.slots else None


def _filled(words: RenderedEmail, slots: Slots | None, links: ReaderLinks) -> RenderedEmail:
    if slots is None:
        return replace(
            words,
            html=_addressed(words.html, links.unsubscribe, escape(links.address)),
            text=_addressed(words.text, links.unsubscribe, links.address),
        )
    return replace(words, html=filled_html(words.html, slots, links), text=filled_text(words.text, slots, links))


def _addressed(frozen: str, way_out: str, address: str) -> str:
    """In its own places only: a source may hold these names, and must not get hold of what they stand for."""
    way = frozen.replace(settings.SITE_URL + reverse("unsubscribe", args=[TOKEN]), way_out)
    return way.replace(f"{SENDER} sends this to {ADDRESS}.", f"{SENDER} sends this to {address}.")


def _built(
    issue: NewsletterIssue, rendered: RenderedEmail, links: ReaderLinks, *, text_only: bool = False
) -> EmailMultiAlternatives:
    series = issue.digest.series
    name, place = (series.name, series.slug) if series else (f"{SENDER} digest", "digest")
    return build_message(
        rendered,
        digest_id=issue.digest_id,
        to=links.address,
        from_email=settings.DEFAULT_FROM_EMAIL,
        reply_to=settings.DEFAULT_FROM_EMAIL,
        list_id=f"{_phrase(name)} <{place}.{host()}>",
        unsubscribe_url=links.unsubscribe,
        unsubscribe_mailto=links.mailto,
        help_url=links.preferences or links.unsubscribe,
        archive_url=_archive(issue),
        feedback_id=f"{issue.pk}:{place}:newsletter:{host()}",
        text_only=text_only,
    )


def _archive(issue: NewsletterIssue) -> str:
    """Of a series that has published nothing there is none."""
    series = issue.digest.series
    if series is None or not Digest.objects.published().filter(series=series).exists():
        return ""
    return settings.SITE_URL + reverse("series-archive", args=[series.slug])


def _phrase(name: str) -> str:
    """A list's name as RFC 2919 lets it be written: no quotes, no angle brackets, nothing that is not ASCII."""
    plain = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in " -"))
    return " ".join(plain.split()) or SENDER


def _enveloped(message: EmailMultiAlternatives, delivery: Delivery) -> EmailMultiAlternatives:
    """Bounces go to an address that names the delivery (VERP); who it is from stays as it is."""
    message.extra_headers["Message-ID"] = delivery.message_id
    back = return_path(delivery)
    if settings.EMAIL_BACKEND.startswith(ANYMAIL):
        message.metadata = {"delivery": delivery.token}  # type: ignore[attr-defined]
        if back:
            message.envelope_sender = back  # type: ignore[attr-defined]
    elif back:
        message.extra_headers["From"] = settings.DEFAULT_FROM_EMAIL
        message.from_email = back
    return message


def return_path(delivery: Delivery) -> str:
    """`bounce+TOKEN@example.org`; empty where BOUNCE_ADDRESS is not set."""
    local, at, domain = parseaddr(settings.BOUNCE_ADDRESS)[1].rpartition("@")
    return f"{local}+{delivery.token}@{domain}" if at else ""
