"""The bar's buttons: a pass ends, help is opened; and the page that asks before help is given in pass 1."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from curation.consent_page import NOT_AGAIN
from curation.kinds import Kind
from curation.models import Source
from curation.reading import passes
from curation.reading.passes.values import percent_of
from curation.requests import SignedInRequest, back_to

_TAKES = {"open": passes.open_help, "read": passes.end_first}
_ENDS = {"1": passes.end_first, "2": passes.end_second, "3": passes.end_third}


@login_required
@require_POST
def end(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Of the pass that the form names; a second click ends no second pass."""
    source = _source_of(request, source_id)
    if ends := _ENDS.get(request.POST.get("pass", "")):
        ends(passes.reading_of(source))
    return redirect(back_to(request, reverse("source", args=[source.pk])))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_help(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = _source_of(request, source_id)
    if request.method == "POST":
        takes = _TAKES.get(request.POST.get("help", "open"), passes.open_help)
        takes(passes.reading_of(source))
        return redirect(back_to(request, reverse("source", args=[source.pk])))
    onward = _onward(request, source)
    return _page(request, source, onward) if passes.is_quiet(passes.seen(source)) else redirect(onward)


def asks_first(request: SignedInRequest, source: Source, *, at_words: bool = False) -> HttpResponse | None:
    """Out: in pass 1, the page that asks before help is given; what was sent is sent again with the answer.

    With `at_words` there is something to help with, also where nothing was read yet. A bare link has no text to be
    read.
    """
    if takes := _TAKES.get(request.POST.get("help", "")):
        takes(passes.reading_of(source))
        return None
    quiet = source.kind != Kind.LINK and passes.is_quiet(passes.seen(source))
    return _page(request, source, request.get_full_path(), at_words=at_words) if quiet else None


def _page(request: SignedInRequest, source: Source, onward: str, *, at_words: bool = False) -> HttpResponse:
    """Beside the text, only what it asks."""
    sent = request.method == "POST"
    said = [(name, one) for name, told in request.POST.lists() for one in told if name not in NOT_AGAIN]
    furthest = passes.found_again(passes.seen(source)).furthest
    context = {
        "source": source,
        "furthest": furthest,
        "may_open": at_words or furthest > 0,
        "percent": percent_of(furthest, source),
        "action": request.path if sent else reverse("open-help", args=[source.pk]),
        "said": said if sent else [("back", onward)],
    }
    name = "reading/_pass_one.html" if request.htmx else "reading/pass_one.html"
    return TemplateResponse(request, name, context, status=422 if sent else 200)


def _onward(request: SignedInRequest, source: Source) -> str:
    wanted = request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if fits else reverse("source", args=[source.pk])


def _source_of(request: SignedInRequest, source_id: int) -> Source:
    return get_object_or_404(Source.objects.of(request.user).select_related("reading"), pk=source_id)
