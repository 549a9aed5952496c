"""In: a text as it is laid out, and the words in it that stand out. Out: its paragraphs as HTML. Pure.

A page of 25,000 words is thousands of elements: written here in one pass, as a template would take a second. In
every element of class `s` stands the text itself, character by character from the offset `data-at` on, so that a
selection in a browser leads back to offsets (counted in code points) in the source's text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from curation.layout import Paragraph, Piece, Stretch

if TYPE_CHECKING:
    from curation.models import Inset

SWAPPED = ' hx-swap-oob="true"'


@dataclass(frozen=True)
class Over:
    """Words that stand out: a reader's mark, or, where `mark` is 0, the words that were asked for."""

    start: int
    end: int
    mark: int = 0
    colour: str = ""
    is_puzzle: bool = False
    is_noted: bool = False


def paragraph_html(text: str, paragraph: Paragraph, over: Sequence[Over] = (), *, swap: bool = False) -> str:
    """Every part of the text is escaped; the speaker stands before the paragraph in which they begin.

    With `swap`, the paragraph alone, told to htmx to take the place of the one that is there.
    """
    if not paragraph.pieces:
        return ""
    clock = _clock(paragraph)
    speaker = f'<p class="speaker">{_escaped(paragraph.speaker)} {clock}</p>' if paragraph.speaker else ""
    pieces = "".join(_piece(text, piece, over) for piece in paragraph.pieces)
    words = f"{'' if speaker else clock}{pieces}"
    named = f' id="t{paragraph.start}"{SWAPPED if swap else ""}'
    return ("" if swap else speaker) + (_code(paragraph.code, named, words) if paragraph.code else _prose(named, words))


def _prose(named: str, words: str) -> str:
    return f'<p class="para"{named}>{words}</p>'


def _code(code: "Inset", named: str, words: str) -> str:
    label = f"Code in {code.language}" if code.language else "Code"
    told = f'class="code" tabindex="0" role="region" aria-label="{escape(label)}"'
    return f"<pre {told}{named}><code>{words}</code></pre>"


def touched(paragraph: Paragraph, over: Sequence[Over]) -> list[Over]:
    return [one for one in over if one.start < paragraph.end and one.end > paragraph.start]


def clock_of(milliseconds: int) -> str:
    """4:06, or 1:04:06 beyond the hour."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _clock(paragraph: Paragraph) -> str:
    at = paragraph.start_ms
    return "" if at is None else f'<a class="clock" href="#p{paragraph.anchor}" data-from="{at}">{clock_of(at)}</a>'


def _piece(text: str, piece: Piece, over: Sequence[Over]) -> str:
    inner = "".join(_stretch(text, stretch, over) for stretch in piece.stretches)
    if not piece.passage_id:
        return inner
    name = f'id="p{piece.passage_id}"' if piece.opens else f'data-of="p{piece.passage_id}"'
    return f'<span class="passage" {name}>{inner}</span>'


def _stretch(text: str, stretch: Stretch, over: Sequence[Over]) -> str:
    heard = "" if stretch.start_ms is None else f' data-ms="{stretch.start_ms}"'
    name = "s said" if heard else "s"
    words = "".join(_runs(text, stretch, over)) if over else _escaped(text[stretch.start : stretch.end])
    return f'<span class="{name}" id="s{stretch.start}" data-at="{stretch.start}"{heard}>{words}</span>'


def _runs(text: str, stretch: Stretch, over: Sequence[Over]) -> Iterator[str]:
    """Cut wherever one of those that stand out begins or ends, so that they may overlap as they like."""
    mine = [one for one in over if one.start < stretch.end and one.end > stretch.start]
    cuts = {max(stretch.start, one.start) for one in mine} | {min(stretch.end, one.end) for one in mine}
    for start, end in pairwise(sorted({stretch.start, stretch.end} | cuts)):
        words = _escaped(text[start:end])
        for one in sorted((one for one in mine if one.start < end and one.end > start), key=_innermost):
            words = f"<mark{_named(one, start, end)}>{words}</mark>"
        yield words


def _innermost(over: Over) -> tuple[bool, int, int]:
    """The words that were asked for, then the shortest."""
    return bool(over.mark), over.end - over.start, over.mark


def _named(over: Over, start: int, end: int) -> str:
    name = f' id="m{over.mark}"' if start == over.start and over.mark else ""
    if not over.mark:
        return ' class="asked"'
    classes = ["m", f"m--{over.colour}"]
    classes += ["m--puzzle"] if over.is_puzzle else []
    classes += ["m--noted"] if over.is_noted and end == over.end else []
    return f'{name} class="{" ".join(classes)}" data-mark="{over.mark}"'


def _escaped(words: str) -> str:
    """A parser of HTML would make a line feed of a carriage return."""
    return escape(words).replace("\r", "&#13;")
