"""Pages to look at: the map of the themes, and their timeline."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from curation.atlas import map_of, said_of, timeline_of
from curation.requests import SignedInRequest

EVENTS_PER_PAGE = 50


@login_required
@require_safe
def theme_map(request: SignedInRequest) -> TemplateResponse:
    return TemplateResponse(request, "curation/map.html", {"map": map_of(request.user)})


@login_required
@require_safe
def timeline(request: SignedInRequest) -> TemplateResponse:
    found = timeline_of(request.user)
    page = Paginator(found.events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    told = [(event, said_of(event)) for event in page]
    return TemplateResponse(request, "curation/timeline.html", {"timeline": found, "page": page, "told": told})
