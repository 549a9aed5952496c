"""In: what a reader wants written. Out: whether a model may be asked for it, after what that may cost."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User

from curation.ledger import consent
from curation.writing.forecast import Forecast


@dataclass(frozen=True)
class Wish:
    """What a reader says beside the wish: `quoting`, to do without a model; `agreed`, to what one may cost."""

    quoting: bool = False
    agreed: bool = False


def asks_a_model(wish: Wish | None = None) -> bool:
    """Whether the work may take a while, and cost something."""
    return bool(settings.CHAT) and not (wish and wish.quoting)


def settle(owner: User, forecasts: Iterable[Forecast], wish: Wish) -> None:
    """Raises NeedsConsent where the reader is to be asked first, and OverCap where the month's cap forbids it."""
    if asks_a_model(wish):
        consent(owner, forecasts, agreed=wish.agreed)
