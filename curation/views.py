"""The library's pages: sources, themes, and the door."""

from csp.constants import NONE
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.paginator import Paginator
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
from curation.atlas import contribution_of, contributors_of
from curation.bars import chart
from curation.catalogue import standings, themes_with_counts, ties_of, weeks_by_theme
from curation.errors import CurationError
from curation.forms import LibraryFilter, OtherThemeForm, ThemeNameForm
from curation.layout import lay_out
from curation.models import Likeness, Passage, Run, Source, Theme, Transcript
from curation.playing import play, said_in
from curation.requests import SignedInRequest, back_to, under_policy
from curation.suspicion import suspicions

PER_PAGE = 30


@login_required
@require_safe
def library(request: SignedInRequest) -> TemplateResponse:
    form = LibraryFilter(request.GET, owner=request.user)
    sources = form.narrow(Source.objects.of(request.user).without_the_same())
    counts = standings(sources)
    standing = request.GET.get("standing", Source.Standing.KEPT)
    if standing in Source.Standing.values:
        sources = sources.filter(standing=standing)
    page = Paginator(sources, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "counts": counts, "standing": standing}
    return TemplateResponse(request, "curation/library.html", context)


@login_required
@require_safe
def source(request: SignedInRequest, source_id: int) -> TemplateResponse:
    sources = Source.objects.of(request.user).select_related("transcript", "explanation", "opinion")
    found = get_object_or_404(sources.defer("explanation__content"), pk=source_id)
    transcript = getattr(found, "transcript", None)
    passages = list(found.passages.defer("vector", "words"))
    chapters = list(found.chapters.all())
    said = said_in(found.text, transcript, passages)
    context = {
        "source": found,
        "transcript": transcript,
        "fetching": _fetching(found, transcript),
        "parts": lay_out(found.text, passages, chapters, quote=request.GET.get("q", ""), said=said),
        "chapters_by_machine": any(chapter.by_machine for chapter in chapters),
        "contribution": contribution_of(found),
        "passage_count": len(passages),
        "uploads": found.uploads.only("name"),
        "suspicions": suspicions(found.title, found.author, found.text),
    }
    return TemplateResponse(request, "curation/source.html", context | ties_of(found))


def _fetching(found: Source, transcript: Transcript | None) -> Run | None:
    """The last attempt to get a recording that lies elsewhere."""
    if not transcript or transcript.audio or not transcript.audio_url:
        return None
    return Run.objects.filter(owner=found.owner_id, kind=Run.Kind.RECORDING, subject=found.pk).first()


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
    editing.drop(found, request.user)
    messages.success(request, f"Dropped “{found.label}”. It stays in the library, under Filtered.")
    return redirect(back_to(request, reverse("source", args=[found.pk])))


@login_required
@require_POST
def restore_source(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    editing.restore(found, request.user)
    messages.success(request, f"Restored “{found.label}”. Your decision stands from now on.")
    return redirect(back_to(request, reverse("source", args=[found.pk])))


@login_required
@require_POST
def part_sources(request: SignedInRequest, likeness_id: int) -> HttpResponse:
    found = get_object_or_404(
        Likeness.objects.select_related("source", "of"), pk=likeness_id, source__owner=request.user
    )
    editing.part(found, request.user)
    messages.success(request, f"“{found.source.label}” and “{found.of.label}” are two things from now on.")
    return redirect(back_to(request, reverse("source", args=[found.source_id])))


@login_required
@require_safe
def themes(request: SignedInRequest) -> TemplateResponse:
    found = list(themes_with_counts(request.user))
    weeks = weeks_by_theme(found)
    rows = [(theme, chart(weeks[theme.pk])) for theme in found]
    context = {
        "alive": [row for row in rows if row[0].state == Theme.State.ALIVE],
        "faded": [row for row in rows if row[0].state == Theme.State.FADED],
    }
    return TemplateResponse(request, "curation/themes.html", context)


@login_required
@require_safe
def theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = get_object_or_404(Theme.objects.of(request.user).select_related("merged_into"), pk=theme_id)
    if found.merged_into:
        return redirect("theme", found.merged_into.pk)
    return _theme_page(request, found)


@login_required
@require_POST
def rename_theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = get_object_or_404(Theme.objects.of(request.user), pk=theme_id)
    form = ThemeNameForm(request.POST)
    if not form.is_valid():
        return _theme_page(request, found, name_form=form, status=422)
    try:
        editing.rename_theme(found, form.cleaned_data["name"], request.user)
    except CurationError as error:
        form.add_error("name", str(error))
        return _theme_page(request, found, name_form=form, status=422)
    messages.success(request, "Renamed. The machine will keep your name.")
    return redirect("theme", found.pk)


@login_required
@require_POST
def merge_theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = get_object_or_404(Theme.objects.of(request.user), pk=theme_id)
    form = OtherThemeForm(request.POST, owner=request.user, besides=found)
    if not form.is_valid():
        return _theme_page(request, found, merge_form=form, status=422)
    into = form.cleaned_data["theme"]
    try:
        editing.merge_themes(found, into, request.user)
    except CurationError as error:
        form.add_error("theme", str(error))
        return _theme_page(request, found, merge_form=form, status=422)
    messages.success(request, f"“{found.name}” is now part of “{into.name}”.")
    return redirect("theme", into.pk)


@login_required
@require_POST
def move_passage(request: SignedInRequest, passage_id: int) -> HttpResponse:
    passage = get_object_or_404(Passage.objects.of(request.user).select_related("placement__theme"), pk=passage_id)
    form = OtherThemeForm(request.POST, owner=request.user)
    if not form.is_valid():
        messages.error(request, "That theme is not there any more, so the passage stays where it is.")
        return redirect(back_to(request, reverse("themes")))
    into = form.cleaned_data["theme"]
    editing.move_passage(passage, into, request.user)
    messages.success(request, f"Moved to “{into.name}”. It stays there whatever is regrouped.")
    return redirect(back_to(request, reverse("theme", args=[into.pk])))


def _theme_page(
    request: SignedInRequest,
    found: Theme,
    *,
    name_form: ThemeNameForm | None = None,
    merge_form: OtherThemeForm | None = None,
    status: int = 200,
) -> TemplateResponse:
    passages = Passage.objects.filter(placement__theme=found).select_related("source", "placement")
    passages = passages.defer("vector", "words", "source__text").order_by("-source__met_on", "source", "position")
    context = {
        "theme": found,
        "page": Paginator(passages, PER_PAGE).get_page(request.GET.get("page")),
        "others": list(Theme.objects.of(request.user).alive().exclude(pk=found.pk)),
        "chart": chart(weeks_by_theme([found])[found.pk]),
        "contributors": contributors_of(found),
        "name_form": name_form or ThemeNameForm(initial={"name": found.name}),
        "merge_form": merge_form or OtherThemeForm(owner=request.user, besides=found),
    }
    return TemplateResponse(request, "curation/theme.html", context, status=status)


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
