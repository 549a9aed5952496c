"""In: a name for a theme. Out: the name as it is kept, or the reason why it will not do."""

import unicodedata

from django.contrib.auth.models import User

from curation.errors import CurationError
from curation.models import Theme

SHORTEST_NAME, LONGEST_NAME = 2, 120
# Letters that join or part, and marks of direction, are part of many scripts and of emoji.
JOINERS = "\u200c\u200d\u200e\u200f\u061c"


def checked_name(theme: Theme, name: str, *, new: bool = False) -> str:
    """For this theme, or for a new one beside it."""
    name = name.strip()
    if not all(map(_is_text, name)):
        raise CurationError("A theme's name is a single line of text.")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise CurationError(f"A theme's name has {SHORTEST_NAME} to {LONGEST_NAME} characters.")
    refuse_taken(theme, name, new=new)
    return name


def refuse_taken(theme: Theme, name: str, *, new: bool = False) -> None:
    """Two hands that give a name take turns."""
    others = Theme.objects.filter(owner=theme.owner_id).alive()
    others = others if new else others.exclude(pk=theme.pk)
    list(User.objects.filter(pk=theme.owner_id).select_for_update(no_key=True).values_list("pk"))
    if others.filter(name__iexact=name).exists():
        raise CurationError(f"Another theme is called “{name}”; choose another name or merge the two.")


def _is_text(sign: str) -> bool:
    return sign.isprintable() or sign in JOINERS or unicodedata.category(sign) == "Zs"
