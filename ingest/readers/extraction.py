"""In: a page and its tree. Out: the blocks of its article, and what trafilatura knows of it. Pure."""

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from ingest.readers.blocks import Block, Form
from ingest.readers.front import moment
from ingest.readers.markup import blocks_of, size_of
from ingest.text import line_of

# trafilatura's time grows with the square of the elements; beyond this many it takes seconds.
_MANY = 12_000
_MAIN = "//*[@role='main']"
_AROUND = ("nav", "header", "footer", "aside", "form", "dialog")
_BESIDE = re.compile(
    r"\b(?:comments?|sidebar|related|newsletter|share|social|breadcrumbs?|cookie|consent|promo)\b", re.I
)
_APART = re.compile(r"\b(?:comments?|related)\b", re.I)
_LONG = 15
_ENOUGH = 120
_SHARE, _SHARE_OF_BODY = 0.5, 0.3
# What a library that reads anybody's pages trips over.
_TRIPPED = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, etree.LxmlError)


@dataclass(frozen=True)
class Extracted:
    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    site: str = ""
    published_at: datetime | None = None

    @property
    def prose(self) -> int:
        return _prose(self.blocks)


def extracted(text: str, root: etree._Element, *, url: str) -> Extracted:
    """The article as trafilatura finds it; where that leaves out much of the prose, all of the page's middle."""
    middle, has_frame = _middle(root)
    if size_of(root) > _MANY:
        return Extracted(tuple(middle))
    found = _by_trafilatura(text, url, recall=False)
    if _holds_frame(found, root):
        found = replace(found, blocks=tuple(middle))
    least = (_SHARE if has_frame else _SHARE_OF_BODY) * _prose(middle)
    if found.prose >= least or _prose(middle) < _ENOUGH:
        return found if found.blocks else Extracted(tuple(middle))
    wider = _by_trafilatura(text, url, recall=True)
    return wider if wider.prose >= least else Extracted(tuple(middle), found.title, found.author, found.site)


def _by_trafilatura(text: str, url: str, *, recall: bool) -> Extracted:
    # It takes most of a second to import, and few uploads are web pages.
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            text,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_formatting=True,
            favor_recall=recall,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except _TRIPPED:
        return Extracted()
    if found is None or isinstance(found, dict):
        return Extracted()
    return Extracted(
        blocks=tuple(blocks_of(found.body)) if found.body is not None else (),
        title=line_of(found.title),
        author=line_of(found.author).replace("; ", ", "),
        site=line_of(found.sitename or found.hostname),
        published_at=moment(found.date or ""),
    )


def _middle(root: etree._Element) -> tuple[list[Block], bool]:
    """The blocks of the one element that says it holds the article, else of the page without what frames it."""
    whole = deepcopy(root)
    around = _around_article(whole)
    for part in [part for part in whole.iter() if _frames(part, around) or _is_beside(part, around)]:
        if part.getparent() is not None and part.tag != "body":
            part.drop_tree() if hasattr(part, "drop_tree") else part.getparent().remove(part)
    frames = [list(whole.iter("article")), list(whole.iter("main")), whole.xpath(_MAIN)]
    one = next((found[0] for found in frames if len(found) == 1), None)
    blocks = blocks_of(whole if one is None else one)
    return blocks, one is not None


def _holds_frame(found: Extracted, root: etree._Element) -> bool:
    """Where it finds nothing, trafilatura gives the whole page as one paragraph, menus and all."""
    if len(found.blocks) != 1:
        return False
    framing = ([block.text.removeprefix("- ") for block in blocks_of(part)[:3]] for part in root.iter(*_AROUND))
    return any(words and all(word in found.blocks[0].text for word in words) for words in framing)


def _around_article(root: etree._Element) -> set[etree._Element]:
    """What holds the first element that says it holds the article, or all that is said."""
    first = [next(iter(found), None) for found in (root.iter("article"), root.iter("main"), root.xpath(_MAIN))]
    return {above for part in first if part is not None for above in part.iterancestors()}


def _frames(part: etree._Element, around: set[etree._Element]) -> bool:
    """Some servers put all of a page into one form."""
    return part.tag in _AROUND and not (part.tag == "form" and part in around)


def _is_beside(part: etree._Element, around: set[etree._Element]) -> bool:
    """A layout is named after its sidebar, too, and holds the article; comments hold articles of their own."""
    if part.tag not in {"div", "section", "ul", "ol"}:
        return False
    name = f"{part.get('class', '')} {part.get('id', '')}".replace("_", " ").replace("-", " ")
    return bool((_APART if part in around else _BESIDE).search(name))


def _prose(blocks: list[Block] | tuple[Block, ...]) -> int:
    """Words in paragraphs of some length; menus, teasers and captions have none."""
    counts = (len(block.text.split()) for block in blocks if block.form is not Form.HEADING)
    return sum(count for count in counts if count >= _LONG)
