"""In: an owner. Out: the looks that a deck of theirs may have: those there are for all, and their own."""

from django.contrib.auth.models import User

from digests.models import DeckLook
from digests.outline.looks import LOOKS, look_named

OWN = "own-"


def looks_of(owner: User) -> list[tuple[str, str]]:
    """Names and labels."""
    own = DeckLook.objects.filter(owner=owner).values_list("pk", "name")
    return [*((look.name, look.label) for look in LOOKS.values()), *((f"{OWN}{pk}", name) for pk, name in own)]


def names_of(owner: User) -> set[str]:
    return {name for name, _ in looks_of(owner)}


def label_of(owner: User, name: str) -> str:
    return dict(looks_of(owner)).get(name, look_named(name).label)
