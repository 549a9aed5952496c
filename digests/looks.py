"""In: an owner, and a look in a few words or a presentation of their own. Out: a look that decks may be made in."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from pydantic import TypeAdapter

from curation.errors import Refused
from digests.models import DeckLook
from digests.outline.looks import LOOKS, Look, look_named
from digests.outline.own import derived
from digests.renderers.xml_text import xml_text

OWN = "own-"
MOST_LOOKS = 30
_LOOK = TypeAdapter(Look)


def make_look(
    owner: User, name: str, *, paper: str, ink: str, accent: str, heading: str = "georgia", body: str = "arial"
) -> DeckLook:
    """Colours are six hexadecimal digits. Raises Refused in one sentence for what would not be read."""
    look = derived(OWN, _free(owner, name), paper=paper, ink=ink, accent=accent, heading=heading, body=body)
    return _keep(owner, look)


def look_from_template(owner: User, name: str, data: bytes) -> DeckLook:
    """`data` is a .pptx or .potx. Its slides are not kept."""
    # Only here: the web process does without what reads presentations until somebody hands one over.
    from digests.renderers.pptx_own import own_template

    look, template = own_template(data, OWN, _free(owner, name))
    return _keep(owner, look, template)


def remove_look(owner: User, look_id: int) -> None:
    """Decks in it are shown in the usual look from then on."""
    if not DeckLook.objects.filter(owner=owner, pk=look_id).delete()[0]:
        raise Refused("There is no such look.")


def look_of(owner: User, name: str) -> tuple[Look, bytes]:
    """Out: the look, and the template of one's own or nothing; the usual look for a name that is not there any more."""
    stored = _own(owner, name).first()
    return (_read(stored), bytes(stored.template)) if stored else (look_named(name), b"")


def look_alone(owner: User, name: str) -> Look:
    """As `look_of`, without the template, which may be large and which no page is made from."""
    stored = _own(owner, name).defer("template").first()
    return _read(stored) if stored else look_named(name)


def _own(owner: User, name: str) -> QuerySet[DeckLook]:
    number = name.removeprefix(OWN)
    if number == name or not number.isdecimal():
        return DeckLook.objects.none()
    return DeckLook.objects.filter(owner=owner, pk=int(number))


def looks_of(owner: User) -> list[Look]:
    """Out: all that the owner may choose from, their own last; without templates."""
    own = DeckLook.objects.filter(owner=owner).defer("template")
    return [*LOOKS.values(), *map(_read, own)]


def known_look(owner: User, name: str) -> str:
    """Out: the name. Raises Refused for a look that is not there."""
    if name not in {look.name for look in looks_of(owner)}:
        raise Refused(f"There is no look “{name}”.")
    return name


def _read(stored: DeckLook) -> Look:
    kept: dict[str, Any] = {**stored.tokens, "name": f"{OWN}{stored.pk}", "label": stored.name}
    return _LOOK.validate_python(kept)


def _free(owner: User, name: str) -> str:
    name = " ".join(xml_text(name).split())
    taken = {one.casefold() for one in DeckLook.objects.filter(owner=owner).values_list("name", flat=True)}
    if not name or len(name) > 80:
        raise Refused("Give the look a name of at most 80 letters.")
    if name.casefold() in taken | {look.label.casefold() for look in LOOKS.values()}:
        raise Refused(f"There is a look called “{name}” already.")
    if len(taken) >= MOST_LOOKS:
        raise Refused(f"{MOST_LOOKS} looks of your own are the most; remove one first.")
    return name


@transaction.atomic
def _keep(owner: User, look: Look, template: bytes = b"") -> DeckLook:
    tokens = _LOOK.dump_python(look, mode="json")
    return DeckLook.objects.create(owner=owner, name=look.label, tokens=tokens, template=template)
