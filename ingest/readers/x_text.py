"""In: the text of a post as X stores it, with what X says of its links. Out: the text as people read it. Pure.

Links stand in full; the short link to a post's own picture or quoted post, which X appends, is dropped.
HTML entities are undone once, as X escapes once. Mentions at the start of an answer stay: they are
words of the post, and only some exports say which of them X would hide.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from ingest.text import repair

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_PICTURE = re.compile(r"https?://(?:www\.)?(?:twitter|x)\.com/\w+/status/\d+/(?:photo|video)/\d+$")
_SHOWN_PICTURE = re.compile(r"pic\.(?:twitter|x)\.com/")
_AFTER = r"(?![\w/-])"


@dataclass(frozen=True)
class Link:
    """`appended`: X put it at the end of the text for a picture or a quoted post; nobody typed it."""

    short: str
    long: str
    appended: bool = False


def readable(text: str, links: Iterator[Link] | tuple[Link, ...] = ()) -> str:
    text = _ENTITY.sub(lambda match: unescape(match[0]), text).strip()
    known = {link.short: link for link in links}
    text = _without_appended(text, known)
    if known:
        shorts = "|".join(re.escape(short) for short in sorted(known, key=len, reverse=True))
        text = re.sub(f"(?:{shorts}){_AFTER}", lambda match: known[match[0]].long, text)
    return repair(text).strip()


def links_of(row: Mapping[str, Any], *, quoted: str = "") -> Iterator[Link]:
    """The links of an API object or an archived post; `quoted` is the id of a post that is shown with it."""
    for holder in ("entities", "extended_entities"):
        entities = row.get(holder)
        for kind in ("urls", "media"):
            found = entities.get(kind) if isinstance(entities, dict) else None
            for link in found if isinstance(found, list) else []:
                if isinstance(link, dict) and isinstance(link.get("url"), str) and link["url"]:
                    yield _link(link, kind, quoted)


def _link(link: Mapping[str, Any], kind: str, quoted: str) -> Link:
    long = link.get("expanded_url")
    long = long if isinstance(long, str) and long else link["url"]
    shown = link.get("display_url")
    picture = kind == "media" or "media_key" in link or bool(_PICTURE.match(long))
    picture = picture or (isinstance(shown, str) and bool(_SHOWN_PICTURE.match(shown)))
    return Link(link["url"], long, picture or bool(quoted and long.split("?")[0].endswith(f"/status/{quoted}")))


def _without_appended(text: str, known: Mapping[str, Link]) -> str:
    while (last := text.rsplit(None, 1)[-1:]) and last[0] in known and known[last[0]].appended:
        text = text[: -len(last[0])].rstrip()
    return text
