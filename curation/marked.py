"""In: ids of marks. Out: the words that were marked, in their passages; who keeps marks is set by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Marked:
    """A mark, its note, and its words: for each passage that it touches the id and what of it was marked."""

    id: int
    note: str
    words: tuple[tuple[int, str], ...]


class Marker(Protocol):
    def __call__(self, owner: User, ids: Sequence[int]) -> list[Marked]: ...


def marked_by(owner: User, ids: Sequence[int]) -> list[Marked]:
    """In the order of the ids. Raises NotFound for somebody else's, Refused for words that are not there any more."""
    marker: Marker = import_string(settings.MARKED)
    return marker(owner, ids)
