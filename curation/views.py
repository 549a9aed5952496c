"""The library's pages: sources, and the door."""

from csp.constants import NONE
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect
from sesame.utils import get_user

from curation import editing
from curation.forms import LibraryFilter
from curation.models import Likeness, Source, Transcript
from curation.playing import play
from curation.requests import SignedInRequest, back_to, under_policy
from curation.telling import telling

PER_PAGE = 30
# Of a source, what its row in a list shows.
LISTED = (
    *("kind", "title", "author", "handle", "site", "url", "met_on", "text", "via", "place", "tags"),
    *("standing", "standing_by_hand", "signal_reason", "example__wanted"),
)


@login_required
@require_safe
def library(request: SignedInRequest) -> TemplateResponse:
    form = LibraryFilter(request.GET, owner=request.user)
    standing = request.GET.get("standing", Source.Standing.KEPT)
    found = form.found(Source.objects.of(request.user).without_the_same(), standing)
    pages = Paginator(found.ids, PER_PAGE)
    # Counted already.
    vars(pages)["count"] = found.counts.get(standing, found.counts["all"])
    page: Page = pages.get_page(request.GET.get("page"))
    rows = Source.objects.of(request.user).filter(pk__in=page.object_list).select_related("example").only(*LISTED)
    page.object_list = list(rows)
    context = {"form": form, "page": page, "counts": found.counts, "standing": standing}
    return TemplateResponse(request, "curation/library.html", context)


@login_required
@require_safe
@under_policy({"default-src": [NONE], "sandbox": [True]})
def audio(request: SignedInRequest, source_id: int) -> HttpResponseBase:
    """The sound beside a source, in the stretches that a player asks for."""
    return play(request, get_object_or_404(Transcript.objects.filter(source__owner=request.user), source=source_id))


@login_required
@require_POST
def drop_source(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    with telling(request, "It stays in the library, under Filtered. What is like it is judged anew."):
        editing.drop(found, request.user)
    return redirect(back_to(request, reverse("source", args=[found.pk])))


@login_required
@require_POST
def restore_source(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    with telling(request, "Your decision stands from now on. What is like it is judged anew."):
        editing.restore(found, request.user)
    return redirect(back_to(request, reverse("source", args=[found.pk])))


@login_required
@require_POST
def part_sources(request: SignedInRequest, likeness_id: int) -> HttpResponse:
    found = get_object_or_404(
        Likeness.objects.select_related("source", "of"), pk=likeness_id, source__owner=request.user
    )
    with telling(request, "They are two things from now on."):
        editing.part(found, request.user)
    return redirect(back_to(request, reverse("source", args=[found.source_id])))


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """By one-time link (`?sesame=`) or by name and password."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("sign-in"))
    if "sesame" in request.GET:
        return _sign_in_by_link(request)
    if request.user.is_authenticated:
        return redirect(_onward(request))
    form = AuthenticationForm(request, data=request.POST or None)
    if form.is_valid():
        login(request, form.get_user())
        return redirect(_onward(request))
    return _sign_in_page(request, form, status=422 if form.is_bound else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "You are signed out.")
    return redirect("sign-in")


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is told: the address is open."""
    return HttpResponse("ok\n", content_type="text/plain")


def _sign_in_by_link(request: HttpRequest) -> HttpResponse:
    user = get_user(request, update_last_login=False)
    if not isinstance(user, User):
        return _sign_in_page(request, AuthenticationForm(request), spent=True, status=422)
    login(request, user, backend="sesame.backends.ModelBackend")
    return redirect(_onward(request))


def _sign_in_page(
    request: HttpRequest, form: AuthenticationForm, *, spent: bool = False, status: int = 200
) -> TemplateResponse:
    context = {"form": form, "spent": spent, "next": request.GET.get("next", "")}
    return TemplateResponse(request, "curation/sign_in.html", context, status=status)


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("home")
