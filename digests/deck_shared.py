"""In: a shared deck. Out: the outline that everybody with its link may read.

As in public: of its sources it shows the words that are cited, who said them, the day, and their own address on the
web where they have one. Of the owner's own memos and notes it shows the cited words alone, also where the title of
one stands in a heading. Notes are not shared, and neither are pictures of what is private.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch

from curation.models import Source
from digests.deck_editing.stored import editable, settled
from digests.decks import outline_of
from digests.models import Deck
from digests.outline import (
    AnySlide,
    ChartSlide,
    ColumnsSlide,
    PictureSlide,
    Slide,
    SlideCitation,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline import Deck as Outline
from digests.public import Face, face_of

_SHORTEST_TITLE = 4
_NOBODY, _NO_DAY = "its author", "–"
_GONE = Face("A source", "", private=True)


def shared_outline(deck: Deck) -> Outline:
    """With other ids than the library's: what is the same source has the same number."""
    outline = editable(outline_of(deck))
    sources = _sources(deck, outline)
    faces = {pk: face_of(source) for pk, source in sources.items()}
    veil = _Veil({was: now for pk, source in sources.items() for was, now in _hidden(source, faces[pk]).items()})
    told = [_faced(slide, faces, veil) for slide in outline.slides]
    names = {"title": veil(outline.title), "subtitle": veil(outline.subtitle)}
    shown = settled(outline.model_copy(update={**names, "slides": told}))
    return shown.model_copy(update={"slides": [slide.each(_without_ids) for slide in shown.slides]})


class _Veil:
    """Puts what a source is called in public in the place of a title that is nobody's business."""

    def __init__(self, hidden: Mapping[str, str]) -> None:
        longest = sorted(hidden, key=len, reverse=True)
        self._names = {title.casefold(): name for title, name in hidden.items()}
        self._titles = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE) if longest else None

    def __call__(self, text: str) -> str:
        if self._titles is None:
            return text
        return self._titles.sub(lambda found: self._names.get(found.group().casefold(), _GONE.title), text)


def _sources(deck: Deck, outline: Outline) -> dict[int, Source]:
    """What is cited, and what the deck is made of: its title may be that one's."""
    named = {one.source_id for slide in outline.slides for line in slide.body for one in line.citations}
    if deck.source_id:
        named.add(deck.source_id)
    uploads: Any = Source._meta.get_field("uploads").related_model
    names = Prefetch("uploads", uploads._default_manager.only("name"))
    found = Source.objects.of(deck.owner).filter(pk__in=named).named().prefetch_related(names)
    return {source.pk: source for source in found}


def _hidden(source: Source, face: Face) -> dict[str, str]:
    """What it is called in the library and not in public, and what stands there instead."""
    called = {source.title: face.title}
    if face.private:
        called |= {source.label: face.title, source.short_name: face.title, source.byline: _NOBODY}
    return {name: now for name, now in called.items() if len(name.strip()) >= _SHORTEST_TITLE and name != now}


def _faced(slide: AnySlide, faces: Mapping[int, Face], veil: _Veil) -> AnySlide:
    slide = _without_private_picture(slide, faces)
    told: dict[str, Any] = {"title": veil(slide.title), "subtitle": veil(slide.subtitle), "notes": ""}
    shown = _without_private_days(_veiled(slide, veil), faces)
    return shown.model_copy(update=told).each(lambda line: _line(line, faces, veil))


def _line(line: SlideLine, faces: Mapping[int, Face], veil: _Veil) -> SlideLine:
    """What cites says what its source says; what does not may name a source by its title."""
    cited = [_citation(one, faces.get(one.source_id, _GONE)) for one in line.citations]
    text = line.text if cited else veil(line.text)
    return line.model_copy(update={"text": text, "citations": cited})


def _citation(one: SlideCitation, face: Face) -> SlideCitation:
    """Its quote stays: it is what the line rests on."""
    told: dict[str, str] = {"title": face.title, "url": face.url}
    if face.private:
        told |= {"author": "", "when": ""}
    return one.model_copy(update=told)


def _without_ids(line: SlideLine) -> SlideLine:
    cited = [one.model_copy(update={"passage_id": 0, "source_id": one.number}) for one in line.citations]
    return line.model_copy(update={"citations": cited})


def _veiled(slide: AnySlide, veil: _Veil) -> AnySlide:
    """The service's own words beside the lines."""
    if isinstance(slide, ColumnsSlide):
        columns = [one.model_copy(update={"heading": veil(one.heading)}) for one in slide.columns]
        return slide.model_copy(update={"columns": columns})
    if isinstance(slide, TableSlide):
        return slide.model_copy(update={"header": list(map(veil, slide.header))})
    if isinstance(slide, PictureSlide):
        return slide.model_copy(update={"alt": veil(slide.alt)})
    if isinstance(slide, ChartSlide):
        series = [one.model_copy(update={"name": veil(one.name)}) for one in slide.series]
        told = {"categories": list(map(veil, slide.categories)), "counted": veil(slide.counted), "series": series}
        return slide.model_copy(update=told)
    return slide


def _without_private_days(slide: AnySlide, faces: Mapping[int, Face]) -> AnySlide:
    if not isinstance(slide, TimelineSlide):
        return slide
    moments = [
        one.model_copy(update={"when": _NO_DAY}) if _is_private(one.line, faces) else one for one in slide.moments
    ]
    return slide.model_copy(update={"moments": moments})


def _is_private(line: SlideLine, faces: Mapping[int, Face]) -> bool:
    return any(faces.get(one.source_id, _GONE).private for one in line.citations)


def _without_private_picture(slide: AnySlide, faces: Mapping[int, Face]) -> AnySlide:
    if not isinstance(slide, PictureSlide):
        return slide
    cited = [line for line in slide.lines if line.citations]
    if cited and not any(_is_private(line, faces) for line in cited):
        return slide
    kept = slide.model_dump(include={"id", "title", "subtitle", "by_hand"})
    return Slide(layout="bullets" if slide.lines else "section", lines=slide.lines, **kept)
