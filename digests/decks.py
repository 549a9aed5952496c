"""In: a source, a theme or a digest, and how it shall be told. Out: a planned deck, and its files."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, get_args

from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.errors import NothingToDo, Refused
from curation.models import Source, Theme
from curation.writing.base import Writer
from curation.writing.schemas import DeckBrief
from digests.arrange import arrange
from digests.compose import Progress, unheard
from digests.material import material_of
from digests.models import Deck, Digest
from digests.outline import Deck as Outline
from digests.outline import DeckFormat, DeckMaterial, Level, plan_deck

RENDERERS = {
    "pptx": "digests.renderers.pptx.render_pptx",
    "html": "digests.renderers.deck_html.render_deck_html",
    "pdf": "digests.renderers.deck_pdf.render_deck_pdf",
    "md": "digests.renderers.deck_markdown.render_deck_markdown",
}


def make_deck(
    owner: User,
    *,
    source: Source | None = None,
    theme: Theme | None = None,
    digest: Digest | None = None,
    format: DeckFormat = "detailed",
    audience: str = "",
    level: Level = "practitioner",
    slides: int | None = None,
    writer: Writer | None = None,
) -> Deck:
    """Plan and keep a deck, here and now. Raises NothingToDo where there are no words to show."""
    from curation.writers import get_writer

    brief = DeckBrief(format=format, audience=audience, level=level, slides=slides)
    deck = new_deck(owner, brief, source=source, theme=theme, digest=digest)
    _plan(deck, writer or get_writer(owner), unheard)
    deck.save()
    return deck


def new_deck(
    owner: User,
    brief: DeckBrief,
    *,
    source: Source | None = None,
    theme: Theme | None = None,
    digest: Digest | None = None,
) -> Deck:
    """A deck that nobody has planned yet, not stored. Raises Refused where a digest is not there yet."""
    if digest and not digest.writer:
        raise Refused(f"“{digest}” is not composed yet; make the deck when it is.")
    named = next((str(thing) for thing in (source and source.label, theme, digest) if thing), "")
    return Deck(owner=owner, title=named[:300], source=source, theme=theme, digest=digest, wanted=asdict(brief))


def plan_anew(deck: Deck, writer: Writer, tell: Progress = unheard) -> Deck:
    """Plan a stored deck, in the place of what it held. A patient writer's ModelAway goes through."""
    _plan(deck, writer, tell)
    kept = {name: getattr(deck, name) for name in ("title", "outline", "writer", "fell_back")}
    if not Deck.objects.filter(pk=deck.pk).update(**kept):
        raise NothingToDo("The deck is gone; there is nothing to plan.")
    return deck


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
    brief = DeckBrief(**deck.wanted)
    material = material_of(deck, writer, tell)
    if not any(section.statements for section in material.sections):
        raise NothingToDo("There is nothing in it that a slide could say.")
    arranged = arrange(deck.owner, material, writer, brief)
    outline = _laid_out(arranged.material, brief)
    deck.title, deck.outline = outline.title[:300], outline.model_dump(mode="json")
    deck.writer, deck.fell_back = arranged.material.writer[:80], arranged.fell_back[:300]


def _laid_out(material: DeckMaterial, brief: DeckBrief) -> Outline:
    """A brief is kept as it was asked for; a form that is no longer made is the usual one."""
    return plan_deck(
        material,
        format="presenter" if brief.format == "presenter" else "detailed",
        audience=brief.audience,
        level=brief.level if brief.level in get_args(Level) else "practitioner",  # type: ignore[arg-type]
        slides=brief.slides,
    )
