"""In: HTML or XHTML, as text. Out: its tree, and the blocks a reader would see of it. Pure.

Reads the tags of HTML and those of the small XML that trafilatura makes of a page.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count as count_from
from itertools import groupby, islice
from urllib.parse import unquote

from lxml import etree, html

from curation.errors import UnreadableUpload
from ingest.readers.blocks import Block, Form, Shown
from ingest.readers.images import shown_in
from ingest.readers.listings import is_code, is_gutter, language_of
from ingest.text import line_of, repair

LARGEST = 10_000_000
MOST_ELEMENTS = 100_000
DEEPEST = 1_000
_PARTS_TEXT = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form head "
    "header hr item li list main nav ol p pre quote section summary table tbody td tfoot th thead tr ul cell row"
)
_PARTS = frozenset(_PARTS_TEXT.split()) | {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN_TEXT = "script style noscript template svg math iframe object embed video audio canvas select textarea button"
_UNSEEN = frozenset(_UNSEEN_TEXT.split()) | {"input", "title", "meta", "link", "map"}
_HEADING = re.compile(r"h([1-6])$")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all", re.I
)
_LINE = "\u2028"
_INLINED = re.compile(r"\bdata:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%]+")


def tree_of(text: str, *, name: str) -> etree._Element | None:
    """Out: the root element, None for markup without any. Raises UnreadableUpload over the limits."""
    count = count_from(0)
    text = _INLINED.sub(lambda _: f"data:,{next(count)}", text)
    if len(text) > LARGEST:
        raise UnreadableUpload(f"{name} is a page of more than {LARGEST // 1_000_000} MB, more than any article.")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError):
        return None
    _refuse_monsters(root, name)
    return root


def inlined(text: str, number: int) -> bytes:
    """In: the text that a tree was made of. Out: the bytes that stand in it; `data:,3` in the tree is number 3.

    Raises UnreadableUpload where they are damaged, or there are none.
    """
    found = next(islice(_INLINED.finditer(text), number, None), None)
    try:
        return b64decode(unquote(found[0].partition(",")[2]), validate=True) if found else b""
    except ValueError as error:
        raise UnreadableUpload("What stands in the page for the image is damaged.") from error


def blocks_of(root: etree._Element, *, images: bool = False) -> list[Block]:
    """What is seen of a tree, in order; no two blocks share a character.

    With `images` the last block may be one without words, for what is shown below them.
    """
    body = root.find("body") if root.tag == "html" else root
    found = _Walk().blocks(root if body is None else body)
    return [block for block in found if block.text or images]


def size_of(root: etree._Element) -> int:
    return sum(1 for _ in root.iter())


def _refuse_monsters(root: etree._Element, name: str) -> None:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest, count = max(deepest, depth), count + 1
    if deepest > DEEPEST or count > 2 * MOST_ELEMENTS:
        raise UnreadableUpload(f"{name} has more or deeper markup than any page that people read.")


@dataclass
class _Walk:
    """The state of one walk: words not yet in a block, and the elements they stand in."""

    words: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    forms: list[tuple[etree._Element, Form, int]] = field(default_factory=list)
    verbatim: list[etree._Element] = field(default_factory=list)
    above: list[Shown] = field(default_factory=list)
    below: list[Shown] = field(default_factory=list)

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Iterative, since markup may nest deeper than Python calls."""
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            unseen = _is_unseen(element)
            if event == "start" and unseen:
                walk.skip_subtree()
            elif event == "start":
                yield from self._open(element)
                self._say(element.text)
            else:
                yield from () if unseen else self._close(element)
                self._say(element.tail if element is not body else None)
        yield from self._flush()
        if self.above:
            yield Block("", shown=tuple(self.above))

    def _open(self, element: etree._Element) -> Iterator[Block]:
        tag = _tag(element)
        yield from self._part(element, tag)
        self.anchors += [name for name in (element.get("id"), element.get("name")) if name]
        if form := _form(element, tag):
            self.forms.append((element, *form))
        if _is_verbatim(element, tag):
            yield from () if self.verbatim else self._flush()
            self.verbatim.append(element)
        if tag == "img" and not self.verbatim and (shown := shown_in(element)):
            (self.below if any(map(str.strip, self.words)) else self.above).append(shown)
        if tag in {"br", "lb"}:
            self.words.append("\n" if self.verbatim else _LINE)

    def _close(self, element: etree._Element) -> Iterator[Block]:
        tag = _tag(element)
        if self._is_cell(tag):
            self.words.append(" | ")
        if self.verbatim and self.verbatim[-1] is element:
            yield from self._flush() if len(self.verbatim) == 1 else ()
            self.verbatim.pop()
        yield from self._part(element, tag)
        if self.forms and self.forms[-1][0] is element:
            self.forms.pop()

    def _part(self, element: etree._Element, tag: str) -> Iterator[Block]:
        """Where a part begins or ends, so does a block; within program code only a line."""
        if self.verbatim and tag in _PARTS and self.verbatim[0] is not element:
            self.words.append("" if not self.words or self.words[-1].endswith("\n") else "\n")
        elif tag in _PARTS and not self._is_cell(tag):
            yield from self._flush()

    def _is_cell(self, tag: str) -> bool:
        """A cell of a table with data; those of a layout are parts like any other."""
        return tag in {"td", "th", "cell"} and bool(self.forms) and self.forms[-1][1] is Form.ROW

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text if self.verbatim else re.sub(rf"[\s{_LINE}]+", " ", text))

    def _flush(self) -> Iterator[Block]:
        """The words so far, parted where two line breaks stand together."""
        said, self.words = "".join(self.words), []
        if not said.strip():
            return
        if self.verbatim:
            yield from self._listing(said)
            return
        form, level = self.forms[-1][1:] if self.forms else (Form.PARAGRAPH, 0)
        for part in _parted(said):
            if text := _tidy(part, form):
                yield self._block(text, form, level)
                form = self._gone_on(form)

    def _listing(self, said: str) -> Iterator[Block]:
        """Lines as they stand; the numbers beside them, which some pages set as a column of their own, are no words."""
        text = repair(said.replace(_LINE, "\n")).strip("\n").rstrip()
        if not text.strip() or is_gutter(text):
            return
        if is_code(self.verbatim[0], text):
            yield self._block(text, Form.CODE, 0, language_of(self.verbatim[0]))
        else:
            yield self._block(text, Form.PARAGRAPH, 0)

    def _block(self, text: str, form: Form, level: int, language: str = "") -> Block:
        block = Block(text, form, level, tuple(self.anchors), language, tuple(self.above))
        self.anchors, self.above, self.below = [], self.below, []
        return block

    def _gone_on(self, form: Form) -> Form:
        """Only the first block of an item has its dash."""
        if form is not Form.ITEM:
            return form
        self.forms[-1] = (self.forms[-1][0], Form.PARAGRAPH, 0)
        return Form.PARAGRAPH


def _parted(said: str) -> Iterator[str]:
    for is_blank, lines in groupby(said.split(_LINE), key=lambda line: not line.strip()):
        if not is_blank:
            yield _LINE.join(lines)


def _tidy(part: str, form: Form) -> str:
    lines = [line_of(line) for line in part.split(_LINE)]
    text = "\n".join(line for line in lines if line)
    if form is Form.ROW:
        return text.replace("\n", " ").strip("| ")
    if form is Form.HEADING:
        return text.replace("\n", " ")
    return f"- {text}" if form is Form.ITEM and text else text


def _form(element: etree._Element, tag: str) -> tuple[Form, int] | None:
    if heading := _HEADING.match(element.get("rend", "") if tag == "head" else tag):
        return Form.HEADING, int(heading[1])
    if tag in {"li", "item"}:
        return Form.ITEM, 0
    if tag == "row" or (tag == "tr" and _holds_data(element)):
        return Form.ROW, 0
    return None


def _is_verbatim(element: etree._Element, tag: str) -> bool:
    return tag == "pre" or (tag == "code" and "\n" in "".join(element.itertext()))


def _holds_data(row: etree._Element) -> bool:
    """Two cells or more with nothing but words in them; a layout puts whole parts into its cells."""
    cells = [cell for cell in row if _tag(cell) in {"td", "th"}]
    inner = any(_tag(part) in _PARTS or _tag(part) == "img" for cell in cells for part in cell.iterdescendants())
    return len(cells) > 1 and not inner and sum(bool("".join(cell.itertext()).strip()) for cell in cells) > 1


def _is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or _tag(element) in _UNSEEN or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _tag(element: etree._Element) -> str:
    """The tag without a namespace."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
