"""In: a shared deck. Out: the outline that everybody with its link may read.

As in public: of its sources it shows the words that are cited, who said them, the day, and their own address on the
web where they have one. Of the owner's own memos and notes it shows the cited words alone, also where the title of
one stands in a heading, whole or cut short, and though it has left the deck or the library since. Notes are not shared,
and neither are pictures of what is private, and how long who speaks in it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, JSONField, Prefetch, Q

from curation.models import Inset, Source
from digests.deck_editing.stored import editable, settled
from digests.deck_veil import Veil
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
from digests.wording import period_in_words

_NOBODY, _NO_DAY = "its author", "–"
_GONE = Face("A source", "", private=True)
_CITED = Func("outline", template="jsonb_path_query(%(expressions)s, '$.**.citations[*]')", output_field=JSONField())


@dataclass(frozen=True)
class _Public:
    """How everybody sees the sources, which pictures they may see, and what hides the rest."""

    faces: Mapping[int, Face]
    pictures: Collection[int]
    veil: Veil

    def is_private(self, line: SlideLine) -> bool:
        return any(self.faces.get(one.source_id, _GONE).private for one in line.citations)


def shared_outline(deck: Deck) -> Outline:
    """With other ids than the library's: what is the same source has the same number."""
    outline = editable(outline_of(deck))
    public = _public(deck, outline)
    told = [_faced(slide, public) for slide in _for_all(outline.slides, deck, public)]
    names = {name: public.veil(getattr(outline, name)) for name in ("title", "subtitle", "audience")}
    shown = settled(outline.model_copy(update={**names, "slides": told}))
    return shown.model_copy(update={"slides": [slide.each(_without_ids) for slide in shown.slides]})


def _public(deck: Deck, outline: Outline) -> _Public:
    cited = list(_cited(deck, outline))
    shown = {slide.picture for slide in outline.slides if isinstance(slide, PictureSlide)}
    pictures = dict(Inset.objects.filter(pk__in=shown, source__owner=deck.owner).values_list("pk", "source"))
    sources = _sources(deck, {*(one.source_id for one in cited), *pictures.values()})
    faces = {pk: face_of(source) for pk, source in sources.items()}
    names = {was: now for pk, source in sources.items() for was, now in _hidden(source, faces[pk]).items()}
    names |= {was: now for one in cited for was, now in _told(one, sources, faces).items()}
    open_to_all = {pk for pk, source in pictures.items() if not faces[source].private}
    return _Public(faces, open_to_all, Veil(names, _days(deck, cited, faces)))


def _cited(deck: Deck, outline: Outline) -> Iterator[SlideCitation]:
    """Also what only an earlier version cites: its title may have stayed in a heading."""
    yield from (one for slide in outline.slides for line in slide.body for one in line.citations)
    before = deck.versions.order_by().annotate(cited=_CITED).values_list("cited", flat=True)
    yield from map(SlideCitation.model_validate, before)


def _sources(deck: Deck, cited: Collection[int]) -> dict[int, Source]:
    """What is cited, and what the deck is made of: its title may be that one's."""
    named = Q(pk__in=[*cited, deck.source_id or 0]) | Q(pk__in=deck.picks.values("source"))
    uploads: Any = Source._meta.get_field("uploads").related_model
    names = Prefetch("uploads", uploads._default_manager.only("name"))
    found = Source.objects.of(deck.owner).filter(named).named().prefetch_related(names)
    return {source.pk: source for source in found}


def _hidden(source: Source, face: Face) -> dict[str, str]:
    """What it is called in the library and not in public, and what stands there instead."""
    called = {source.title: face.title}
    if face.private:
        called |= {source.label: face.title, source.short_name: face.title, source.byline: _NOBODY}
    return {name: now for name, now in called.items() if name != now}


def _told(one: SlideCitation, sources: Mapping[int, Source], faces: Mapping[int, Face]) -> dict[str, str]:
    """The same of what a citation says of its source, which may be called otherwise now, or be gone."""
    face = faces.get(one.source_id, _GONE)
    if face.private:
        return {one.title: face.title, one.author: _NOBODY}
    renamed = sources[one.source_id].title != face.title and one.title != face.title
    return {one.title: face.title} if renamed else {}


def _days(deck: Deck, cited: Iterable[SlideCitation], faces: Mapping[int, Face]) -> dict[str, str]:
    """But for a day that a public source has too, or the digest itself: it gives nothing away."""
    by_privacy: dict[bool, set[str]] = {True: set(), False: {""}}
    for one in cited:
        by_privacy[faces.get(one.source_id, _GONE).private].add(_day(one))
    if deck.digest:
        by_privacy[False].add(period_in_words(deck.digest.period_start, deck.digest.period_end))
    return dict.fromkeys(by_privacy[True] - by_privacy[False], _NO_DAY)


def _day(one: SlideCitation) -> str:
    return one.when.partition(", at ")[0].removeprefix("met ")


def _for_all(slides: Iterable[AnySlide], deck: Deck, public: _Public) -> list[AnySlide]:
    """Without the charts of what is private: they say who speaks in it, and for how long."""
    own = deck.source_id is not None and public.faces.get(deck.source_id, _GONE).private
    return [_open(slide, public) for slide in slides if not (own and isinstance(slide, ChartSlide))]


def _open(slide: AnySlide, public: _Public) -> AnySlide:
    """A picture of what is private gives way to what stands beside it."""
    if not isinstance(slide, PictureSlide) or slide.picture in public.pictures:
        return slide
    kept = slide.model_dump(include={"id", "title", "subtitle", "by_hand"})
    return Slide(layout="bullets" if slide.lines else "section", lines=slide.lines, **kept)


def _faced(slide: AnySlide, public: _Public) -> AnySlide:
    veil = public.veil
    told: dict[str, Any] = {"title": veil(slide.title), "subtitle": veil(slide.subtitle), "notes": ""}
    shown = _veiled(_without_private_days(slide, public), veil)
    return shown.model_copy(update=told).each(lambda line: _line(line, public))


def _line(line: SlideLine, public: _Public) -> SlideLine:
    """What cites says what its source says; what is the service's or the owner's own may name a source."""
    cited = [_citation(one, public.faces.get(one.source_id, _GONE)) for one in line.citations]
    text = public.veil(line.text) if line.own_words or not cited else line.text
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


def _veiled(slide: AnySlide, veil: Veil) -> AnySlide:
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


def _without_private_days(slide: AnySlide, public: _Public) -> AnySlide:
    """Beside words of a private source no day stands, whatever day it is."""
    if isinstance(slide, TimelineSlide):
        moments = [
            one.model_copy(update={"when": _NO_DAY}) if public.is_private(one.line) else one for one in slide.moments
        ]
        return slide.model_copy(update={"moments": moments})
    if isinstance(slide, TableSlide):
        return slide.model_copy(update={"rows": [_without_its_days(row, public) for row in slide.rows]})
    return slide


def _without_its_days(row: list[SlideLine], public: _Public) -> list[SlideLine]:
    days = {one.when.partition(", at ")[0] for cell in row if public.is_private(cell) for one in cell.citations}
    return [cell.model_copy(update={"text": _NO_DAY}) if cell.own_words and cell.text in days else cell for cell in row]
