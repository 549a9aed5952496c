"""In: a deck. Out: Markdown with a rule between slides and the notes as comments, as Marp reads it."""

import re

from digests.outline.model import AnySlide, Deck, SlideLine
from digests.outline.paging import paged
from digests.renderers.markdown_text import address, escaped

# Marp takes a comment that is YAML for orders, a background picture for instance; after a plain line it is none.
_NOTES = "Notes"
_COMMENT_END = re.compile(r"--(!?)>")


def render_deck_markdown(deck: Deck) -> str:
    deck = paged(deck)
    slides = "\n\n---\n\n".join(_slide(slide) for slide in deck.slides)
    return f"---\nmarp: true\npaginate: true\nlang: {deck.language}\n---\n\n{slides}\n"


def _slide(slide: AnySlide) -> str:
    level = "#" if slide.layout == "title" else "##"
    blocks = [f"{level} {escaped(slide.title)}"]
    if slide.subtitle:
        blocks.append(escaped(slide.subtitle))
    blocks.append(_lines(slide))
    if slide.notes:
        blocks.append(f"<!--\n{_NOTES}\n\n{_COMMENT_END.sub(_opened, slide.notes)}\n-->")
    return "\n\n".join(filter(None, blocks))


def _lines(slide: AnySlide) -> str:
    if slide.layout == "quotation":
        return "\n\n".join(f"> “{_line(line)}”{_marks(line)}" for line in slide.lines)
    if slide.layout == "sources":
        return "\n".join(f"-{_marks(line)} {_line(line)}" for line in slide.lines)
    bullet = {"agenda": "1. ", "bullets": "- ", "closing": "- "}.get(slide.layout, "")
    return ("\n" if bullet else "\n\n").join(f"{bullet}{_line(line)}{_marks(line)}" for line in slide.lines)


def _line(line: SlideLine) -> str:
    return escaped(line.text)


def _marks(line: SlideLine) -> str:
    marks = "".join(f" {_mark(one.number, one.url)}" for one in line.marks)
    return f"{marks} *({line.aside})*" if line.aside else marks


def _mark(number: int, url: str) -> str:
    return f"[\\[{number}\\]]({address(url)})" if url else f"\\[{number}\\]"


def _opened(match: re.Match[str]) -> str:
    """A note may hold the sign that ends a comment."""
    return f"--{match.group(1)}\\>"
