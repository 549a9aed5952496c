"""The verbs for following a theme: what is new in it stands on the home page.

To follow says nothing of what belongs together, so it is no edit: a run may still merge the theme or let it fade, and
whatever takes it in is followed from then on.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.editing.passages import refuse_merged
from curation.errors import CurationError
from curation.hand import hold
from curation.models import Theme


@transaction.atomic
def follow_theme(theme: Theme, by: User) -> Theme:
    """Followed twice, it is followed since the first time."""
    hold(theme, by)
    if theme.followed_at:
        return theme
    refuse_merged(theme)
    if theme.state == Theme.State.HIDDEN:
        raise CurationError(f"“{theme}” is hidden; show it before you follow it.")
    theme.followed_at = timezone.now()
    theme.save(update_fields=["followed_at"])
    return theme


@transaction.atomic
def unfollow_theme(theme: Theme, by: User) -> Theme:
    hold(theme, by)
    theme.followed_at = None
    theme.save(update_fields=["followed_at"])
    return theme


def handed_on(theme: Theme, into: Theme) -> None:
    """Whoever followed what is merged follows what it becomes part of."""
    if theme.followed_at and not into.followed_at:
        into.followed_at = theme.followed_at
        into.save(update_fields=["followed_at"])
