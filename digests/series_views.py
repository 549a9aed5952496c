"""Series as pages: all of them, one to make or change, and the digests that a person picks sources for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent, NothingToDo
from curation.ledger import Estimate
from curation.models import Source, Theme
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model
from digests import order, series
from digests.due import expected_cost
from digests.models import Digest, Series
from digests.periods import latest_week
from digests.picking import MOST_PICKS, pick, pick_also, unpick
from digests.scope import scope_within
from digests.series_data import rows_of
from digests.series_forms import LeftForm, PickForm, SeriesForm

DONE = {
    "pause": (series.pause, "Paused. Nothing is made until you resume it."),
    "resume": (series.resume, "Resumed."),
    "remove": (series.remove, "Taken away. The digests it made stay, and those that were published keep their feed."),
}


@login_required
@require_safe
def series_list(request: SignedInRequest) -> TemplateResponse:
    context = {
        "rows": rows_of(Series.objects.of(request.user)),
        "to_approve": Digest.objects.of(request.user).to_approve().count(),
    }
    return TemplateResponse(request, "digests/series.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_series(request: SignedInRequest) -> HttpResponse:
    form = SeriesForm(request.POST or None, owner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = series.start_series(request.user, form.wanted)
        except CurationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{made}” is there.")
            return redirect("series-list")
    return _form_page(request, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_series(request: SignedInRequest, series_id: int) -> HttpResponse:
    found = get_object_or_404(Series.objects.of(request.user), pk=series_id)
    form = SeriesForm(request.POST or None, owner=request.user, series=found)
    if request.method == "POST" and form.is_valid():
        try:
            series.change_series(found, form.wanted)
        except CurationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Changed. What is made from now on is made like this.")
            return redirect("series-list")
    return _form_page(request, form, found)


@login_required
@require_POST
def change_series(request: SignedInRequest, series_id: int, verb: str) -> HttpResponse:
    found = get_object_or_404(Series.objects.of(request.user), pk=series_id)
    change, said = DONE[verb]
    change(found)
    messages.success(request, f"“{found.name}”: {said}")
    return redirect("series-list")


@login_required
@require_POST
def make_series_now(request: SignedInRequest, series_id: int) -> HttpResponse:
    found = get_object_or_404(Series.objects.of(request.user), pk=series_id)
    try:
        made = series.make_now(found, wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, f"Make “{found.name}” now")
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("series-list")
    return redirect("digest", made.pk)


@login_required
@require_POST
def write_anew(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """All of a draft of a series or of picks, as these are now."""
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    try:
        order.order_anew(found, wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.title)
    except CurationError as error:
        messages.error(request, str(error))
    return redirect("digest", found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pick_sources(request: SignedInRequest) -> HttpResponse:
    """Named by id, as `sources`, or all that a `theme` has: asked once more, with a title, and composed."""
    if request.method != "POST":
        offered = _offered(request)
        return _pick_page(request, PickForm(owner=request.user, offered=offered), offered)
    form = PickForm(request.POST, owner=request.user, offered=_shown(request))
    if not form.is_valid():
        return _pick_page(request, form, _ids(request.POST))
    try:
        made = _picked(request, form)
    except NeedsConsent as error:
        return ask_first(request, error, form.cleaned_data["title"] or str(form.cleaned_data["digest"]))
    except CurationError as error:
        form.add_error(None, str(error))
        return _pick_page(request, form, _ids(request.POST))
    return redirect("digest", made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def picks(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """What a digest is made of that a person picked sources for; whatever loses its tick is taken out."""
    found = get_object_or_404(Digest.objects.of(request.user).filter(picked=True), pk=digest_id)
    if request.method != "POST":
        offered = list(found.picks.values_list("pk", flat=True))
        return _picks_page(request, found, LeftForm(owner=request.user, offered=offered), offered)
    ticked = _ids(request.POST)
    form = LeftForm(request.POST, owner=request.user, offered=_shown(request))
    if not form.is_valid():
        return _picks_page(request, found, form, ticked)
    unticked = set(_shown(request)) - set(ticked)
    try:
        if unticked:
            unpick(found, unticked, wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.title)
    except CurationError as error:
        form.add_error(None, str(error))
        return _picks_page(request, found, form, ticked)
    return redirect("digest", found.pk)


def _picked(request: SignedInRequest, form: PickForm) -> Digest:
    said, wish = form.cleaned_data, wish_of(request)
    ids = [source.pk for source in said["sources"]]
    if said["digest"]:
        return pick_also(said["digest"], ids, wish)
    return pick(request.user, said["title"], ids, wish)


def _form_page(request: SignedInRequest, form: SeriesForm, found: Series | None) -> TemplateResponse:
    context = {
        "form": form,
        "series": found,
        "asks_a_model": asks_a_model(),
        "estimate": _estimate(request, found) if asks_a_model() else None,
    }
    return TemplateResponse(request, "digests/series_form.html", context, status=422 if form.errors else 200)


def _estimate(request: SignedInRequest, found: Series | None) -> Estimate | None:
    """Of the latest week, which says as much as can be known of the next."""
    try:
        return expected_cost(scope_within(found, request.user, *latest_week(request.user)))
    except NothingToDo:
        return None


def _pick_page(request: SignedInRequest, form: PickForm, ticked: list[int]) -> TemplateResponse:
    context = _picks_of(form, ticked) | {"most": MOST_PICKS}
    return TemplateResponse(request, "digests/series_pick.html", context, status=422 if form.errors else 200)


def _picks_page(request: SignedInRequest, found: Digest, form: LeftForm, ticked: list[int]) -> TemplateResponse:
    context = _picks_of(form, ticked) | {"digest": found, "more": found.picks.count() > MOST_PICKS}
    return TemplateResponse(request, "digests/series_picks.html", context, status=422 if form.errors else 200)


def _picks_of(form: PickForm | LeftForm, ticked: list[int]) -> dict[str, Any]:
    sources = form.fields["sources"].queryset  # type: ignore[attr-defined]
    return {"form": form, "sources": sources, "ticked": ticked, "asks_a_model": asks_a_model()}


def _offered(request: SignedInRequest) -> list[int]:
    """What is not the owner's is passed over, here and by the form."""
    theme = Theme.objects.of(request.user).filter(pk__in=_ids(request.GET, "theme")).first()
    if theme is None:
        return _ids(request.GET)
    told = Source.objects.of(request.user).kept().filter(passages__placement__theme=theme).distinct()
    return list(told.values_list("pk", flat=True)[:MOST_PICKS])


def _shown(request: SignedInRequest) -> list[int]:
    """What the form had a tick for, so that what lost its tick is not lost from sight."""
    return list(dict.fromkeys([*_ids(request.POST, "offered"), *_ids(request.POST)]))


def _ids(said: QueryDict, name: str = "sources") -> list[int]:
    return [int(one) for one in said.getlist(name) if one.isascii() and one.isdigit() and len(one) < 18]
