"""In: an entry whose feed carries its text. Out: a web page of it, as the article reader likes it. Pure."""

from html import escape

from ingest.feeds.html import plain, size
from ingest.feeds.parsed import ParsedEntry

ENOUGH_WORDS = 150
ENOUGH_BESIDE_SOUND = 600
WORDS_A_MINUTE = 150


def has_full_text(entry: ParsedEntry) -> bool:
    """An article's worth of words. Beside a recording they must be its text, not notes on it.

    Where the length of the recording is known, half of what can be said in that time is enough.
    """
    words = size(plain(entry.content))
    if entry.audio is None:
        return words >= ENOUGH_WORDS
    said = entry.duration_ms / 60_000 * WORDS_A_MINUTE if entry.duration_ms else None
    return words >= (ENOUGH_BESIDE_SOUND if said is None else max(ENOUGH_WORDS, said / 2))


def page_of(entry: ParsedEntry, *, site: str, language: str) -> bytes:
    """The same entry gives the same bytes."""
    about = {
        "author": entry.author or entry.hosts,
        "og:site_name": site,
        "article:published_time": entry.published_at.isoformat() if entry.published_at else "",
        "og:url": entry.url,
    }
    meta = "".join(_meta(name, value) for name, value in about.items() if value)
    title, tongue = escape(entry.title), entry.language or language
    spoken = f' lang="{escape(tongue)}"' if tongue else ""
    return (
        f"<!doctype html>\n<html{spoken}>\n"
        f'<head><meta charset="utf-8"><title>{title}</title>{meta}</head>\n'
        f"<body><article>\n{entry.content}\n</article></body>\n</html>\n"
    ).encode()


def _meta(name: str, value: str) -> str:
    key = "property" if ":" in name else "name"
    return f'<meta {key}="{name}" content="{escape(value)}">'
