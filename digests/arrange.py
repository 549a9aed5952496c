"""In: the checked material of a deck. Out: the same, arranged on slides by a writer, and checked once more.

A writer may choose, order, shorten and give slides their titles; the deck is called what it is made of. What it
says otherwise than the material does is a draft like any other; where nothing of it can be shown, the material
stays as plainly arranged as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from curation.checking import check_drafts, plain
from curation.models import Passage
from curation.offers import as_offer
from curation.writing.base import DeckWriter
from curation.writing.labels import UNTITLED, kept, label_of
from curation.writing.schemas import DeckBrief, Offer, OutlineDraft, SectionOffer, SlideDraft, StatementDraft
from digests.check import heading_borne_out
from digests.cited import as_document
from digests.document import DocumentSection, DocumentStatement
from digests.offer import section_offered
from digests.outline import DeckMaterial
from digests.wording import FELL_BACK, FELL_BACK_DECK, names_of

EMPTY = "Nothing that was arranged is borne out by the sources."


@dataclass(frozen=True)
class Arranged:
    """`fell_back` says why the material or its arrangement is not by whom it was asked of; `plain`, that it is none."""

    material: DeckMaterial
    fell_back: str = ""
    plain: bool = False


def arrange(owner: User, material: DeckMaterial, writer: DeckWriter, brief: DeckBrief) -> Arranged:
    offered = [_offered(section) for section in material.sections]
    offered = [section for section in offered if section.statements]
    quoted = next((section.fell_back for section in material.sections if section.fell_back), "")
    if not offered:
        return _told(material, quoted=quoted)
    known = _Known.of(owner, material.sections)
    draft = writer.outline_deck(label_of(material.title), offered, brief)
    placed = known.placed(draft)
    if not placed:
        return _told(material, quoted=quoted, plainly=draft.fell_back or EMPTY)
    material = replace(
        material,
        writer=names_of([*_writers(material), draft.writer or writer.name]),
        sections=tuple(_with_the_rest(placed)),
        layouts=tuple(one.layout for one in placed),
        prose=known.prose(placed),
    )
    return _told(material, quoted=quoted, plainly=draft.fell_back)


@dataclass(frozen=True)
class _Known:
    """What a slide may say: the material's statements by their words, and the passages that these cite."""

    given: Mapping[str, tuple[DocumentSection, DocumentStatement]]
    rows: Mapping[int, Passage]
    offers: Sequence[Offer]

    @classmethod
    def of(cls, owner: User, sections: Sequence[DocumentSection]) -> "_Known":
        given = {plain(one.text): (section, one) for section in sections for one in section.statements}
        ids = {passage_id for _, one in given.values() for passage_id in _cited(one)}
        passages = Passage.objects.of(owner).filter(pk__in=ids).select_related("source", "chapter")
        rows = {passage.pk: passage for passage in passages}
        return cls(given, rows, [as_offer(passage) for passage in rows.values()])

    def placed(self, draft: OutlineDraft) -> list["_Placed"]:
        """Out: what a writer's slides hold that can be shown."""
        placed = [self._placed(slide) for slide in _without_repeats(draft.slides)]
        return [one for one in placed if any(said.is_borne_out for said in one.slide.statements)]

    def prose(self, placed: Iterable["_Placed"]) -> dict[str, str]:
        """Out: the whole statement for each that was shortened, by the words of the short one."""
        whole = {frozenset(_cited(one)): one for _, one in self.given.values()}
        said = [one for place in placed for one in place.slide.statements if plain(one.text) not in self.given]
        found = [(one, whole.get(frozenset(_cited(one)))) for one in said if one.is_borne_out]
        return {short.text: full.text for short, full in found if full and full.is_borne_out}

    def _placed(self, slide: SlideDraft) -> "_Placed":
        homes = tuple(section for one in slide.statements if (section := self._home(one)))
        return _Placed(self._slide(slide, homes[0] if homes else None), homes, slide.layout)

    def _slide(self, slide: SlideDraft, home: DocumentSection | None) -> DocumentSection:
        statements = tuple(statement for one in slide.statements for statement in self._statement(one))
        title = heading_borne_out(slide.title, home.heading if home else UNTITLED, self.offers)
        if home is None:
            return DocumentSection(title, None, statements)
        return replace(home, heading=kept(title, home.heading), statements=statements, quotations=(), questions=())

    def _home(self, draft: StatementDraft) -> DocumentSection | None:
        """The section whose words these are, or whose passage they cite."""
        if plain(draft.text) in self.given:
            return self.given[plain(draft.text)][0]
        cited = {one.passage_id for one in draft.citations}
        homes = (section for section, one in self.given.values() if cited & _cited(one))
        return next(homes, None)

    def _statement(self, draft: StatementDraft) -> Iterable[DocumentStatement]:
        given = self.given.get(plain(draft.text))
        if given and {one.passage_id for one in draft.citations} == _cited(given[1]):
            return [given[1]]
        return [as_document(one, self.rows) for one in check_drafts([draft], self.offers)]


@dataclass(frozen=True)
class _Placed:
    """A slide, and the sections whose words or passages are on it."""

    slide: DocumentSection
    homes: tuple[DocumentSection, ...]
    layout: str


def _without_repeats(slides: Iterable[SlideDraft]) -> Iterable[SlideDraft]:
    """A statement is shown where it comes first."""
    seen: set[str] = set()
    for slide in slides:
        fresh = {plain(one.text): one for one in slide.statements if plain(one.text) not in seen}
        seen |= set(fresh)
        yield slide.model_copy(update={"statements": list(fresh.values())})


def _with_the_rest(placed: Sequence[_Placed]) -> list[DocumentSection]:
    """A section per slide. What nobody placed, quotations and questions, follows its section's last slide."""
    last = {section: place for place, one in enumerate(placed) for section in one.homes}
    arranged = [one.slide for one in placed]
    for section, place in last.items():
        slide = arranged[place]
        arranged[place] = replace(
            slide,
            quotations=(*slide.quotations, *section.quotations),
            questions=(*slide.questions, *section.questions),
        )
    return arranged


def _cited(statement: DocumentStatement) -> set[int]:
    return {one.passage_id for one in statement.standing}


def _writers(material: DeckMaterial) -> Sequence[str]:
    """Of its sections; of what a hand wrote, all that there is to tell."""
    return [section.writer for section in material.sections if section.writer] or [material.writer]


def _offered(section: DocumentSection) -> SectionOffer:
    return replace(section_offered(section), heading=label_of(section.heading))


def _told(material: DeckMaterial, *, quoted: str, plainly: str = "") -> Arranged:
    note = FELL_BACK_DECK if plainly else FELL_BACK if quoted else ""
    return Arranged(replace(material, note=note), plainly or quoted, plain=bool(plainly))
