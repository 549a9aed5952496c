"""Words that a reader selects: explained, simplified or translated beside the text, or on a page of their own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Source
from curation.reading import selecting, tasks
from curation.reading.background import do_here, is_under_way
from curation.reading.models import Selection
from curation.reading.passes.views import asks_first
from curation.reading.remembering import language_of, remembering
from curation.reading.selecting import Selected
from curation.reading.told_words import lay_out_words
from curation.requests import SignedInRequest
from curation.writing.selected import LANGUAGES


@login_required
@require_POST
def select(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.of(request.user).select_related("owner", "reading"), pk=source_id)
    if asked := asks_first(request, source):
        return asked
    selected = _selected(request)
    if selected.wanted == "translate" and not selected.language:
        return _page(request, {"source": source, "asks_language": True, "said": _said(request)}, status=422)
    try:
        found = selecting.select(source, selected, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, selected.quote)
    except CurationError as error:
        return _page(request, {"source": source, "wrong": str(error)}, status=422)
    if run := selecting.run_of(found):
        do_here(run, tasks.tell_of_words)
    return remembering(_told(request, found) if request.htmx else redirect("selection", found.pk), request)


@login_required
@require_safe
@never_cache
def selection(request: SignedInRequest, selection_id: int) -> HttpResponse:
    """What htmx asks for again while it is being made: 204 where there is nothing to add."""
    found = get_object_or_404(Selection.objects.of(request.user).select_related("source", "owner"), pk=selection_id)
    if request.htmx and is_under_way(selecting.run_of(found)):
        return HttpResponse(status=204)
    return _told(request, found)


def _selected(request: SignedInRequest) -> Selected:
    start = request.POST.get("start", "")
    return Selected(
        quote=request.POST.get("quote", ""),
        wanted=request.POST.get("wanted", ""),
        start=int(start) if start.isdecimal() and len(start) < 10 else None,
        language=language_of(request),
    )


def _told(request: SignedInRequest, found: Selection) -> TemplateResponse:
    run = selecting.run_of(found)
    told = {"selection": found, "source": found.source, "run": run, "waits": is_under_way(run)}
    return _page(request, told | {"shown": lay_out_words(found), "language": LANGUAGES.get(found.language, "")})


def _page(request: SignedInRequest, context: dict[str, object], *, status: int = 200) -> TemplateResponse:
    """Beside the text, only what is told; htmx swaps no answer but a good one."""
    name = "reading/_selected.html" if request.htmx else "reading/selected.html"
    context |= {"languages": LANGUAGES}
    return TemplateResponse(request, name, context, status=200 if request.htmx else status)


def _said(request: SignedInRequest) -> list[tuple[str, str]]:
    return [(name, request.POST.get(name, "")) for name in ("start", "end", "quote", "wanted")]
