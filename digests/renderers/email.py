"""In: a digest and what stands around it. Out: the mail's subject, preheader, HTML and text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

import css_inline

from digests.document import DigestDocument
from digests.renderers.digest_view import DigestView, digest_view
from digests.renderers.email_text import mail_text
from digests.renderers.email_view import MailFrame, MailView, left_out_in_words, mail_sections
from digests.renderers.engine import render_html
from digests.renderers.linkless import linkless

# Gmail cuts a message at 102 kB and hides the unsubscribe link with the rest.
MOST_BYTES = 100_000
# Invisible characters that a client shows after the preheader, instead of the first words of the body.
PADDING = "\u034f\u200c\u00a0" * 90
_INLINER = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class RenderedEmail:
    subject: str
    preheader: str
    html: str
    text: str


def render_email(
    document: DigestDocument,
    *,
    to_address: str,
    site_url: str,
    unsubscribe_url: str,
    postal_address: str,
    sender_name: str,
    preferences_url: str = "",
    why: str = "",
    thumbs_url: str = "",
    subject: str = "",
    preheader: str = "",
) -> RenderedEmail:
    """Out: a mail below Gmail's limit; sections that do not fit are left to the web page.

    What stands around it is told at `MailFrame`. Without a `subject` it is the digest's title, without a `preheader`
    its lead.
    """
    frame = MailFrame(
        to_address=to_address,
        site_url=site_url,
        unsubscribe_url=unsubscribe_url,
        postal_address=postal_address,
        sender_name=sender_name,
        preferences_url=preferences_url,
        why=why,
        thumbs_url=thumbs_url,
    )
    whole = _whole(digest_view(linkless(document)), frame, document.language, subject, preheader)
    return next(mail for mail in map(_rendered, _shorter(whole)) if _fits(mail))


def _whole(view: DigestView, frame: MailFrame, language: str, subject: str, preheader: str) -> MailView:
    return MailView(
        digest=view,
        frame=frame,
        subject=_one_line(subject) or _one_line(view.title),
        preheader=shorten(_one_line(preheader) or _one_line(view.lead), 180, placeholder=" …"),
        language=language or "en",
        sections=mail_sections(view, frame),
    )


def _shorter(mail: MailView) -> Iterator[MailView]:
    everything = len(mail.sections)
    for count in range(everything, -1, -1):
        left_out = left_out_in_words(everything - count, mail.digest.url)
        yield replace(mail, sections=mail.sections[:count], left_out=left_out)


def _fits(mail: RenderedEmail) -> bool:
    return len(mail.html.encode()) <= MOST_BYTES or "<h2" not in mail.html


def _rendered(mail: MailView) -> RenderedEmail:
    values = {"mail": mail, "digest": mail.digest, "frame": mail.frame, "padding": PADDING}
    html = _INLINER.inline(render_html("digests/email/digest.html", values))
    return RenderedEmail(subject=mail.subject, preheader=mail.preheader, html=html, text=mail_text(mail))


def _one_line(text: str) -> str:
    """A subject with a line break in it would be a second header."""
    return " ".join(text.split())
