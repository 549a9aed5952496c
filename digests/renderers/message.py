"""In: a rendered mail. Out: the message with the headers that lists owe their readers.

List-Id is RFC 2919, List-Unsubscribe, -Help and -Archive RFC 2369, one click RFC 8058, Auto-Submitted RFC 3834.
"""

from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMultiAlternatives

from digests.renderers.email import RenderedEmail


def build_message(
    rendered: RenderedEmail,
    *,
    digest_id: int,
    to: str,
    from_email: str,
    reply_to: str,
    list_id: str,
    unsubscribe_url: str,
    unsubscribe_mailto: str,
    message_id: str = "",
    help_url: str = "",
    archive_url: str = "",
    feedback_id: str = "",
    text_only: bool = False,
) -> EmailMultiAlternatives:
    """`list_id` as "Weekly digest <weekly.example.org>"; `unsubscribe_mailto` empty where nobody reads such mail.

    `message_id` is that of the delivery, so that a mail that is sent again is the same mail; `feedback_id` is
    "campaign:customer:kind:sender", as Gmail groups complaints. Headers without a value are left out.
    """
    ways_out = [unsubscribe_url, f"mailto:{unsubscribe_mailto.removeprefix('mailto:')}" if unsubscribe_mailto else ""]
    headers = {
        "Message-ID": message_id or make_msgid(idstring=f"digest-{digest_id}", domain=_domain(from_email)),
        "List-Id": list_id,
        "List-Unsubscribe": ", ".join(f"<{way}>" for way in ways_out if way),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Help": f"<{help_url}>" if help_url else "",
        "List-Archive": f"<{archive_url}>" if archive_url else "",
        "Feedback-ID": feedback_id,
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        from_email=from_email,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={name: value for name, value in headers.items() if value},
    )
    if not text_only:
        message.attach_alternative(rendered.html, "text/html")
    return message


def _domain(from_email: str) -> str:
    """The sender's own domain, so that the id does not name the machine that happened to send it."""
    return parseaddr(from_email)[1].rpartition("@")[2] or "localhost"
