"""In: a deck. Out: Markdown with a rule between slides and the notes as comments, as Marp reads it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from digests.outline.looks import PAPER, Look
from digests.outline.model import (
    AnySlide,
    ChartSlide,
    ColumnsSlide,
    Deck,
    PictureSlide,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline.paging import paged
from digests.renderers.chart import number
from digests.renderers.markdown_text import address, escaped
from digests.renderers.slide_view import NO_PICTURES

# Marp takes a comment that is YAML for orders, a background picture for instance; after a plain line it is none.
_NOTES = "Notes"
_COMMENT_END = re.compile(r"--(!?)>")


def render_deck_markdown(deck: Deck, look: Look = PAPER, pictures: Mapping[int, bytes] = NO_PICTURES) -> str:
    """Pictures are told of in words, as a file of words holds none."""
    slides = "\n\n---\n\n".join(_slide(slide) for slide in paged(deck, look).slides)
    return f"{_front(deck, look)}\n\n{slides}\n"


def _front(deck: Deck, look: Look) -> str:
    """What Marp knows of a look: its colours; its own themes turn dark by the class `invert`."""
    told = {"lang": deck.language, "look": look.name, "backgroundColor": f"#{look.paper}", "color": f"#{look.ink}"}
    if look.dark:
        told["class"] = "invert"
    words = (f"{name}: {json.dumps(value)}" for name, value in told.items())
    return "\n".join(["---", "marp: true", "paginate: true", *words, "---"])


def _slide(slide: AnySlide) -> str:
    level = "#" if slide.layout == "title" else "##"
    blocks = [f"{level} {escaped(slide.title)}"]
    if slide.subtitle:
        blocks.append(escaped(slide.subtitle))
    blocks.append(_body(slide))
    if slide.notes:
        blocks.append(f"<!--\n{_NOTES}\n\n{_COMMENT_END.sub(_opened, slide.notes)}\n-->")
    return "\n\n".join(filter(None, blocks))


def _body(slide: AnySlide) -> str:
    if isinstance(slide, ColumnsSlide):
        return "\n\n".join(f"### {escaped(one.heading)}\n\n{_bullets(one.lines)}".rstrip() for one in slide.columns)
    if isinstance(slide, TimelineSlide):
        return "\n".join(f"- **{escaped(one.when)}** {_marked(one.line)}" for one in slide.moments)
    if isinstance(slide, TableSlide):
        return _table(map(escaped, slide.header), [[_marked(cell) for cell in row] for row in slide.rows])
    if isinstance(slide, ChartSlide):
        return "\n\n".join(filter(None, [_counts(slide), escaped(slide.counted), _bullets(slide.lines)]))
    if isinstance(slide, PictureSlide):
        where = "".join(f" {_mark(one.number, one.url)}" for one in slide.cited)
        return "\n\n".join(filter(None, [f"Picture: {escaped(slide.alt)}{where}", _bullets(slide.lines)]))
    return _prose(slide)


def _prose(slide: AnySlide) -> str:
    if slide.layout == "quotation":
        return "\n\n".join(f"> “{escaped(line.text)}”{_marks(line)}" for line in slide.lines)
    if slide.layout == "sources":
        return "\n".join(f"-{_marks(line)} {escaped(line.text)}" for line in slide.lines)
    if slide.layout in ("agenda", "bullets", "closing"):
        return _bullets(slide.lines, "1. " if slide.layout == "agenda" else "- ")
    return "\n\n".join(map(_marked, slide.lines))


def _counts(slide: ChartSlide) -> str:
    numbers = zip(*(one.values for one in slide.series), strict=True)
    rows = [[escaped(name), *map(number, row)] for name, row in zip(slide.categories, numbers, strict=True)]
    return _table(["", *(escaped(one.name) for one in slide.series)], rows, turned=len(slide.series))


def _table(header: Iterable[str], rows: Sequence[Sequence[str]], turned: int = 0) -> str:
    """`turned` columns at its end hold numbers."""
    names = list(header)
    rules = ["---"] * (len(names) - turned) + ["---:"] * turned
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (names, rules, *rows))


def _cell(text: str) -> str:
    """A cell is one line, and ends where a bar stands."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _bullets(lines: Iterable[SlideLine], bullet: str = "- ") -> str:
    return "\n".join(f"{bullet}{_marked(line)}" for line in lines)


def _marked(line: SlideLine) -> str:
    return f"{escaped(line.text)}{_marks(line)}"


def _marks(line: SlideLine) -> str:
    marks = "".join(f" {_mark(one.number, one.url)}" for one in line.marks)
    return f"{marks} *({line.aside})*" if line.aside else marks


def _mark(number: int, url: str) -> str:
    return f"[\\[{number}\\]]({address(url)})" if url else f"\\[{number}\\]"


def _opened(match: re.Match[str]) -> str:
    """A note may hold the sign that ends a comment."""
    return f"--{match.group(1)}\\>"
