"""In: a name for a theme. Out: the name as it is kept, or the reason why it will not do."""

from curation.errors import CurationError
from curation.models import Theme

SHORTEST_NAME, LONGEST_NAME = 2, 120


def checked_name(theme: Theme, name: str, *, new: bool = False) -> str:
    """For this theme, or for a new one beside it."""
    name = name.strip()
    if not name.isprintable():
        raise CurationError("A theme's name is a single line of text.")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise CurationError(f"A theme's name has {SHORTEST_NAME} to {LONGEST_NAME} characters.")
    refuse_taken(theme, name, new=new)
    return name


def refuse_taken(theme: Theme, name: str, *, new: bool = False) -> None:
    others = Theme.objects.filter(owner=theme.owner_id).alive()
    others = others if new else others.exclude(pk=theme.pk)
    if others.select_for_update().filter(name__iexact=name).exists():
        raise CurationError(f"Another theme is called “{name}”; choose another name or merge the two.")
