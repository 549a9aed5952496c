"""In: the name of a look. Out: the look, the service's own or one of the owner's."""

from django.contrib.auth.models import User

from curation.errors import Refused
from digests.models import DeckLook
from digests.outline.looks import LOOKS, Look

OWN = "own-"


def look_of(owner: User, name: str) -> Look:
    """Raises Refused for one that is not there."""
    if name in LOOKS:
        return LOOKS[name]
    told = name.removeprefix(OWN)
    found = DeckLook.objects.filter(owner=owner, pk=int(told)).first() if told.isdecimal() and told != name else None
    if found is None:
        raise Refused(f"There is no look “{name}”.")
    return Look(**found.tokens)
