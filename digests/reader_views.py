"""Who gets the newsletter, as its curator sees it: a list to search, add to, take in and take out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from curation.checking import plain
from curation.errors import CurationError
from curation.requests import SignedInRequest
from digests import newsletter
from digests.access import staff_only
from digests.issue_forms import ImportForm, ReaderForm
from digests.models import Subscriber
from digests.readers import as_csv, readers_of, series_of

PER_PAGE = 50


@login_required
@require_safe
def subscribers(request: SignedInRequest) -> TemplateResponse:
    return _list(request)


@login_required
@require_POST
def add_subscriber(request: SignedInRequest) -> HttpResponse:
    form = ReaderForm(request.POST, offered=series_of(request.user), auto_id="add-%s")
    if not form.is_valid():
        return _list(request, adding=form)
    told = form.cleaned_data
    try:
        newsletter.add_by_hand(request.user, list(told["series"]), told["address"], told["consent"])
    except CurationError as error:
        form.add_error(None, str(error))
        return _list(request, adding=form)
    messages.success(request, f"{told['address'].strip()} gets it from the next issue on.")
    return redirect("subscribers")


@login_required
@require_POST
def import_subscribers(request: SignedInRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES, offered=series_of(request.user), auto_id="import-%s")
    if not form.is_valid():
        return _list(request, importing=form)
    told = form.cleaned_data
    try:
        report = newsletter.import_csv(request.user, list(told["series"]), told["file"].read(), told["consent"])
    except CurationError as error:
        form.add_error(None, str(error))
        return _list(request, importing=form)
    return TemplateResponse(request, "digests/newsletter/imported.html", {"report": report})


@login_required
@require_safe
def export_subscribers(request: SignedInRequest) -> HttpResponse:
    answer = HttpResponse(as_csv(_asked_for(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="subscribers.csv"'
    return answer


@staff_only
@require_POST
def block_address(request: SignedInRequest) -> HttpResponse:
    """For the whole installation: an address, or all of a domain."""
    named = request.POST.get("address", "")
    try:
        blocked = newsletter.block(named, request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Nothing is sent to {blocked.address} any more.")
    return redirect("subscribers")


def _asked_for(request: SignedInRequest) -> Any:
    query = plain(request.GET.get("q", ""))[:200].strip()
    return readers_of(request.user, query, request.GET.get("state", ""))


def _list(
    request: SignedInRequest, *, adding: ReaderForm | None = None, importing: ImportForm | None = None
) -> TemplateResponse:
    offered = series_of(request.user)
    context = {
        "page": Paginator(_asked_for(request), PER_PAGE).get_page(request.GET.get("page")),
        "q": plain(request.GET.get("q", ""))[:200],
        "state": request.GET.get("state", ""),
        "states": Subscriber.State.choices,
        "offered": offered,
        "adding": adding or ReaderForm(offered=offered, auto_id="add-%s"),
        "importing": importing or ImportForm(offered=offered, auto_id="import-%s"),
    }
    wrong = adding is not None or importing is not None
    return TemplateResponse(request, "digests/newsletter/subscribers.html", context, status=422 if wrong else 200)
