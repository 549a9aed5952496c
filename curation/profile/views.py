"""A reader's profile: to see, to change, and to look at every change before it is kept."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation import interests
from curation.errors import ChangedMeanwhile, CurationError, NothingToDo
from curation.models import ProfileChange
from curation.profile import changing
from curation.profile.forms import OfferForm, ProfileForm
from curation.profile.offering import offered
from curation.profile.showing import STAYS, differences
from curation.profile.told import ProfileTold, profile_of
from curation.requests import SignedInRequest

PER_PAGE = 10
LONGEST_ID = 18


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    now = profile_of(request.user)
    if request.method != "POST":
        return _page(request, now, ProfileForm(initial=_begun(request, now)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, now, form, status=422)
    try:
        change = changing.propose(request.user, form.told_fields(), seen=form.cleaned_data["version"])
    except NothingToDo as error:
        messages.info(request, str(error))
        return redirect("profile")
    except CurationError as error:
        form.add_error(None, str(error))
        return _page(request, now, form, status=422)
    return redirect("profile-change", change.pk)


@login_required
@require_safe
def change(request: SignedInRequest, change_id: int) -> HttpResponse:
    """What a change does, word by word; of one that was kept, what it did."""
    found = _change_of(request, change_id)
    context = {
        "change": found,
        "differences": differences(found.before, found.after),
        "stays": STAYS,
        "late": found.kept_at is None and found.version != profile_of(request.user).version,
    }
    return TemplateResponse(request, "curation/profile_change.html", context)


@login_required
@require_POST
def keep(request: SignedInRequest, change_id: int) -> HttpResponse:
    found = _change_of(request, change_id)
    try:
        changing.keep(found)
    except ChangedMeanwhile as error:
        return _shown_anew(request, found, str(error))
    messages.success(request, "Kept. It shapes what is written from now on.")
    return redirect("profile")


@login_required
@require_POST
def put_back(request: SignedInRequest, change_id: int) -> HttpResponse:
    found = _change_of(request, change_id)
    try:
        return redirect("profile-change", changing.put_back(found).pk)
    except NothingToDo as error:
        messages.info(request, str(error))
        return redirect("profile")


@login_required
@require_POST
def take_interest(request: SignedInRequest) -> HttpResponse:
    """One of the phrases that were offered, by the reader's own hand."""
    form = OfferForm(request.POST)
    if form.is_valid():
        try:
            interests.add(request.user, form.cleaned_data["phrase"])
        except CurationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Added to your interests. What no hand decided is being judged anew.")
    return redirect("profile")


def _shown_anew(request: SignedInRequest, late: ProfileChange, why: str) -> HttpResponse:
    try:
        again = changing.shown_anew(late)
    except NothingToDo:
        messages.info(request, "Your profile says that already; it was changed on another page.")
        return redirect("profile")
    messages.warning(request, why)
    return redirect("profile-change", again.pk)


def _change_of(request: SignedInRequest, change_id: int) -> ProfileChange:
    changes = ProfileChange.objects.filter(owner=request.user).select_related("owner")
    return get_object_or_404(changes, pk=change_id)


def _begun(request: SignedInRequest, now: ProfileTold) -> dict[str, str | int]:
    """Who goes back from a change finds the words that they wrote, and the version that they wrote them beside."""
    asked = request.GET.get("change", "")
    shown = ProfileChange.objects.filter(owner=request.user, kept_at=None)
    begun = shown.filter(pk=asked).first() if asked.isdecimal() and len(asked) < LONGEST_ID else None
    return {**now.fields, **(begun.after if begun else {}), "version": begun.version if begun else now.version}


def _page(request: SignedInRequest, now: ProfileTold, form: ProfileForm, *, status: int = 200) -> TemplateResponse:
    history = Paginator(changing.history_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    known = [wish.phrase for wish in interests.wishes_of(request.user)]
    context = {
        "form": form,
        "told": now,
        "page": history,
        "rows": [(one, differences(one.before, one.after)) for one in history],
        "offered": offered(now.after, known),
    }
    return TemplateResponse(request, "curation/profile.html", context, status=status)
