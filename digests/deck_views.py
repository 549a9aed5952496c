"""Decks, as pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Source
from curation.requests import SignedInRequest, under_policy
from curation.wishes import asks_a_model
from digests import decks, order
from digests.deck_editing import share_address
from digests.deck_forms import DeckForm
from digests.deck_shown import slides_html
from digests.deck_versions import versions_of
from digests.downloads import DECK_FILE_POLICY, deck_download
from digests.handover_deck import hand_over_deck
from digests.looks import looks_of
from digests.memo import waits_for_its_words
from digests.models import Deck
from digests.progress import waits_until

PER_PAGE = 30
BY_HAND = "You have changed this deck: say that your changes may go, or leave it as it is. A version of them is kept."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deck_list(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _deck_list(request, DeckForm(owner=request.user, initial=_asked_for(request)))
    form = DeckForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _deck_list(request, form, status=422)
    try:
        made = order.order_deck(request.user, form.brief, wish_of(request), **form.subject)
    except NeedsConsent as error:
        return ask_first(request, error, "Make the deck")
    except CurationError as error:
        form.add_error(None, str(error))
        return _deck_list(request, form, status=422)
    return redirect("deck", made.pk)


@login_required
@require_POST
def hand_over(request: SignedInRequest) -> HttpResponse:
    """A prompt for the reader's own chat."""
    form = DeckForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _deck_list(request, form, status=422)
    try:
        made = hand_over_deck(request.user, form.brief, **form.subject)
    except CurationError as error:
        form.add_error(None, str(error))
        return _deck_list(request, form, status=422)
    return redirect("handover", made.pk)


@login_required
@require_safe
def deck(request: SignedInRequest, deck_id: int) -> HttpResponse:
    """One of a recording that is still written down has a page of its own."""
    found = get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id)
    if waits_for_its_words(found):
        return redirect("deck-memo", found.pk)
    run = order.run_of_deck(found)
    context: dict[str, object] = {
        "deck": found,
        "run": run,
        "waits_until": waits_until(run),
        "again": not found.outline or (bool(found.fell_back) and asks_a_model()),
        "asks_a_model": asks_a_model(),
    }
    if found.outline:
        context |= {
            "slides": slides_html(decks.outline_of(found), request.user),
            "looks": looks_of(request.user),
            "versions": versions_of(found).count(),
            "address": share_address(found),
        }
    return TemplateResponse(request, "digests/deck.html", context)


@login_required
@require_safe
def deck_progress(request: SignedInRequest, deck_id: int) -> HttpResponse:
    """What htmx asks for again while the deck is being made; then the whole page is asked for anew."""
    found = get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id)
    run = order.run_of_deck(found)
    if run and run.is_open:
        return TemplateResponse(
            request, "digests/_deck_progress.html", {"deck": found, "run": run, "waits_until": waits_until(run)}
        )
    return HttpResponseClientRefresh() if request.htmx else redirect("deck", found.pk)


@login_required
@require_POST
def make_deck_again(request: SignedInRequest, deck_id: int) -> HttpResponse:
    found, wish = get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id), wish_of(request)
    if wish.quoting and found.outline:
        messages.info(request, order.AS_IT_IS)
        return redirect("deck", found.pk)
    sure = bool(request.POST.get("sure"))
    if found.edited_by_hand and not sure:
        messages.error(request, BY_HAND)
        return redirect("deck", found.pk)
    try:
        order.order_deck_again(found, wish, sure=sure)
    except NeedsConsent as error:
        return ask_first(request, error, found.title)
    except CurationError as error:
        messages.error(request, str(error))
    return redirect("deck", found.pk)


@login_required
@require_safe
@under_policy(DECK_FILE_POLICY)
def deck_file(request: SignedInRequest, deck_id: int, form: str) -> HttpResponse:
    found = get_object_or_404(Deck.objects.filter(owner=request.user).exclude(outline={}), pk=deck_id)
    try:
        return deck_download(found, form)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("deck", found.pk)


def _deck_list(request: SignedInRequest, form: DeckForm, *, status: int = 200) -> TemplateResponse:
    found = Deck.objects.filter(owner=request.user).select_related("source", "theme", "digest").defer("source__text")
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asks_a_model": asks_a_model(),
        "source": Source.objects.of(request.user).filter(pk=_number(form["source"].value())).first(),
    }
    return TemplateResponse(request, "digests/decks.html", context, status=status)


def _asked_for(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("source", "theme", "digest") if request.GET.get(name, "").isdecimal()}


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 0
