"""In: HTML or text from a feed. Out: plain words, and addresses that can be fetched. Pure."""

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from ingest.spacing import SPACELESS
from ingest.text import repair

LONGEST_URL = 2000
_SILENT = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_UNSPACED = re.compile(rf"[{SPACELESS}]")
_TAG = re.compile(r"<[^<>]*>")


def plain(html: str) -> str:
    """The words in one line, without markup."""
    return " ".join(repair(unescape(_TAG.sub(" ", _SILENT.sub(" ", html)))).split())


def size(text: str) -> int:
    """Its length in words; where no spaces part them, two signs count for one."""
    return max(len(text.split()), len(_UNSPACED.findall(text)) // 2)


def line(text: str) -> str:
    """A title, which some feeds fill with markup and entities, others with a plain `<`."""
    return plain(text) or " ".join(repair(text).split())


def paragraphs(text: str) -> str:
    """Plain text as HTML."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part.strip())


def web_url(url: object, base: str = "") -> str:
    """An absolute address of the web, or nothing."""
    if not isinstance(url, str) or not url.strip():
        return ""
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return ""
    good = parts.scheme.lower() in {"http", "https"} and host and len(joined) <= LONGEST_URL
    return joined if good and not re.search(r"[\s\x00-\x1f]", joined) else ""
