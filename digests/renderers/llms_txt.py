"""In: published digests. Out: llms.txt (llmstxt.org): what is here and where it stands as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from digests.outline.dates import period
from digests.renderers.markdown_text import address, escaped

TITLE = "Threepass"
SUMMARY = (
    "Digests of what people read, heard and noted, by theme. Every statement cites the words it came from, checked "
    "by a program against the stored source; what no source bears out is left out."
)
FORMS = "Each digest is Markdown at the address below, and stands at the same address as a page, PDF and EPUB."


@dataclass(frozen=True)
class Listed:
    """A digest as a list names it; `url` is that of its page."""

    title: str
    url: str
    start: date
    end: date
    headings: tuple[str, ...]


def render_llms_txt(digests: Iterable[Listed], feed_url: str) -> str:
    rows = [_row(one) for one in digests]
    listed = "\n".join(rows) if rows else "Nothing is published yet."
    blocks = [f"# {TITLE}", f"> {SUMMARY}", FORMS, "## Digests", listed, "## Optional"]
    return "\n\n".join([*blocks, f"- [Atom feed]({address(feed_url)}): the newest in full"]) + "\n"


def _row(one: Listed) -> str:
    told = ", ".join(one.headings)
    days = period(one.start, one.end)
    about = escaped(f"{days}. {told}" if told else days)
    return f"- [{escaped(one.title)}]({address(markdown_address(one.url))}): {about}"


def markdown_address(url: str) -> str:
    """`/read/the-week.md` beside `/read/the-week/`."""
    return f"{url.rstrip('/')}.md"
