"""What a deck was before its changes, and the link by which it is shared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from curation.errors import CurationError
from curation.requests import SignedInRequest
from digests import deck_editing
from digests.deck_editing.stored import editable
from digests.deck_shown import slides_html, style_of
from digests.deck_versions import latest_number, versions_of
from digests.models import Deck
from digests.outline import Deck as Outline


@login_required
@require_safe
def versions(request: SignedInRequest, deck_id: int) -> TemplateResponse:
    found = _deck(request, deck_id)
    kept = list(versions_of(found).select_related("by").defer("outline"))
    context = {"deck": found, "versions": kept, "latest": kept[0].number if kept else 0}
    return TemplateResponse(request, "digests/deck_versions.html", context)


@login_required
@require_safe
def version(request: SignedInRequest, deck_id: int, number: int) -> TemplateResponse:
    found = _deck(request, deck_id)
    kept = get_object_or_404(versions_of(found).select_related("by"), number=number)
    outline = editable(Outline.model_validate(kept.outline))
    latest = latest_number(found)
    context = {"deck": found, "version": kept, "latest": latest, "slides": slides_html(outline, request.user)}
    return TemplateResponse(request, "digests/deck_version.html", context)


@login_required
@require_safe
def look_style(request: SignedInRequest, deck_id: int) -> HttpResponse:
    """The deck's look as a style sheet; with `version`, that of an earlier one."""
    found = _deck(request, deck_id)
    number = request.GET.get("version", "")
    outline = found.outline
    if number.isdecimal():
        outline = get_object_or_404(versions_of(found), number=int(number[:9])).outline
    return style(request.user, str(outline.get("look", "")))


def style(owner: User, name: str) -> HttpResponse:
    """Asked for again each time: a look may have changed."""
    answer = HttpResponse(style_of(owner, name), content_type="text/css; charset=utf-8")
    patch_cache_control(answer, no_cache=True, private=True)
    return answer


@login_required
@require_POST
def go_back(request: SignedInRequest, deck_id: int, number: int) -> HttpResponse:
    found = _deck(request, deck_id)
    try:
        deck_editing.go_back(found, number, request.user, version=_seen(request))
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("deck-versions", found.pk)
    messages.success(request, f"The deck is what it was before change {number}.")
    return redirect("deck", found.pk)


@login_required
@require_POST
def share(request: SignedInRequest, deck_id: int) -> HttpResponse:
    """Make the link, or with `stop` revoke it."""
    found = _deck(request, deck_id)
    stop = bool(request.POST.get("stop"))
    try:
        (deck_editing.stop_sharing if stop else deck_editing.share)(found, request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The link leads nowhere any more." if stop else "Whoever has the link can read it.")
    return redirect(f"{reverse('deck', args=[found.pk])}#share")


def _seen(request: SignedInRequest) -> int | None:
    """The number of the last change that the page was made with."""
    number = request.POST.get("version", "")
    return int(number[:9]) if number.isdecimal() else None


def _deck(request: SignedInRequest, deck_id: int) -> Deck:
    return get_object_or_404(Deck.objects.filter(owner=request.user).exclude(outline={}), pk=deck_id)
