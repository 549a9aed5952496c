"""In: a digest and one reader's address. Out: the mail's subject, preheader, HTML and text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

import css_inline

from digests.document import DigestDocument
from digests.renderers.digest_view import DigestView, digest_view
from digests.renderers.email_text import text_opening, text_sections, wrapped
from digests.renderers.engine import render_html, render_text
from digests.renderers.linkless import linkless

# Gmail cuts a message at 102 kB and hides the unsubscribe link with the rest.
MOST_BYTES = 100_000
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
) -> RenderedEmail:
    """Out: a mail below Gmail's limit; sections that do not fit are left to the web page."""
    frame = {
        "to_address": to_address,
        "site_url": site_url,
        "unsubscribe_url": unsubscribe_url,
        "postal_address": postal_address,
        "sender_name": sender_name,
    }
    whole = digest_view(linkless(document))
    mails = (_rendered(view, len(whole.sections) - len(view.sections), frame) for view in _shorter(whole))
    return next(mail for mail in mails if _fits(mail))


def _shorter(view: DigestView) -> Iterator[DigestView]:
    for count in range(len(view.sections), -1, -1):
        yield replace(view, sections=view.sections[:count])


def _fits(mail: RenderedEmail) -> bool:
    return len(mail.html.encode()) <= MOST_BYTES or "<h2" not in mail.html


def _rendered(view: DigestView, left_out: int, frame: Mapping[str, str]) -> RenderedEmail:
    title, lead = _one_line(view.title), _one_line(view.lead)
    preheader = shorten(lead, 180, placeholder=" …")
    values = {**frame, "digest": view, "left_out": _left_out(left_out, view.url), "preheader": preheader}
    html = _INLINER.inline(render_html("digests/email/digest.html", values))
    blocks = {
        "title": wrapped(title),
        "underline": "=" * min(len(title), 72),
        "about": wrapped(" · ".join(filter(None, (view.period, view.about)))),
        "lead": wrapped(lead),
        "news": wrapped(view.news),
        "opening": text_opening(view),
        "note": wrapped(view.note),
        "withheld": wrapped(view.withheld),
        "sections": text_sections(view),
        "footer": wrapped(f"{frame['sender_name']} sends this to {frame['to_address']}."),
    }
    text = render_text("digests/email/digest.txt", values | blocks)
    return RenderedEmail(subject=title, preheader=preheader, html=html, text=text)


def _left_out(count: int, page: str) -> str:
    if not count:
        return ""
    one, more = "One more theme", f"{count} more themes"
    if page:
        return f"{one} is on the web." if count == 1 else f"{more} are on the web."
    return f"{one if count == 1 else more} did not fit into this mail."


def _one_line(text: str) -> str:
    """A subject with a line break in it would be a second header."""
    return " ".join(text.split())
