"""In: the text of a PDF's pages, line by line as printed. Out: paragraphs and headings. Pure.

Running heads, feet and page numbers are told by their standing at the same edge of pages near each other;
hyphens at the end of lines are taken back where the word is written without one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ingest.readers.blocks import Block, Form, same_words
from ingest.text import line_of

_SIDES = ("top", "foot")
_EDGE = 2
_NEAR = 2
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_FULL = 0.75
_NUMBERING = re.compile(
    r"^(?:(?:chapter|part|section|kapitel|teil|chapitre)\s+)?(?:\d+|[IVXLC]+)(?:\.\d+)*[.:)]?\s+", re.I
)
_NUMBERED = re.compile(r"^(\d{1,2})[.)]?\s+([^\W\d_].{1,70})$")
_ITEM = re.compile(r"^(?:[•▪◦‣·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_BULLET = re.compile(r"^[•▪◦‣·]\s*")
_END = re.compile(r"[.!?:…。！？][\"'”’»)\]\d]*$")
_HYPHEN = re.compile(r"[^\W\d_][-\xad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APART = 40


@dataclass(frozen=True)
class _Line:
    text: str
    page: int
    after_blank: bool = False
    heading: str = ""


def blocks_of_pages(pages: Sequence[str], marks: Sequence[tuple[str, int]]) -> list[Block]:
    """`marks` are the bookmarks' titles and pages; without them, numbered headings are looked for."""
    lines = list(_without_edges(pages))
    lines = _marked(lines, marks) if len(marks) > 1 else _numbered(lines)
    return list(_paragraphs(lines))


def openings(blocks: Sequence[Block], marks: Sequence[tuple[str, int]]) -> dict[int, str]:
    """The block that each bookmark points at: its heading where that was found, else the first on its page."""
    opens: dict[int, str] = {}
    below = 0
    for title, page in sorted(marks, key=lambda mark: mark[1]):
        place = next((n for n in range(below, len(blocks)) if _is_heading(blocks[n], title, page)), None)
        if place is None:
            place = next((n for n in range(below, len(blocks)) if _page(blocks[n]) >= page and n not in opens), None)
        if place is not None:
            opens[place] = line_of(title)
            below = place + 1
    return opens


def _without_edges(pages: Sequence[str]) -> Iterator[_Line]:
    """Peeled from outside: what stands inside of a line that belongs to the page's text belongs to it too."""
    split = [_lines_of(page, number) for number, page in enumerate(pages)]
    edges = [{_edge(side, line) for side in _SIDES for line in _outermost(side, lines)} for lines in split]
    seen = Counter(edge for page in edges for edge in page)
    for number, lines in enumerate(split):
        near = Counter(edge for page in edges[max(0, number - _NEAR) : number + _NEAR + 1] for edge in page)
        running = {edge for edge in near if edge and (near[edge] > 1 or seen[edge] > len(pages) // 3 + 1)}
        top, foot = (_peeled(side, lines, running) for side in _SIDES)
        yield from lines[top : len(lines) - foot]


def _outermost(side: str, lines: list[_Line]) -> list[_Line]:
    """The first lines of a page, or its last, the outermost first."""
    return lines[:_EDGE] if side == "top" else lines[: -_EDGE - 1 : -1]


def _peeled(side: str, lines: list[_Line], running: set[str]) -> int:
    return len(list(takewhile(lambda line: _edge(side, line) in running, _outermost(side, lines))))


def _lines_of(page: str, number: int) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    for text in (" ".join(line.split()) for line in page.replace("\x0c", "\n").splitlines()):
        if text:
            lines.append(_Line(text, number, after_blank=blank))
        blank = not text
    return lines


def _edge(side: str, line: _Line) -> str:
    """The line without its figures; empty for a long one."""
    return f"{side} {_FIGURES.sub('#', line.text.casefold())}" if len(line.text) <= 100 else ""


def _marked(lines: list[_Line], marks: Sequence[tuple[str, int]]) -> list[_Line]:
    """A bookmark's title, on one line of its page or on up to three, is a heading."""
    waiting: dict[int, list[str]] = {}
    for title, page in marks:
        waiting.setdefault(page, []).append(title)
    found: list[_Line] = []
    place = 0
    while place < len(lines):
        title, taken = _heading_at(lines, place, waiting.get(lines[place].page, []))
        found.append(_Line(lines[place].text, lines[place].page, heading=title) if taken else lines[place])
        place += max(1, taken)
    return found


def _heading_at(lines: list[_Line], place: int, titles: list[str]) -> tuple[str, int]:
    for title in titles:
        for count in (1, 2, 3):
            text = " ".join(line.text for line in lines[place : place + count])
            if same_words(text, title) or same_words(_NUMBERING.sub("", text), _NUMBERING.sub("", title)):
                return title, count
    return "", 0


def _numbered(lines: list[_Line]) -> list[_Line]:
    """`1 Introduction`, later `2 Methods`: three or more in order, with some text between them."""
    places: list[int] = []
    words = _APART
    for place, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if match and int(match[1]) == len(places) + 1 and words >= _APART and not line.text.endswith((".", ",", ";")):
            places, words = [*places, place], 0
        words += len(line.text.split())
    if len(places) < 3:
        return lines
    return [
        _Line(line.text, line.page, heading=line.text) if place in places else line for place, line in enumerate(lines)
    ]


def _paragraphs(lines: list[_Line]) -> Iterator[Block]:
    width = _width(lines)
    known = Counter(word for line in lines for word in _WORD.findall(line.text.replace("\xad", "-").casefold()))
    gathered: list[_Line] = []
    for line in lines:
        if gathered and _parts(gathered, line, width):
            yield _block(gathered, known)
            gathered = []
        gathered.append(line)
    if gathered:
        yield _block(gathered, known)


def _width(lines: list[_Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.85)] if lengths else 0


def _parts(gathered: list[_Line], line: _Line, width: int) -> bool:
    last = gathered[-1]
    if last.heading or line.heading or _ITEM.match(line.text):
        return True
    if _HYPHEN.search(last.text) and line.text[:1].islower():
        return False
    ended = bool(_END.search(last.text))
    short = len(last.text) < _FULL * width
    if short and (ended or len(last.text) < 0.5 * width):
        return not line.text[:1].islower()
    return line.after_blank and ended


def _block(lines: list[_Line], known: Counter[str]) -> Block:
    anchors = (f"page-{lines[0].page}",)
    if lines[0].heading:
        return Block(_clean(lines[0].heading), Form.HEADING, 1, anchors)
    text = _clean("".join(_flowing([line.text for line in lines], known)))
    return Block(_BULLET.sub("- ", text), Form.ITEM if _BULLET.match(text) else Form.PARAGRAPH, 0, anchors)


def _flowing(lines: list[str], known: Counter[str]) -> Iterator[str]:
    """Each line with what parts it from the one below, or without the hyphen at its end."""
    for line, below in pairwise(lines):
        yield _up_to(below, line, known)
    yield lines[-1]


def _up_to(below: str, line: str, known: Counter[str]) -> str:
    if not _HYPHEN.search(line):
        return f"{line} "
    if not below[:1].islower():
        return line
    head, tail = re.split(r"[^\w\xad\u2010-]", line)[-1][:-1], re.split(r"[^\w-]", below)[0]
    hyphened = f"{head}-{tail}".replace("\xad", "-").casefold()
    return f"{line[:-1]}-" if known[hyphened] > known[(head + tail).casefold()] else line[:-1]


def _clean(text: str) -> str:
    """A soft hyphen that is still inside a line was printed as one."""
    return line_of(re.sub(r"(?<=\w)\xad(?=\w)", "-", text).replace("\xad", ""))


def _is_heading(block: Block, title: str, page: int) -> bool:
    return block.form is Form.HEADING and _page(block) == page and same_words(block.text, title)


def _page(block: Block) -> int:
    return int(block.anchors[0].removeprefix("page-")) if block.anchors else 0
