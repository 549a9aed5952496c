"""In: a DOCX. Out: one ARTICLE, or a NOTE where it is short; headings are its chapters."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial, reduce
from itertools import groupby
from typing import Any

from lxml import etree

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.archive import DAMAGED
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.blocks import Block, Form, Shown, joined, laid_out
from ingest.readers.front import moment
from ingest.readers.images import ELSEWHERE
from ingest.readers.page_facts import language_tag
from ingest.text import line_of, repair

_BODY = "word/document.xml"
_LARGEST = 300_000_000
_LONG_READ = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "p": "\n", "noBreakHyphen": "-"}
# What stands there once more, as a picture for older programs or where a tracked move took it from.
_TWICE = {"Fallback", "moveFrom"}
_HEADING = re.compile(r"^heading (\d)$", re.I)
_CODE = re.compile(r"\bcode\b|html preformatted|macro text|source text", re.I)
# What python-docx and the XML below it trip over in a damaged file.
_TRIPPED = (*DAMAGED, LookupError, AttributeError, TypeError, RecursionError, etree.LxmlError)


def recognises(given: Given) -> bool:
    """Whatever is called so, or is so under another name."""
    return _is_locked(given) or given.ending in {"docx", "docm"} or _BODY in given.members


def read(given: Given) -> ReadResult:
    """Any kind of zip may call itself so; its members are counted before a library unpacks them."""
    if _is_locked(given):
        raise UnreadableUpload(
            f"{given.name} is an Office document with a password; save it without one and hand it over again."
        )
    if not given.is_zip or _BODY not in given.archive:
        raise UnreadableUpload(f"{given.name} is no Word document, or a damaged one: its text is not in it.")
    given.archive.refuse_over(_LARGEST)
    try:
        return _read(given)
    except _TRIPPED as error:
        raise UnreadableUpload(f"{given.name} is a damaged Word document.") from error


def _read(given: Given) -> ReadResult:
    from docx import Document

    document = Document(given.open_bytes())
    facts = document.core_properties
    blocks = list(_listed(_blocks(document)))
    title = line_of(facts.title) or next((block.text for block in blocks if block.level == 1), "") or given.title
    laid = laid_out(blocks, title=title)
    if not laid.text:
        raise UnreadableUpload(f"{given.name} is a Word document without text.")
    day = facts.created or facts.modified
    draft = Draft(
        kind=given.kind or (Kind.ARTICLE if laid.words >= _LONG_READ or laid.chapters else Kind.NOTE),
        text=laid.text,
        title=title,
        author=line_of(facts.author) if facts.author != "python-docx" else "",
        url=given.url,
        published_at=moment(day.isoformat()) if day else None,
        language=language_tag(facts.language or _language(document)),
        chapters=laid.chapters,
        insets=laid.insets,
    )
    return ReadResult("Word document", (draft,), left_out=tuple(_left_out(document)))


def _blocks(document: Any) -> Iterator[Block]:
    """Paragraphs and tables in the order of the page, those in content controls included."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for part in _parts(document.element.body):
        if _tag(part) == "tbl":
            yield from _rows(Table(part, document))
        else:
            shown = tuple(_shown(part, document))
            block = _paragraph(Paragraph(part, document)) or (Block("") if shown else None)
            if block:
                yield replace(block, shown=tuple(replace(one, at=len(block.text)) for one in shown))


def _listed(blocks: Iterator[Block]) -> Iterator[Block]:
    """Each line of code is a paragraph of its own; those in a row are one listing."""
    for form, some in groupby(blocks, key=lambda block: block.form):
        if form is Form.CODE:
            yield reduce(joined, some)
        else:
            yield from some


def _shown(paragraph: etree._Element, document: Any) -> Iterator[Shown]:
    """A picture is a part of the package; one that is only linked did not come with it."""
    for blip in paragraph.xpath(".//a:blip"):
        told = next(iter(blip.xpath("ancestor::wp:inline/wp:docPr | ancestor::wp:anchor/wp:docPr")), None)
        alt = line_of(told.get("descr") or told.get("title")) if told is not None else ""
        part = document.part.related_parts.get(str(next(iter(blip.xpath("./@r:embed")), "")))
        yield Shown("", alt, data=partial(bytes, part.blob)) if part is not None else Shown("", alt, why=ELSEWHERE)


def _parts(body: etree._Element) -> Iterator[etree._Element]:
    for part in body:
        if _tag(part) in {"p", "tbl"}:
            yield part
        elif _tag(part) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            yield from _parts(part)


def _paragraph(paragraph: Any) -> Block | None:
    lines = (line_of(line) for line in _words(paragraph._p).split("\n"))
    text = "\n".join(line for line in lines if line)
    if not text:
        return None
    style = str(paragraph.style.name or "") if paragraph.style is not None else ""
    heading = _HEADING.match(style)
    if _CODE.search(style):
        return Block(repair(_words(paragraph._p)).rstrip(), Form.CODE)
    if heading or style == "Title":
        return Block(text.replace("\n", " "), Form.HEADING, int(heading[1]) if heading else 1)
    return Block(f"- {text}", Form.ITEM) if _is_item(paragraph, style) else Block(text)


def _words(element: etree._Element) -> str:
    """With links and tracked insertions; what was deleted has another tag."""
    said: list[str] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, part in walk:
        if _tag(part) in _TWICE:
            walk.skip_subtree()
        said.append(_SIGNS.get(_tag(part), "") if _tag(part) != "t" else part.text or "")
    return "".join(said)


def _is_item(paragraph: Any, style: str) -> bool:
    properties = paragraph._p.pPr
    return style.startswith("List") or (properties is not None and properties.numPr is not None)


def _rows(table: Any) -> Iterator[Block]:
    """A merged cell comes once for every cell it covers; its words are said once."""
    for row in table.rows:
        cells = {cell._tc: line_of(_words(cell._tc)) for cell in row.cells}
        if any(cells.values()):
            yield Block(" | ".join(text for text in cells.values() if text), Form.ROW)


def _language(document: Any) -> str:
    """Of the document's own style, where its properties do not say."""
    found = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    return str(found[0]) if found else ""


def _left_out(document: Any) -> Iterator[LeftOut]:
    """They stand in files of their own."""
    for name in ("footnote", "endnote"):
        if marks := document.element.body.xpath(f".//w:{name}Reference"):
            yield LeftOut(name, "notes below the text are not read yet", len(marks))


def _is_locked(given: Given) -> bool:
    """A document with a password is no zip but an older container with the encrypted zip inside."""
    return given.head.startswith(_OLE) and (_LOCKED in given.head or given.ending in {"docx", "docm"})


def _tag(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
