"""In: checked statements by theme. Out: a deck of them, for reading alone or for being spoken to.

No model is asked: slides hold the statements themselves, or sentences of them. All that a deck could show is laid
out first; then the least is taken away until what is left is as long as it was asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from curation.errors import NothingToDo, Refused
from digests.outline.arrange import DENSITY, Density, Piece, arranged, open_slide
from digests.outline.furniture import (
    agenda_slide,
    closing_slide,
    cover_slide,
    divider_slide,
    sources_slide,
    terms_slide,
)
from digests.outline.identity import identified
from digests.outline.key_slides import SHOWN_WORDS
from digests.outline.layouts import FEWEST_DAYS, beside_each_other
from digests.outline.measure import word_count
from digests.outline.model import AnySlide, Deck, DeckFormat, Length, Level, SlideLine
from digests.outline.naming import WHAT_IT_SAYS
from digests.outline.overviews import chart_slide, picture_slide, table_slide
from digests.outline.paging import paged
from digests.outline.themes import DeckMaterial, Theme, shown_themes, withheld_count
from digests.outline.weights import (
    AGENDA,
    CHARTED,
    CLOSING,
    DIVIDER,
    FIRST,
    FIRST_QUOTED,
    PICTURED,
    QUOTED,
    TABLE,
    TERMS,
    VARIED,
)

LENGTHS: dict[Length, int] = {"short": 8, "usual": 15, "long": 25}
FEWEST_SLIDES = 3
_THEMES_FOR_AN_AGENDA = 3
_MOST_ON_AN_AGENDA = 9
_SLIDES_FOR_A_DIVIDER = 4


@dataclass(frozen=True)
class _Plan:
    """What a deck is assembled from: before its themes, each theme's own, and after them."""

    blank: Deck
    material: DeckMaterial
    themes: tuple[Theme, ...]
    front: tuple[Piece, ...]
    chapters: tuple[tuple[Piece, ...], ...]
    back: tuple[Piece, ...]
    left_out: int = 0

    @property
    def pieces(self) -> list[Piece]:
        return [*self.front, *(piece for chapter in self.chapters for piece in chapter), *self.back]

    @property
    def spoken(self) -> bool:
        return self.blank.format == "presenter"


def plan_deck(
    material: DeckMaterial,
    *,
    format: DeckFormat = "detailed",
    audience: str = "",
    level: Level = "practitioner",
    slides: int | None = None,
    language: str = "en",
    length: Length = "usual",
    look: str = "paper",
) -> Deck:
    """Out: a deck about as long as its `length` says, and of at most `slides` slides.

    Raises NothingToDo when none can be shown, and Refused where not even one fits.
    """
    themes = tuple(_told_from(material.title, theme) for theme in shown_themes(material))
    if not themes:
        raise NothingToDo("No statement here is borne out by its sources, so there is nothing to put on slides.")
    if slides is not None and slides < FEWEST_SLIDES:
        raise Refused(f"A deck needs at least {FEWEST_SLIDES} slides: a title, one theme and the sources.")
    blank = Deck(
        title=material.title,
        subtitle=material.subtitle,
        format=format,
        audience=audience,
        level=level,
        length=length,
        language=language or "en",
        look=look,
        writer=material.writer,
    )
    wanted = min(LENGTHS[length], slides or LENGTHS[length])
    *_, deck = _until(wanted, _shorter_and_shorter(_whole(blank, material, themes)))
    if slides is not None and len(deck.slides) > slides:
        raise Refused(f"Not even the strongest statement fits on {slides} slides; ask for a few more.")
    return identified(deck)


def plan_slide(material: DeckMaterial, *, format: DeckFormat, level: Level) -> AnySlide:
    """Out: the one slide that a deck of so little begins with. Raises NothingToDo when none can be shown."""
    themes = shown_themes(material)
    pieces = arranged(themes[0], DENSITY[format, level], spoken=format == "presenter") if themes else []
    if not pieces:
        raise NothingToDo("No statement here is borne out by its sources, so there is nothing to put on the slide.")
    return pieces[0].slide


def renumbered(slides: Sequence[AnySlide]) -> list[AnySlide]:
    """Number every source by its first appearance, and list them in the place of the list that was there."""
    told = [slide for slide in slides if slide.layout != "sources"]
    numbers: dict[int, int] = {}
    for citation in (one for slide in told for line in slide.body for one in line.citations):
        numbers.setdefault(citation.source_id, len(numbers) + 1)

    def numbered(line: SlideLine) -> SlideLine:
        cited = [one.model_copy(update={"number": numbers[one.source_id]}) for one in line.citations]
        return line.model_copy(update={"citations": cited})

    turned = [slide.each(numbered) for slide in told]
    return [*turned, sources_slide(turned)] if numbers else turned


def _until(wanted: int, plans: Iterator[_Plan]) -> Iterator[Deck]:
    """Ever shorter, and none after the first that is short enough."""
    for plan in plans:
        deck = _assembled(plan)
        yield deck
        if len(deck.slides) <= wanted:
            return


def _shorter_and_shorter(plan: _Plan) -> Iterator[_Plan]:
    """Without the least, and so on; where there are more themes than slides, two of them on one."""
    yield plan
    while len(plan.pieces) > 1:
        lightest = min(plan.pieces, key=lambda piece: piece.weight)
        shorter = _paired(plan) if lightest.weight >= VARIED and not plan.spoken else None
        plan = shorter or _without_weakest(plan)
        yield plan


def _told_from(title: str, theme: Theme) -> Theme:
    """A theme that is called as the whole deck is called by what it holds."""
    return replace(theme, heading=WHAT_IT_SAYS) if theme.heading.casefold() == title.casefold() else theme


def _whole(blank: Deck, material: DeckMaterial, themes: tuple[Theme, ...]) -> _Plan:
    spoken = blank.format == "presenter"
    density = DENSITY[blank.format, blank.level]
    dated = _best_dated(themes)
    chapters = tuple(
        _illustrated(
            _chapter(theme, density, spoken=spoken, dated=theme is dated, alone=len(themes) == 1),
            material,
            spoken=spoken,
        )
        for theme in themes
    )
    front = tuple(_front(blank, material, themes, spoken=spoken))
    back = tuple(_back(themes, spoken=spoken))
    return _Plan(blank, material, themes, front, _with_one_voice(_once(chapters)), back)


def _best_dated(themes: Sequence[Theme]) -> Theme | None:
    """The one theme that is told by its days: the one with the most of them."""
    best = max(themes, key=lambda theme: len(theme.days))
    return best if len(best.days) >= FEWEST_DAYS and not best.layout else None


def _chapter(theme: Theme, density: Density, *, spoken: bool, dated: bool, alone: bool) -> list[Piece]:
    pieces = arranged(theme, density, spoken=spoken, dated=dated)
    if len(pieces) >= _SLIDES_FOR_A_DIVIDER and word_count(theme.heading) and not alone:
        return [Piece(divider_slide(theme), DIVIDER), *pieces]
    return pieces


def _illustrated(pieces: list[Piece], material: DeckMaterial, *, spoken: bool) -> tuple[Piece, ...]:
    """A picture follows the first slide that cites its source."""
    shown: list[Piece] = []
    for piece in pieces:
        shown.append(piece)
        cited = {mark.source_id for mark in piece.slide.cited}
        pictures = [one for one in material.pictures if one.cited.source_id in cited]
        shown.extend(Piece(picture_slide(one, spoken=spoken), PICTURED) for one in pictures)
    return tuple(shown)


def _once(chapters: Sequence[Sequence[Piece]]) -> tuple[tuple[Piece, ...], ...]:
    """Each picture where it comes first."""
    seen: set[int] = set()

    def fresh(piece: Piece) -> bool:
        if piece.slide.layout != "picture":
            return True
        known = piece.slide.picture in seen
        seen.add(piece.slide.picture)
        return not known

    return tuple(tuple(filter(fresh, chapter)) for chapter in chapters)


def _with_one_voice(chapters: Sequence[Sequence[Piece]]) -> tuple[tuple[Piece, ...], ...]:
    """The first quotation is held more dearly than the others."""
    first = next((piece for chapter in chapters for piece in chapter if piece.weight == QUOTED), None)

    def weighed(piece: Piece) -> Piece:
        return replace(piece, weight=FIRST_QUOTED) if piece is first else piece

    return tuple(tuple(map(weighed, chapter)) for chapter in chapters)


def _front(blank: Deck, material: DeckMaterial, themes: Sequence[Theme], *, spoken: bool) -> Iterator[Piece]:
    newcomer = blank.level == "newcomer"
    agenda = agenda_slide(themes, most=SHOWN_WORDS - 2 if spoken else None)
    sayable = not spoken or agenda.words <= SHOWN_WORDS
    if sayable and (newcomer or len(themes) >= _THEMES_FOR_AN_AGENDA) and len(themes) <= _MOST_ON_AN_AGENDA:
        yield Piece(agenda, AGENDA, of="agenda")
    terms = terms_slide(themes)
    if newcomer and terms:
        yield Piece(terms, TERMS)
    for place, count in enumerate(material.counts):
        yield Piece(chart_slide(count, spoken=spoken), CHARTED - place * CHARTED / 2)


def _back(themes: Sequence[Theme], *, spoken: bool) -> Iterator[Piece]:
    questions = [question for theme in themes for question in theme.questions]
    if questions:
        yield open_slide(questions, spoken=spoken)
    table = None if spoken else table_slide(themes, ())
    if table:
        yield Piece(table, TABLE, of="table")
    closing = closing_slide(themes, spoken=spoken)
    if closing:
        yield Piece(closing, CLOSING, of="closing")


def _without_weakest(plan: _Plan) -> _Plan:
    weakest = min(reversed(plan.pieces), key=lambda piece: piece.weight)

    def left(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        return tuple(piece for piece in pieces if piece is not weakest)

    chapters = tuple(map(left, plan.chapters))
    lost = bool(weakest.told)
    return replace(plan, front=left(plan.front), chapters=chapters, back=left(plan.back), left_out=plan.left_out + lost)


def _paired(plan: _Plan) -> _Plan | None:
    """The two neighbouring themes that lose least by it, on one slide; None where none are left that may be."""
    told = [
        place
        for place, chapter in enumerate(plan.chapters)
        if len(chapter) == 1 and chapter[0].slide.layout in ("bullets", "quotation")
    ]
    for first, second in sorted(pairwise(told), key=lambda pair: _words(plan, pair)):
        both = beside_each_other(plan.themes[first], plan.themes[second])
        if both:
            chapters = list(plan.chapters)
            chapters[first] = (Piece(both[0], FIRST + 2, tuple(both[1])),)
            chapters[second] = ()
            return replace(plan, chapters=tuple(chapters))
    return None


def _words(plan: _Plan, pair: tuple[int, int]) -> int:
    return sum(plan.chapters[place][0].slide.words for place in pair)


def _assembled(plan: _Plan) -> Deck:
    kept = _kept(plan)
    withheld = withheld_count(plan.material)
    cover = cover_slide(plan.blank, plan.material, plan.themes, withheld, plan.left_out)
    slides = [cover, *(_as_it_stands(piece, plan, kept) for piece in plan.pieces)]
    return paged(plan.blank.model_copy(update={"slides": renumbered(slides)}))


def _kept(plan: _Plan) -> list[Theme]:
    """The themes of which something is told."""
    told = {id(one) for piece in plan.pieces for one in piece.told}
    return [
        theme
        for theme in plan.themes
        if any(id(one) in told for one in theme.told) or (theme.quotations and not theme.told)
    ]


def _as_it_stands(piece: Piece, plan: _Plan, kept: Sequence[Theme]) -> AnySlide:
    """What lists the themes, or what else there is, speaks of what is left of them."""
    if piece.of == "agenda":
        return agenda_slide(kept, most=SHOWN_WORDS - 2 if plan.spoken else None)
    if piece.of == "table":
        shown = {one.line.text for other in plan.pieces for one in other.told}
        return table_slide(plan.themes, shown) or piece.slide
    if piece.of == "closing":
        return closing_slide(kept, spoken=plan.spoken) or piece.slide
    return piece.slide
