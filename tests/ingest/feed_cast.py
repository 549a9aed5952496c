"""Feeds of a made-up show and a made-up journal, as a local site serves them."""

import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from django.utils import timezone

WORDS = (
    "Nobody reads a trace twice, so the first reading has to count. We put the traces on paper, walked to the "
    "kitchen table and marked every step that a customer would have noticed. "
)
ESSAY = "".join(f"<p>Part {number}. {WORDS}</p>" for number in range(1, 7))
VTT = (
    "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Marlow Quill>Welcome to the slow build, where we read traces by hand.\n\n"
    "00:04.000 --> 00:09.000\n<v Philippa Drummond-Hay>And where the dashboard is the last thing we believe.\n"
)
SRT = "1\n00:00:00,000 --> 00:00:04,000\nWelcome to the slow build, where we read traces by hand.\n"
CHAPTERS = (
    '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "By hand"}, {"startTime": 4, "title": "Belief"}]}'
)


def item(number, *, guid=None, title=None, link="", content="", extra="", days_ago=None):
    """One <item>; the higher its number, the newer."""
    moment = timezone.now() - datetime.timedelta(days=10 - number if days_ago is None else days_ago)
    body = f"<content:encoded>{escape(content)}</content:encoded>" if content else ""
    address = f"<link>{escape(link)}</link>" if link else ""
    return (
        f"<item><guid isPermaLink='false'>{guid or f'essay-{number}'}</guid><title>{title or f'Essay {number}'}</title>"
        f"<pubDate>{format_datetime(moment)}</pubDate>{address}{body}{extra}</item>"
    )


def rss(*items, title="The Kitchen Table", head=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
        ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
        f"<title>{title}</title><link>https://kitchen.example.org/</link><description>Slow reading.</description>"
        f"<language>en-GB</language>{head}{''.join(items)}</channel></rss>"
    ).encode()
