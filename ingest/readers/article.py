"""In: a web page. Out: its ARTICLE without menus and banners, by trafilatura."""

import re
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.alignment import aligned
from ingest.readers.blocks import Block, Laid, laid_out
from ingest.readers.extraction import extracted
from ingest.readers.images import on_page, with_images
from ingest.readers.markup import blocks_of, inlined, tree_of
from ingest.readers.page_facts import Facts, facts_of
from ingest.readers.walls import NOTHING, STUB, instead_of_article, is_request, is_stub

_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link)\b", re.I | re.S
)
_PIECE = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:article|main|section|div|header|h[1-6]|p|table)\b[^>]*>", re.I | re.S)
_CLOSED = re.compile(r"</(?:p|div|article|main|section|h[1-6]|table)\s*>", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|[-*+] \S|```)", re.MULTILINE)
# Chrome and SingleFile note in a page they save where it came from.
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|page saved with singlefile\s+url:\s*)(https?://\S+)", re.I)

_CALL = "a call to subscribe or to sign in, not of the article"


def recognises(given: Given) -> bool:
    """A page, or a piece of one that was pasted; Markdown may open with a tag too."""
    if _HTML.match(given.opening):
        return True
    pasted = bool(_PIECE.match(given.opening)) and len(_CLOSED.findall(given.opening)) > 1
    return pasted and not _MARKDOWN.search(given.opening)


def read(given: Given) -> ReadResult:
    saved = _SAVED.search(given.opening)
    address = given.url or (saved[1] if saved else "")
    root = tree_of(given.text, name=given.name)
    if root is None:
        raise UnreadableUpload(f"{given.name} is a web page without a word on it.")
    facts = facts_of(root)
    found = extracted(given.text, root, url=address)
    title = _title(found.title or facts.title, facts.site or found.site) or given.title
    calls = [block for block in found.blocks if is_request(block.text)]
    blocks = aligned([block for block in found.blocks if not is_request(block.text)], blocks_of(root, images=True))
    lead = partial(on_page, base=address or facts.url, inlined=partial(inlined, given.text))
    laid = laid_out(with_images(blocks, lead), title=title)
    # A long article has nothing before it; only of the others is the whole page looked at.
    seen = "\n".join(block.text for block in blocks_of(root)) if laid.words < STUB else ""
    warnings = _walled(given, root, facts, laid, seen)
    draft = Draft(
        kind=given.kind or Kind.ARTICLE,
        text=laid.text,
        title=title,
        author=facts.author or found.author,
        site=facts.site or found.site,
        url=_address(facts.url, address),
        published_at=facts.published_at or found.published_at,
        language=facts.language,
        chapters=laid.chapters,
        insets=laid.insets,
    )
    return ReadResult("web page", (draft,), warnings, _left_out(calls))


def _left_out(calls: list[Block]) -> tuple[LeftOut, ...]:
    return (LeftOut(calls[0].text[:100], _CALL, len(calls)),) if calls else ()


def _walled(given: Given, root: etree._Element, facts: Facts, laid: Laid, seen: str) -> tuple[str, ...]:
    """What keeps a part of the article back. Raises UnreadableUpload where nothing worth keeping came through."""
    if wall := instead_of_article(root, seen, laid.words):
        raise UnreadableUpload(f"{given.name} is {wall}.")
    stub = is_stub(root, facts, laid.text, seen)
    if stub and laid.words < NOTHING:
        raise UnreadableUpload(
            f"{given.name} shows hardly a word of an article behind a paywall; "
            "open it in your browser, signed in, save the page and hand the file over."
        )
    if not laid.text:
        raise UnreadableUpload(f"{given.name} is a web page without an article Threepass could find.")
    if stub:
        return (f"this looks like the public beginning of an article behind a paywall ({laid.words:,} words)",)
    return ()


def _title(title: str, site: str) -> str:
    """Without the site's name, which many pages set behind their own."""
    shorter = re.sub(rf"\s*[|–—·•:-]\s*{re.escape(site)}$", "", title) if site else title
    return shorter or title


def _address(canonical: str, fetched: str) -> str:
    """What the page calls its address, unless that is another site's or only the front page."""
    if not canonical or not fetched:
        return canonical or fetched
    said, real = urlsplit(canonical), urlsplit(fetched)
    same = (said.hostname or "").removeprefix("www.") == (real.hostname or "").removeprefix("www.")
    front = PurePosixPath(said.path or "/") == PurePosixPath("/") != PurePosixPath(real.path or "/")
    return canonical if same and not front else fetched
