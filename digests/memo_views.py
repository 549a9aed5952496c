"""A deck of a recording: how far the writing down is, and then the deck."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from curation.requests import SignedInRequest
from digests.memo import go_on, run_of_recording, waits_for_its_words
from digests.models import Deck
from digests.progress import waits_until


@login_required
@require_safe
@never_cache
def deck_memo(request: SignedInRequest, deck_id: int) -> HttpResponse:
    """What htmx asks for again is a part of it; once the words are there, the deck's own page takes over."""
    found = go_on(get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id))
    if not waits_for_its_words(found):
        place = reverse("deck", args=[found.pk])
        return HttpResponseClientRedirect(place) if request.htmx else redirect(place)
    run = run_of_recording(found)
    context = {"deck": found, "run": run, "waits_until": waits_until(run), "upload": found.wanted["upload"]}
    page = "digests/_memo_progress.html" if request.htmx else "digests/deck_memo.html"
    return TemplateResponse(request, page, context)
