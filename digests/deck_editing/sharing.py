"""A link by which anybody may read a deck, for as long as its owner likes."""

from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from curation.errors import Refused
from curation.hand import hold, logged
from digests.models import Deck

TOKEN_BYTES = 32


@transaction.atomic
def share(deck: Deck, by: User) -> Deck:
    """Shared already, it keeps its link. Raises Refused for a deck that is not made yet."""
    hold(deck, by)
    if not deck.outline:
        raise Refused(f"“{deck}” is not made yet; there is nothing to share.")
    if not deck.share_token:
        deck.share_token, deck.shared_at = token_urlsafe(TOKEN_BYTES), timezone.now()
        deck.save(update_fields=["share_token", "shared_at"])
        logged(deck, by, "Shared by a link.")
    return deck


@transaction.atomic
def stop_sharing(deck: Deck, by: User) -> Deck:
    """The link leads nowhere from now on; a later one is another."""
    hold(deck, by)
    if deck.share_token:
        deck.share_token = deck.shared_at = None
        deck.save(update_fields=["share_token", "shared_at"])
        logged(deck, by, "Not shared any more.")
    return deck


def share_address(deck: Deck) -> str:
    """Empty for a deck that is not shared."""
    if not deck.share_token:
        return ""
    return settings.SITE_URL + reverse("shared-deck", args=[deck.share_token])
