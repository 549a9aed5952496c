"""In: what a deck shall be of. Out: a prompt over its checked statements, and what came back as that deck.

The statements themselves are not the chat's: those of a digest are there, those of a source or a theme are quoted.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from typing import Any, Unpack

from django.contrib.auth.models import User
from django.urls import reverse
from pydantic import TypeAdapter

from curation import writers
from curation.errors import NotFound, NothingToDo, Refused
from curation.evidence import Status
from curation.handovers import Kept, Matched, hand_over
from curation.handovers import Subject as About
from curation.models import Handover, Passage
from curation.offers import offered
from curation.writing import assignments
from curation.writing.assignments import Assignment
from curation.writing.schemas import DeckBrief, Offer, OutlineDraft, SectionOffer
from digests.assemble import document_of
from digests.brought import BroughtDeck
from digests.choose import Picks, Subject, subject_of
from digests.deck_picks import passages_named
from digests.decks import lay_out, new_deck, stored
from digests.document import DocumentSection, DocumentStatement
from digests.material import material_of
from digests.models import Deck, Digest
from digests.offer import section_offered
from digests.outline import DeckMaterial

_MATERIAL = TypeAdapter(DeckMaterial)
_EMPTY = "Nothing of this answer is borne out by the statements it was to arrange, so no deck was made."
_SECOND = "A deck was made from this prompt already; what you paste makes another one beside it."


def hand_over_deck(owner: User, brief: DeckBrief, **subject: Unpack[Subject]) -> Handover:
    """`subject` is one thing. Raises NothingToDo where there are no words to show."""
    deck = new_deck(owner, brief, **subject)
    material = material_of(deck, writers.quoting_writer())
    if not _given(material):
        raise NothingToDo("There is nothing in it that a slide could say.")
    of, thing = _named(deck)
    about = {"of": of, "brief": asdict(brief), "material": _MATERIAL.dump_python(material, mode="json")}
    if picks := subject.get("picks"):
        about["picks"] = {"passages": [one.pk for one in picks.passages], "marked": list(map(list, picks.marked))}
    cited = offered(Passage.objects.of(owner).filter(pk__in=_cited(material)).order_by("pk"))
    return hand_over(owner, Handover.Kind.DECK, cited, subject=thing, about=about)


class _DeckDesk:
    def subject(self, handover: Handover) -> About:
        address = f"{reverse('decks')}?{handover.about['of']}={handover.subject}#make"
        if "picks" in handover.about:
            address = reverse("pick-highlights")
        return About(f"Deck of “{_material(handover).title}”", address)

    def assignment(self, handover: Handover, offers: Sequence[Offer]) -> Assignment[Any, OutlineDraft]:
        material = _material(handover)
        return assignments.outline(material.title, _given(material), DeckBrief(**handover.about["brief"]))

    def replaces(self, handover: Handover) -> str:
        """Nothing, each deck is a new one; but the same answer twice is most often a mistake."""
        return _SECOND if handover.used_at else ""

    def keep(self, handover: Handover, matched: Matched, draft: OutlineDraft, writer: str) -> Kept:
        """Statements whose passages have changed, or that a hand took out, are no longer given: they are withheld."""
        deck = new_deck(handover.owner, DeckBrief(**handover.about["brief"]), **_subject(handover))
        material = _still_held(_without(_material(handover), matched.stale), deck.digest)
        arranged = lay_out(deck, material, BroughtDeck(writer, draft))
        if arranged.plain:
            raise Refused(_EMPTY)
        stored(deck)
        statuses = [Status(one.status) for section in arranged.material.sections for one in section.statements]
        return Kept(reverse("deck", args=[deck.pk]), deck.pk, statuses)


def _named(deck: Deck) -> tuple[str, int]:
    """What a deck is of, and the id of it; picks have none."""
    things = {"source": deck.source_id, "theme": deck.theme_id, "digest": deck.digest_id}
    return next(((of, thing) for of, thing in things.items() if thing), ("picks", 0))


def _material(handover: Handover) -> DeckMaterial:
    return _MATERIAL.validate_python(handover.about["material"])


def _given(material: DeckMaterial) -> list[SectionOffer]:
    sections = [section_offered(section) for section in material.sections]
    return [section for section in sections if section.statements]


def _subject(handover: Handover) -> Subject:
    of = handover.about["of"]
    try:
        if picked := handover.about.get("picks"):
            passages = passages_named(handover.owner, picked["passages"])
            return {"picks": Picks(tuple(passages), tuple((int(one), str(said)) for one, said in picked["marked"]))}
        source, theme, digest = (handover.subject if of == name else None for name in ("source", "theme", "digest"))
        return subject_of(handover.owner, source=source, theme=theme, digest=digest)
    except NotFound as error:
        what = "highlight" if of == "picks" else of
        raise NotFound(f"The {what} has gone since the prompt was made, so no deck can be made of it.") from error


def _cited(material: DeckMaterial) -> set[int]:
    return {one for section in material.sections for said in section.all_statements for one in _passages(said)}


def _without(material: DeckMaterial, stale: Collection[int]) -> DeckMaterial:
    return _left(material, lambda said: not _passages(said) & set(stale))


def _still_held(material: DeckMaterial, digest: Digest | None) -> DeckMaterial:
    if digest is None:
        return material
    held = {said.text for section in document_of(digest).sections for said in section.all_statements}
    return _left(material, lambda said: said.text in held)


def _left(material: DeckMaterial, stays: Callable[[DocumentStatement], bool]) -> DeckMaterial:
    def left(section: DocumentSection) -> DocumentSection:
        return replace(
            section,
            statements=tuple(filter(stays, section.statements)),
            quotations=tuple(filter(stays, section.quotations)),
            questions=tuple(filter(stays, section.questions)),
        )

    return replace(material, sections=tuple(map(left, material.sections)))


def _passages(statement: DocumentStatement) -> set[int]:
    return {one.passage_id for one in statement.standing}


DECK = _DeckDesk()
