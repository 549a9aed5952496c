"""The page on which a reader sees what language models cost."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from curation.chat import get_models
from curation.ledger.data import calls_of, ledger_data
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model

PER_PAGE = 30


@login_required
@require_safe
def costs(request: SignedInRequest) -> TemplateResponse:
    context = {
        "ledger": ledger_data(request.user),
        "page": Paginator(calls_of(request.user), PER_PAGE).get_page(request.GET.get("page")),
        "asks_a_model": asks_a_model(),
        "models": sorted({*get_models().values()}),
    }
    return TemplateResponse(request, "curation/costs.html", context)
