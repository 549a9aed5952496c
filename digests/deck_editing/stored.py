"""In: an outline as it is stored. Out: the same as it is edited, and back. Pure.

What is edited are whole slides: parts of one and their numbers are made anew by paging wherever the deck is shown, and
so are the numbers of its sources and the list of them.
"""

from collections.abc import Sequence
from secrets import token_hex

from curation.errors import NotFound
from digests.outline import AnySlide, Slide, SlideLine
from digests.outline import Deck as Outline
from digests.outline.furniture import sources_slide
from digests.outline.identity import identified
from digests.outline.titles import whole_titles

SOURCES = "sources"


def editable(outline: Outline) -> Outline:
    """Every slide has an id of its own, no title the number of a part, and the list of sources comes last."""
    slides = _named(outline)
    titles = whole_titles([slide.title for slide in slides])
    whole = [slide.model_copy(update={"title": title}) for slide, title in zip(slides, titles, strict=True)]
    return outline.model_copy(update={"slides": _listed(whole)})


def settled(outline: Outline) -> Outline:
    """With sources numbered as one meets them, and listed."""
    return outline.model_copy(update={"slides": _listed(outline.slides)})


def slide_at(outline: Outline, slide_id: str) -> int:
    """Raises NotFound for a slide that is not there any more."""
    for place, slide in enumerate(outline.slides):
        if slide.id == slide_id:
            return place
    raise NotFound("This slide is not in the deck any more.")


def slide_of(outline: Outline, slide_id: str) -> AnySlide:
    return outline.slides[slide_at(outline, slide_id)]


def with_slide(outline: Outline, slide: AnySlide) -> Outline:
    """In the place of the one with the same id."""
    slides = list(outline.slides)
    slides[slide_at(outline, slide.id)] = slide
    return outline.model_copy(update={"slides": slides})


def with_new(outline: Outline, slide: AnySlide, after: str) -> Outline:
    """After the slide with this id; without one, before the sources."""
    at = slide_at(outline, after) + 1 if after else len(_body(outline.slides))
    slides = [*outline.slides[:at], slide, *outline.slides[at:]]
    return outline.model_copy(update={"slides": slides})


def new_id() -> str:
    return token_hex(4)


def _named(outline: Outline) -> list[AnySlide]:
    """What was never edited may have no ids stored; the same outline is given the same."""
    return [
        slide.model_copy(update={"id": SOURCES}) if slide.layout == SOURCES else slide
        for slide in identified(outline).slides
    ]


def _listed(slides: Sequence[AnySlide]) -> list[AnySlide]:
    """A closing slide stays behind the sources."""
    body = _body(slides)
    closing = [slide for slide in slides if slide.layout != SOURCES][len(body) :]
    told = _numbered([*body, *closing])
    if not any(line.citations for slide in told for line in slide.body):
        return told
    return [*told[: len(body)], _list_of(told, slides), *told[len(body) :]]


def _body(slides: Sequence[AnySlide]) -> list[AnySlide]:
    """All but the sources, and what closes the deck."""
    told = [slide for slide in slides if slide.layout != SOURCES]
    while told and told[-1].layout == "closing":
        told.pop()
    return told


def _list_of(told: Sequence[AnySlide], before: Sequence[AnySlide]) -> Slide:
    """Called as it was called before."""
    was = next((slide for slide in before if slide.layout == SOURCES), None)
    made = sources_slide(told).model_copy(update={"id": SOURCES})
    return made.model_copy(update={"title": was.title, "notes": was.notes}) if was else made


def _numbered(slides: Sequence[AnySlide]) -> list[AnySlide]:
    numbers: dict[int, int] = {}
    for citation in (one for slide in slides for line in slide.body for one in line.citations):
        numbers.setdefault(citation.source_id, len(numbers) + 1)

    def numbered(line: SlideLine) -> SlideLine:
        cited = [one.model_copy(update={"number": numbers[one.source_id]}) for one in line.citations]
        return line.model_copy(update={"citations": cited})

    return [slide.each(numbered) for slide in slides]
