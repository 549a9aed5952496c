"""In: a source, a theme, a digest or highlights, and how it shall be told. Out: a planned deck, and its files."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, Unpack, get_args

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.module_loading import import_string

from curation.errors import NothingToDo, Refused
from curation.wishes import Wish
from curation.writing.base import DeckWriter, Writer
from curation.writing.schemas import DeckBrief
from digests.arrange import Arranged, arrange
from digests.choose import Subject
from digests.compose import UNASKED, Progress, consented, unheard
from digests.deck_picks import keep_picks, picked_in, picked_title
from digests.deck_pictures import pictures_of
from digests.deck_versions import keep_version
from digests.looks import known_look, look_alone, look_of
from digests.material import forecast_deck, material_of
from digests.models import Deck
from digests.outline import Deck as Outline
from digests.outline import DeckMaterial, Length, Level, plan_deck
from digests.outline.identity import identified
from digests.wording import QUOTING

RENDERERS = {
    "pptx": "digests.renderers.pptx.render_pptx",
    "html": "digests.renderers.deck_html.render_deck_html",
    "pdf": "digests.renderers.deck_pdf.render_deck_pdf",
    "md": "digests.renderers.deck_markdown.render_deck_markdown",
}

USUAL = DeckBrief()
_CALLED = "called"


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
    return stored(deck)


@transaction.atomic
def stored(deck: Deck) -> Deck:
    deck.save()
    keep_picks(deck)
    return deck


def new_deck(owner: User, brief: DeckBrief, **subject: Unpack[Subject]) -> Deck:
    """A deck that nobody has planned yet, not stored. Raises Refused where a digest is not there yet."""
    digest, picks = subject.get("digest"), subject.get("picks")
    if digest and not digest.writer:
        raise Refused(f"“{digest}” is not composed yet; make the deck when it is.")
    known_look(owner, brief.look)
    wanted: dict[str, Any] = asdict(brief)
    if picks:
        wanted["marked"] = [list(pair) for pair in picks.marked]
    deck = Deck(owner=owner, wanted=wanted, source=subject.get("source"), theme=subject.get("theme"), digest=digest)
    deck.picked = picks.passages if picks else ()
    deck.title = _named(deck)[:300]
    return deck


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
        _call(deck, held)
    if held.outline:
        keep_version(held, "Made the deck again.", None)
    deck.edited_by_hand = False
    deck.save(update_fields=["title", "outline", "writer", "fell_back", "wanted", "edited_by_hand"])
    return deck


def _own_title(deck: Deck) -> str:
    """What the service called it when it was made, or before that, as what it is made of."""
    if not deck.outline:
        return _named(deck)[:300]
    return str(deck.wanted.get(_CALLED) or deck.outline.get("title"))[:300]


def _call(deck: Deck, held: Deck) -> None:
    """As a hand has called it; where it has called the slides so as well, with its cover."""
    deck.title = held.title
    if held.outline.get("title") != held.title:
        return
    outline, called = outline_of(deck), {"title": held.title}
    slides = [one.model_copy(update=called) if one.layout == "title" else one for one in outline.slides]
    deck.outline = outline.model_copy(update=called | {"slides": slides}).model_dump(mode="json")


def _named(deck: Deck) -> str:
    if deck.source:
        return deck.source.label
    if deck.theme or deck.digest:
        return str(deck.theme or deck.digest)
    picked = picked_in(deck)
    return picked_title(picked) if picked else deck.title


def brief_of(deck: Deck) -> DeckBrief:
    """How it was asked for; what an older one does not say is as usual."""
    known = {field.name for field in fields(DeckBrief)}
    return DeckBrief(**{name: value for name, value in deck.wanted.items() if name in known})


def lay_out(deck: Deck, material: DeckMaterial, writer: DeckWriter) -> Arranged:
    """Fill a deck, not stored yet. Out: how its material was arranged. Raises NothingToDo for one without words."""
    brief = brief_of(deck)
    if not any(section.statements for section in material.sections):
        raise NothingToDo("There is nothing in it that a slide could say.")
    arranged = arrange(deck.owner, material, writer, brief)
    outline = _laid_out(arranged.material, brief)
    deck.title, deck.outline = outline.title[:300], outline.model_dump(mode="json")
    deck.wanted[_CALLED] = deck.title
    deck.writer, deck.fell_back = arranged.material.writer[:80], arranged.fell_back[:300]
    return arranged


def render(deck: Deck, form: str) -> bytes:
    """The deck as a file; `form` is pptx, html, pdf or md. Raises Refused for any other."""
    return rendered(outline_of(deck), deck.owner, form)


def rendered(outline: Outline, owner: User, form: str) -> bytes:
    """As `render`, of an outline with this owner's looks and pictures."""
    if form not in RENDERERS:
        raise Refused(f"A deck can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[..., bytes | str] = import_string(RENDERERS[form])
    look, own = look_alone(owner, outline.look), {}
    if form == "pptx":
        look, own["template"] = look_of(owner, outline.look)
    made = renderer(outline, look, pictures_of(outline, owner), **own)
    return made.encode() if isinstance(made, str) else made


def outline_of(deck: Deck) -> Outline:
    """One of before slides had names is given some. Raises Refused for a deck that is not planned yet."""
    if not deck.outline:
        raise Refused(f"“{deck}” is not made yet.")
    return identified(Outline.model_validate(deck.outline))


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
        length=brief.length if brief.length in get_args(Length) else "usual",  # type: ignore[arg-type]
        look=brief.look,
        language=_language(material, brief),
    )


def _language(material: DeckMaterial, brief: DeckBrief) -> str:
    """Of the words that are on it: who only quotes follows no other."""
    return brief.language if brief.language and material.writer != QUOTING else "en"
