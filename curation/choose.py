"""In: an id from a command line or an address. Out: that thing of this owner, or NotFound in words."""

from collections.abc import Collection

from django.contrib.auth.models import User

from curation.errors import NotFound
from curation.models import Edit, Handover, Passage, PassageLink, Source, Theme


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


def passages_of(owner: User, passages: Collection[int]) -> list[Passage]:
    """In order, each once."""
    found = list(Passage.objects.of(owner).filter(pk__in=passages).defer("vector", "words").order_by("pk"))
    missing = set(passages) - {passage.pk for passage in found}
    if missing:
        raise NotFound(f"There is no passage {min(missing)} in this library.")
    return found


def passage_of(owner: User, passage_id: int) -> Passage:
    [found] = passages_of(owner, [passage_id])
    return found


def link_of(owner: User, link_id: int) -> PassageLink:
    links = PassageLink.objects.filter(owner=owner).select_related("passage", "other", "theme")
    link = links.filter(pk=link_id).first()
    if link is None:
        raise NotFound(f"There is no link {link_id} in this library.")
    return link


def edit_of(owner: User, edit_id: int) -> Edit:
    edit = Edit.objects.filter(owner=owner, pk=edit_id).first()
    if edit is None:
        raise NotFound(f"There is no edit {edit_id} in this library.")
    return edit
