"""In: an id from a command line or an address. Out: that thing of this owner, or NotFound in words."""

from django.contrib.auth.models import User

from curation.errors import NotFound
from curation.models import Handover, Source, Theme


def source_of(owner: User, source_id: int) -> Source:
    source = Source.objects.of(owner).filter(pk=source_id).first()
    if source is None:
        raise NotFound(f"There is no source {source_id} in this library.")
    return source


def theme_of(owner: User, theme_id: int) -> Theme:
    theme = Theme.objects.of(owner).filter(pk=theme_id).first()
    if theme is None:
        raise NotFound(f"There is no theme {theme_id} in this library.")
    return theme


def handover_of(owner: User, handover_id: int) -> Handover:
    handover = Handover.objects.of(owner).select_related("owner").filter(pk=handover_id).first()
    if handover is None:
        raise NotFound(f"There is no prompt {handover_id} of this library.")
    return handover
