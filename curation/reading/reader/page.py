"""In: a text as it is laid, marks, and how far its reader may look. Out: the article and its contents, to be shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from curation.layout import Part
from curation.reading.models import Mark
from curation.reading.reader.laid import Laid
from curation.reading.reader.replying import after
from curation.reading.reader.setting import Over, paragraph_html, touched

A_MINUTE = 230


@dataclass(frozen=True)
class Heading:
    """`is_current` where the reader is in it; `minutes` is how long its text takes."""

    number: int
    title: str
    start: int
    start_ms: int | None
    is_current: bool


@dataclass(frozen=True)
class Progress:
    """`percent` of the text lies behind; `minutes` are left at 230 words a minute, of `whole` for all of it."""

    percent: int
    minutes: int
    whole: int


def over_marks(marks: Iterable[Mark]) -> list[Over]:
    return [
        Over(one.start, one.end, one.pk, one.colour, one.kind == Mark.Kind.PUZZLE, bool(one.note))
        for one in marks
        if one.start is not None and one.end is not None
    ]


def over_quote(text: str, quote: str, at: int = 0) -> list[Over]:
    """Where it stands word for word, whatever its white space: of several places, the nearest to the offset."""
    words = [re.escape(word) for word in quote.split()]
    places = [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []
    return [Over(*min(places, key=lambda place: abs(place[0] - at)))] if places else []


def headings(laid: Laid, place: int, bound: int | None) -> list[Heading]:
    """A title that a machine has found is kept back while it begins beyond the bound."""
    titled = [part for part in laid.parts if part.title]
    return [
        Heading(part.number, _title(part, bound), part.start, part.start_ms, part.start <= place < max(part.end, 1))
        for part in titled
    ]


def _title(part: Part, bound: int | None) -> str:
    """The first begins where the reader does."""
    kept_back = part.by_machine and bound is not None and part.start > bound
    return f"Chapter {part.number}" if kept_back else part.title


def article(
    laid: Laid, over: Sequence[Over], contents: Sequence[Heading], replies: Sequence[tuple[int, str]] = ()
) -> SafeString:
    """Escaped piece by piece where it is set. `replies` stand after the paragraph of their offset."""
    titles = {heading.number: heading.title for heading in contents}
    html = []
    for number, part in enumerate(laid.parts):
        if part.title:
            html.append(f'<h2 id="c{part.number}" data-at="{part.start}">{escape(titles[part.number])}</h2>')
        for paragraph, words in zip(part.paragraphs, laid.paragraphs(number, over), strict=True):
            html += [words, *after(paragraph, replies)]
    return SafeString("\n".join(html))


def swapped(laid: Laid, over: Sequence[Over], spans: Sequence[tuple[int, int]]) -> SafeString:
    """The paragraphs that these spans touch, each to take the place of the one with its id."""
    wanted = [Over(start, end) for start, end in spans]
    inside = [one for part in laid.parts for one in part.paragraphs if touched(one, wanted)]
    return SafeString("\n".join(paragraph_html(laid.text, one, touched(one, over), swap=True) for one in inside))


def is_thread(laid: Laid, posts: Sequence[str]) -> bool:
    """Whether each paragraph is a post of its own: then the joints of a self-thread can be shown where they are."""
    return len(posts) > 1 and len(posts) == sum(len(part.paragraphs) for part in laid.parts)


def progress(laid: Laid, place: int) -> Progress:
    """By characters: words are much the same length everywhere in a text."""
    done = place / len(laid.text) if laid.text else 0
    whole = max(1, round(laid.words / A_MINUTE))
    return Progress(round(100 * done), max(1, round(whole * (1 - done))), whole)
