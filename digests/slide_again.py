"""In: a slide of a planned deck. Out: one to stand in its place, made anew of what it was made of.

Its material is what its passages say, and what else the same part of the deck's subject says that stands on no
other slide.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from curation.checking import check_drafts
from curation.errors import NothingToDo, Refused
from curation.models import Passage, PassageQuerySet
from curation.offers import as_offer
from curation.writing.base import Writer
from curation.writing.labels import label_of
from curation.writing.schemas import CitationDraft, Offer, StatementDraft
from digests.arrange import arrange
from digests.assemble import document_of
from digests.cited import as_document
from digests.deck_picks import heading_of, marked_in, picked_in, quoted_picks
from digests.decks import brief_of, outline_of
from digests.document import DocumentSection, DocumentStatement
from digests.material import wishes_of
from digests.models import Deck
from digests.outline import AnySlide, DeckMaterial
from digests.outline import Deck as Outline
from digests.outline.measure import word_count
from digests.outline.naming import WHAT_IT_SAYS
from digests.outline.plan import plan_slide, renumbered

TOLD = ("bullets", "quotation", "big_number", "two_columns", "comparison", "timeline")
_STATEMENTS = 6
# A figure that stands alone is no statement.
_LEAST = 4
_SAYS_ALL = "Its sources say nothing more than what stands on the slides already."


def slide_again(deck: Deck, slide_id: str, writer: Writer) -> AnySlide:
    """The other slides are left alone; the new one keeps the name of the old.

    Raises Refused for a slide that holds no statements, NothingToDo where there is nothing else to tell.
    """
    outline = outline_of(deck)
    slide = next((one for one in outline.slides if one.id == slide_id), None)
    if slide is None:
        raise Refused("There is no such slide in this deck.")
    if slide.layout not in TOLD or not slide.cited:
        raise Refused("Only a slide of statements can be made anew.")
    section = _section(deck, slide, _used(outline, slide), writer)
    brief = replace(brief_of(deck), slides=1, length="short")
    material = DeckMaterial(outline.title, "", outline.writer, (section,))
    arranged = arrange(deck.owner, material, writer, brief).material
    made = plan_slide(arranged, format=outline.format, level=outline.level).model_copy(update={"id": slide.id})
    slides = renumbered([made if one.id == slide.id else one for one in outline.slides])
    return next(one for one in slides if one.id == slide.id)


def _section(deck: Deck, slide: AnySlide, used: set[int], writer: Writer) -> DocumentSection:
    """What is new to the slide comes first: who arranges it has it before what stood there."""
    section = _of_digest(deck, slide, used) if deck.digest else _written(deck, slide, used, writer)
    shown = {line.text.casefold() for line in slide.body}
    fresh = [one for one in section.statements if not _stands(one, shown)]
    if not any(one.is_borne_out for one in fresh):
        raise NothingToDo(_SAYS_ALL)
    rest = [one for one in section.statements if _stands(one, shown)]
    return replace(section, statements=(*fresh, *rest), quotations=(), questions=())


def _stands(statement: DocumentStatement, shown: set[str]) -> bool:
    return statement.text.casefold() in shown or any(one in statement.text.casefold() for one in shown if one)


def _of_digest(deck: Deck, slide: AnySlide, used: set[int]) -> DocumentSection:
    own = _cited(slide)
    sections = document_of(deck.digest).sections if deck.digest else ()
    home = next((one for one in sections if any(_passages(said) & own for said in one.statements)), None)
    if home is None:
        raise NothingToDo(_SAYS_ALL)
    free = tuple(one for one in home.statements if not _passages(one) & used or _passages(one) & own)
    return replace(home, statements=free)


def _written(deck: Deck, slide: AnySlide, used: set[int], writer: Writer) -> DocumentSection:
    """What its lines say, and what a writer finds in the passages around them."""
    own = _rows(Passage.objects.of(deck.owner).filter(pk__in=_cited(slide)))
    if not own:
        raise NothingToDo("What this slide was made of is not in the library any more.")
    if not (deck.source or deck.theme):
        return _picked(deck, list(own.values()), used)
    first = next(iter(own.values()))
    heading = first.chapter.title if deck.source and first.chapter else WHAT_IT_SAYS
    rows = {one: row for one, row in _rows(_beside(deck, own.values())).items() if one not in used | set(own)}
    if not rows:
        raise NothingToDo(_SAYS_ALL)
    fresh = _drafts(deck, heading, [as_offer(passage) for passage in rows.values()], writer)
    together = own | rows
    checked = check_drafts([*fresh, *_as_drafts(slide)], [as_offer(passage) for passage in together.values()])
    return DocumentSection(heading, None, tuple(as_document(one, together) for one in checked), writer=writer.name)


def _drafts(deck: Deck, heading: str, offers: Sequence[Offer], writer: Writer) -> Sequence[StatementDraft]:
    if deck.source:
        return writer.summarise(offers, statements=_STATEMENTS).statements
    return writer.write_section(label_of(heading), offers, statements=_STATEMENTS, brief=wishes_of(deck)).statements


def _as_drafts(slide: AnySlide) -> Iterator[StatementDraft]:
    for line in slide.body:
        cited = [CitationDraft(passage_id=one.passage_id, quote=one.quote) for one in line.citations]
        if word_count(line.text) >= _LEAST:
            yield StatementDraft(text=line.text, citations=cited)


def _rows(passages: PassageQuerySet) -> dict[int, Passage]:
    return {one.pk: one for one in passages.select_related("source", "chapter").order_by("source_id", "position")}


def _picked(deck: Deck, own: Sequence[Passage], used: set[int]) -> DocumentSection:
    headings = {heading_of(one) for one in own}
    free = [one for one in picked_in(deck) if one.pk not in used and heading_of(one) in headings]
    if not free:
        raise NothingToDo(_SAYS_ALL)
    return next(iter(quoted_picks(free, marked_in(deck))))


def _beside(deck: Deck, own: Collection[Passage]) -> PassageQuerySet:
    if deck.theme:
        return Passage.objects.of(deck.owner).kept().filter(placement__theme=deck.theme)
    beside = Passage.objects.filter(source=deck.source_id)
    chapters = {one.chapter_id for one in own}
    return beside if None in chapters else beside.filter(chapter__in=chapters)


def _used(outline: Outline, slide: AnySlide) -> set[int]:
    """What the other slides that tell something cite."""
    return {one for other in outline.slides if other.id != slide.id and other.layout in TOLD for one in _cited(other)}


def _cited(slide: AnySlide) -> set[int]:
    return {one.passage_id for line in slide.body for one in line.citations}


def _passages(statement: DocumentStatement) -> set[int]:
    return {one.passage_id for one in statement.standing}
