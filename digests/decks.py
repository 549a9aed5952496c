"""In: a source, a theme or a digest, and how it shall be told. Out: a planned deck, and its files."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Unpack, get_args

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.module_loading import import_string

from curation.errors import NothingToDo, Refused
from curation.models import Source, Theme
from curation.wishes import Wish
from curation.writing.base import DeckWriter, Writer
from curation.writing.schemas import DeckBrief
from digests.arrange import Arranged, arrange
from digests.choose import Subject
from digests.compose import UNASKED, Progress, consented, unheard
from digests.material import forecast_deck, material_of
from digests.models import Deck, Digest
from digests.outline import Deck as Outline
from digests.outline import DeckMaterial, Level, plan_deck

RENDERERS = {
    "pptx": "digests.renderers.pptx.render_pptx",
    "html": "digests.renderers.deck_html.render_deck_html",
    "pdf": "digests.renderers.deck_pdf.render_deck_pdf",
    "md": "digests.renderers.deck_markdown.render_deck_markdown",
}

USUAL = DeckBrief()


def make_deck(
    owner: User,
    brief: DeckBrief = USUAL,
    writer: Writer | None = None,
    wish: Wish = UNASKED,
    **subject: Unpack[Subject],
) -> Deck:
    """Plan and keep a deck, here and now. Raises NothingToDo where there are no words to show.

    Without a `writer`, the owner's is asked, after what that may cost: NeedsConsent and OverCap.
    """
    deck = new_deck(owner, brief, **subject)
    _plan(deck, writer or consented(owner, forecast_deck(deck), wish), unheard)
    deck.save()
    return deck


def new_deck(owner: User, brief: DeckBrief, **subject: Unpack[Subject]) -> Deck:
    """A deck that nobody has planned yet, not stored. Raises Refused where a digest is not there yet."""
    digest = subject.get("digest")
    if digest and not digest.writer:
        raise Refused(f"“{digest}” is not composed yet; make the deck when it is.")
    named = _named(subject.get("source"), subject.get("theme"), digest)
    return Deck(owner=owner, title=named[:300], wanted=asdict(brief), **subject)


def plan_anew(deck: Deck, writer: Writer, tell: Progress = unheard) -> Deck:
    """Plan a stored deck, in the place of what it held. A patient writer's ModelAway goes through."""
    _plan(deck, writer, tell)
    return _keep(deck)


@transaction.atomic
def _keep(deck: Deck) -> Deck:
    """Under the title that a hand has given it meanwhile, or before."""
    held = Deck.objects.select_for_update().filter(pk=deck.pk).first()
    if held is None:
        raise NothingToDo("The deck is gone; there is nothing to plan.")
    if held.title != _own_title(held):
        deck.title = held.title
    deck.save(update_fields=["title", "outline", "writer", "fell_back"])
    return deck


def _own_title(deck: Deck) -> str:
    """What the service called it: as its slides are called, or before there are any, as what it is made of."""
    told = deck.outline.get("title") if deck.outline else _named(deck.source, deck.theme, deck.digest)
    return str(told)[:300]


def _named(*subjects: Source | Theme | Digest | None) -> str:
    thing = next((one for one in subjects if one), "")
    return thing.label if isinstance(thing, Source) else str(thing)


def lay_out(deck: Deck, material: DeckMaterial, writer: DeckWriter) -> Arranged:
    """Fill a deck, not stored yet. Out: how its material was arranged. Raises NothingToDo for one without words."""
    brief = DeckBrief(**deck.wanted)
    if not any(section.statements for section in material.sections):
        raise NothingToDo("There is nothing in it that a slide could say.")
    arranged = arrange(deck.owner, material, writer, brief)
    outline = _laid_out(arranged.material, brief)
    deck.title, deck.outline = outline.title[:300], outline.model_dump(mode="json")
    deck.writer, deck.fell_back = arranged.material.writer[:80], arranged.fell_back[:300]
    return arranged


def render(deck: Deck, form: str) -> bytes:
    """The deck as a file; `form` is pptx, html, pdf or md. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A deck can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[[Any], bytes | str] = import_string(RENDERERS[form])
    rendered = renderer(outline_of(deck))
    return rendered.encode() if isinstance(rendered, str) else rendered


def outline_of(deck: Deck) -> Outline:
    """Raises Refused for a deck that is not planned yet."""
    if not deck.outline:
        raise Refused(f"“{deck}” is not made yet.")
    return Outline.model_validate(deck.outline)


def _plan(deck: Deck, writer: Writer, tell: Progress) -> None:
    lay_out(deck, material_of(deck, writer, tell), writer)


def _laid_out(material: DeckMaterial, brief: DeckBrief) -> Outline:
    """A brief is kept as it was asked for; a form that is no longer made is the usual one."""
    return plan_deck(
        material,
        format="presenter" if brief.format == "presenter" else "detailed",
        audience=brief.audience,
        level=brief.level if brief.level in get_args(Level) else "practitioner",  # type: ignore[arg-type]
        slides=brief.slides,
    )
