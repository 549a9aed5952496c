"""In: checked statements by theme. Out: a deck of them, for reading alone or for being spoken to.

No model is asked: slides hold the statements themselves, or beginnings of them that are marked as cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curation.errors import NothingToDo, Refused
from digests.outline.arrange import DENSITY, SHOWN_WORDS, Density, Piece, arranged, open_slide
from digests.outline.furniture import agenda_slide, cover_slide, divider_slide, sources_slide, terms_slide
from digests.outline.measure import word_count
from digests.outline.model import AnySlide, Deck, DeckFormat, Level, Slide, SlideLine
from digests.outline.paging import paged
from digests.outline.themes import DeckMaterial, Theme, shown_themes, withheld_count

FEWEST_SLIDES = 3
_THEMES_FOR_AN_AGENDA = 3
_MOST_ON_AN_AGENDA = 9
_SLIDES_FOR_A_DIVIDER = 3


@dataclass(frozen=True)
class _Plan:
    """Everything a deck is assembled from; `chapters` holds each theme's pieces."""

    blank: Deck
    material: DeckMaterial
    themes: tuple[Theme, ...]
    chapters: tuple[tuple[Piece, ...], ...]
    furnished: bool = True
    open: bool = True
    left_out: int = 0


def plan_deck(
    material: DeckMaterial,
    *,
    format: DeckFormat = "detailed",
    audience: str = "",
    level: Level = "practitioner",
    slides: int | None = None,
    language: str = "en",
) -> Deck:
    """Out: a deck of at most `slides` slides. Raises NothingToDo when none can be shown."""
    themes = tuple(shown_themes(material))
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
        language=language,
        writer=material.writer,
    )
    decks = map(_assembled, _attempts(blank, material, themes))
    fitting = (deck for deck in decks if slides is None or len(deck.slides) <= slides)
    if deck := next(fitting, None):
        return deck
    raise Refused(f"Not even the strongest statement fits on {slides} slides; ask for a few more.")


def _attempts(blank: Deck, material: DeckMaterial, themes: tuple[Theme, ...]) -> Iterator[_Plan]:
    """Ever shorter plans: without furniture, packed closer, then without the weakest slide, and so on."""
    own = DENSITY[blank.format, blank.level]
    plan = _Plan(blank, material, themes, _chapters(themes, own, blank.format))
    yield plan
    plan = replace(plan, furnished=False)
    yield plan
    closer = replace(DENSITY[blank.format, "expert"], quotations=1)
    plan = replace(plan, chapters=_chapters(themes, closer, blank.format))
    while sum(map(len, plan.chapters)) > 1:
        yield plan
        plan = _without_weakest(plan)
    yield plan
    yield replace(plan, open=False)


def _chapters(themes: Sequence[Theme], density: Density, format: DeckFormat) -> tuple[tuple[Piece, ...], ...]:
    return tuple(tuple(arranged(theme, density, spoken=format == "presenter")) for theme in themes)


def _without_weakest(plan: _Plan) -> _Plan:
    pieces = [piece for chapter in plan.chapters for piece in chapter]
    weakest = min(reversed(pieces), key=lambda piece: piece.weight)
    if plan.open and weakest.weight > 0:
        return replace(plan, open=False)
    chapters = tuple(tuple(piece for piece in chapter if piece is not weakest) for chapter in plan.chapters)
    return replace(plan, chapters=chapters, left_out=plan.left_out + 1)


def _assembled(plan: _Plan) -> Deck:
    spoken = plan.blank.format == "presenter"
    kept = [theme for theme, chapter in zip(plan.themes, plan.chapters, strict=True) if chapter]
    slides: list[AnySlide] = [*_front(plan, kept, spoken=spoken), *_middle(plan)]
    questions = [question for theme in kept for question in theme.questions]
    if plan.open and questions:
        slides.append(open_slide(questions, spoken=spoken))
    return paged(plan.blank.model_copy(update={"slides": _with_sources(slides)}))


def _front(plan: _Plan, themes: list[Theme], *, spoken: bool) -> list[Slide]:
    front = [cover_slide(plan.blank, plan.material, plan.themes, withheld_count(plan.material), plan.left_out)]
    if not plan.furnished:
        return front
    newcomer = plan.blank.level == "newcomer"
    agenda = agenda_slide(themes, most=SHOWN_WORDS - 2 if spoken else None)
    sayable = not spoken or agenda.words <= SHOWN_WORDS
    if sayable and (newcomer or len(themes) >= _THEMES_FOR_AN_AGENDA) and len(themes) <= _MOST_ON_AN_AGENDA:
        front.append(agenda)
    terms = terms_slide(themes)
    if newcomer and terms:
        front.append(terms)
    return front


def _middle(plan: _Plan) -> list[Slide]:
    slides: list[Slide] = []
    for theme, chapter in zip(plan.themes, plan.chapters, strict=True):
        if plan.furnished and len(chapter) > _SLIDES_FOR_A_DIVIDER and word_count(theme.heading):
            slides.append(divider_slide(theme))
        slides.extend(piece.slide for piece in chapter)
    return slides


def _with_sources(slides: list[AnySlide]) -> list[AnySlide]:
    """Number every source by its first appearance and list them at the end."""
    numbers: dict[int, int] = {}
    for citation in (one for slide in slides for line in slide.body for one in line.citations):
        numbers.setdefault(citation.source_id, len(numbers) + 1)

    def numbered(line: SlideLine) -> SlideLine:
        cited = [one.model_copy(update={"number": numbers[one.source_id]}) for one in line.citations]
        return line.model_copy(update={"citations": cited})

    told = [slide.each(numbered) for slide in slides]
    return [*told, sources_slide(told)] if numbers else told
