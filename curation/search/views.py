"""The page of the library's search, and the searches that are kept."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from curation import embedding
from curation.errors import CurationError, Refused
from curation.models import LONGEST_QUERY, SavedSearch
from curation.requests import SignedInRequest
from curation.search.hits import FoundPage, find
from curation.search.query import Filter, Query, parse
from curation.search.saved import LONGEST_NAME, looked, rename, save, with_news


@dataclass(frozen=True)
class Chip:
    """A filter of the query, and the query without it."""

    filter: Filter
    without: str


@login_required
@require_safe
def search_library(request: SignedInRequest) -> TemplateResponse:
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    context: dict[str, object] = {"typed": typed, "longest": LONGEST_QUERY, "longest_name": LONGEST_NAME}
    try:
        query = parse(typed)
        context |= {"query": query, "chips": _chips(query), "page": _found(request, query) if typed.strip() else None}
    except CurationError as error:
        context |= {"refused": str(error)}
    # What is new is counted for whoever looks at the list, not for each search.
    mine = SavedSearch.objects.of(request.user)
    context["saved"] = [(one, 0) for one in mine] if context.get("page") else with_news(request.user)
    return TemplateResponse(request, "search/search.html", context, status=422 if "refused" in context else 200)


@login_required
@require_POST
def save_search(request: SignedInRequest) -> HttpResponse:
    query = request.POST.get("q", "")[:LONGEST_QUERY]
    try:
        save(request.user, query, request.POST.get("name", ""))
    except Refused as error:
        context = {"typed": query, "refused": str(error), "longest": LONGEST_QUERY, "longest_name": LONGEST_NAME}
        return TemplateResponse(request, "search/search.html", context, status=422)
    return redirect(f"{reverse('search')}?{urlencode({'q': query})}")


@login_required
@require_POST
def change_search(request: SignedInRequest, saved_id: int) -> HttpResponse:
    """Renamed, or with `delete` deleted."""
    saved = get_object_or_404(SavedSearch.objects.of(request.user).select_related("owner"), pk=saved_id)
    if "delete" in request.POST:
        saved.delete()
        return redirect("search")
    try:
        rename(saved, request.POST.get("name", ""))
    except Refused as error:
        context = {"typed": saved.query, "refused": str(error), "longest": LONGEST_QUERY, "longest_name": LONGEST_NAME}
        return TemplateResponse(request, "search/search.html", context, status=422)
    return redirect(f"{reverse('search')}?{urlencode({'q': saved.query})}")


def _found(request: SignedInRequest, query: Query) -> FoundPage:
    number = request.GET.get("page", "1")
    page = find(request.user, query, embedding.get_embedder(), page=int(number[:4]) if number.isdecimal() else 1)
    looked(request.user, str(query))
    return page


def _chips(query: Query) -> list[Chip]:
    return [Chip(one, str(query.without(one))) for one in query.filters]
