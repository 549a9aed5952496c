"""Decks, as pages."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from curation.errors import CurationError
from curation.models import Source
from curation.requests import SignedInRequest, under_policy
from digests import decks
from digests.downloads import DECK_FILE_POLICY, deck_download
from digests.forms import DeckForm
from digests.models import Deck
from digests.renderers.deck_html import deck_slides_html

PER_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deck_list(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _deck_list(request, DeckForm(owner=request.user, initial=_asked_for(request)))
    form = DeckForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _deck_list(request, form, status=422)
    try:
        made = decks.make_deck(request.user, **form.cleaned_data)
    except CurationError as error:
        form.add_error(None, str(error))
        return _deck_list(request, form, status=422)
    return redirect("deck", made.pk)


@login_required
@require_safe
def deck(request: SignedInRequest, deck_id: int) -> TemplateResponse:
    found = get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id)
    outline = decks.outline_of(found)
    context = {"deck": found, "outline": outline, "slides": mark_safe(deck_slides_html(outline))}  # noqa: S308
    return TemplateResponse(request, "digests/deck.html", context)


@login_required
@require_safe
@under_policy(DECK_FILE_POLICY)
def deck_file(request: SignedInRequest, deck_id: int, form: str) -> HttpResponse:
    return deck_download(get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id), form)


def _deck_list(request: SignedInRequest, form: DeckForm, *, status: int = 200) -> TemplateResponse:
    found = Deck.objects.filter(owner=request.user).select_related("source", "theme", "digest").defer("source__text")
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "source": Source.objects.of(request.user).filter(pk=_number(form["source"].value())).first(),
    }
    return TemplateResponse(request, "digests/decks.html", context, status=status)


def _asked_for(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("source", "theme", "digest") if request.GET.get(name, "").isdecimal()}


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 0
