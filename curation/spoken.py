"""In: a recording that was handed over. Out: the page of a deck that is made of it; who makes decks is set by name."""

from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string


class DeckPromiser(Protocol):
    def __call__(self, owner: User, upload_id: int, name: str) -> str: ...


def promise_deck(owner: User, upload_id: int, name: str) -> str:
    """The deck follows once the recording is written down. Out: the address of a page that shows how far both are."""
    promiser: DeckPromiser = import_string(settings.DECKS_OF_RECORDINGS)
    return promiser(owner, upload_id, name)
