"""What a reader is after, and what was filtered: to see, to try, to change, to contest."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation import embedding, interests
from curation.catalogue import saying
from curation.errors import CurationError
from curation.filtering import filtered_of, groups_of, on_ground
from curation.interest_forms import (
    AppealForm,
    ExampleForm,
    FilteredFilter,
    WishForm,
    WishFormSet,
    filled,
    rows_in,
    wishes_in,
)
from curation.interests.learned import by_example, by_phrase, examples_of
from curation.interests.trials import Trial, try_out
from curation.models import Appeal, Example, Run, Source
from curation.requests import SignedInRequest, back_to

PER_PAGE = 30
ODD = "This list could not be read; reload the page and try again."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, filled(interests.wishes_of(request.user)))
    forms = WishFormSet(request.POST)
    if not forms.is_valid():
        return _page(request, forms, error=_first_error(forms), status=422)
    try:
        interests.wish_for(request.user, wishes_in(forms), seen=rows_in(forms))
    except CurationError as error:
        return _page(request, forms, error=str(error), status=422)
    messages.success(request, "Saved. What no hand decided is being judged anew.")
    return redirect("interests")


@login_required
@require_POST
def try_wishes(request: SignedInRequest) -> TemplateResponse:
    """What would this change? Within the page, or, without scripts, as the page."""
    forms = WishFormSet(request.POST)
    trial, error = _tried(request, forms)
    status = 422 if error else 200
    if not request.htmx:
        return _page(request, forms, trial=trial, error=error, status=status)
    return TemplateResponse(request, "curation/_trial.html", {"trial": trial, "error": error})


@login_required
@require_POST
def default_wishes(request: SignedInRequest) -> HttpResponse:
    interests.back_to_defaults(request.user)
    messages.success(request, "Back to the defaults. What no hand decided is being judged anew.")
    return redirect("interests")


@login_required
@require_safe
def filtered(request: SignedInRequest) -> TemplateResponse:
    form = FilteredFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    sources = filtered_of(request.user).like(wanted.get("kind"), None)
    if wanted.get("q"):
        sources = saying(sources, wanted["q"])
    groups = groups_of(sources)
    ground = wanted.get("reason", "")
    shown = on_ground(sources, ground) if ground else sources
    page = Paginator(shown.select_related("example"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "groups": groups, "ground": ground}
    context["count"] = sum(group.count for group in groups)
    return TemplateResponse(request, "curation/filtered.html", context)


@login_required
@require_POST
def example(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    form = ExampleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say whether you want more or less like it.")
    elif form.cleaned_data["wanted"] == "none":
        interests.unwant(found, request.user)
        messages.success(request, f"“{found.label}” is no example any more.")
    else:
        wanted = Example.Wanted(form.cleaned_data["wanted"])
        interests.want(found, wanted, request.user)
        messages.success(request, f"{wanted.label}: noted. What no hand decided is being judged anew.")
    return redirect(back_to(request, reverse("source", args=[found.pk])))


@login_required
@require_POST
def appeal(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    form = AppealForm(request.POST)
    try:
        interests.appeal(found, form.cleaned_data["note"] if form.is_valid() else "", request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{found.label}” is kept, because you appealed; what is like it is judged anew.")
    return redirect(back_to(request, reverse("source", args=[found.pk])))


def _tried(request: SignedInRequest, forms: BaseFormSet[WishForm]) -> tuple[Trial | None, str]:
    if not forms.is_valid():
        return None, _first_error(forms)
    try:
        return try_out(request.user, wishes_in(forms), embedding.get_embedder()), ""
    except CurationError as error:
        return None, str(error)


def _first_error(forms: BaseFormSet[WishForm]) -> str:
    told = [text for form in forms.forms for texts in form.errors.values() for text in texts]
    return str(next(iter(told), ODD))


def _page(
    request: SignedInRequest,
    forms: BaseFormSet[WishForm],
    *,
    trial: Trial | None = None,
    error: str = "",
    status: int = 200,
) -> TemplateResponse:
    owner = request.user
    context = {
        "forms": forms,
        "trial": trial,
        "error": error,
        "is_default": all(wish.pk is None for wish in interests.wishes_of(owner)),
        "examples": list(examples_of(owner)),
        "appeals": Appeal.objects.filter(source__owner=owner).select_related("source"),
        "by_phrase": by_phrase(owner),
        "by_example": by_example(owner),
        "judging": Run.objects.open().filter(owner=owner, kind=Run.Kind.JUDGE).exists(),
    }
    return TemplateResponse(request, "curation/interests.html", context, status=status)
