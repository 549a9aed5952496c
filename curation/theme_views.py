"""The pages of themes: the list, the desk of one, and the log of what hands did."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curation import editing
from curation.atlas import contributors_of
from curation.bars import chart
from curation.catalogue import VECTORS, edits_of, links_of, themes_with_tallies, weeks_of
from curation.errors import CurationError
from curation.models import Edit, Passage, PassageLink, Source, Theme
from curation.paging import PassagesBySource
from curation.requests import SignedInRequest, back_to
from curation.tallies import given_to, tally_of
from curation.telling import telling
from curation.theme_forms import DeskForm, OtherThemeForm, ThemeNameForm

PER_PAGE = 30
LATEST = 5
# Of a passage, what its theme shows of it.
SHOWN = ("source", "text", "speaker", "start_ms", "placement__by_hand")
VERBS: dict[str, Callable[[Theme, User], Theme]] = {
    "pin": editing.pin_theme,
    "unpin": editing.unpin_theme,
    "hide": editing.hide_theme,
    "show": editing.show_theme,
    "follow": editing.follow_theme,
    "unfollow": editing.unfollow_theme,
}


@login_required
@require_safe
def themes(request: SignedInRequest) -> TemplateResponse:
    found = themes_with_tallies(request.user)
    rows = [(theme, tally, chart(weeks_of(tally))) for theme, tally in found]
    context = {state: [row for row in rows if row[0].state == state] for state in Theme.State.values}
    return TemplateResponse(request, "curation/themes.html", context)


@login_required
@require_safe
def theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = _theme_of(request, theme_id)
    if found.merged_into_id:
        return redirect("theme", found.merged_into_id)
    return _theme_page(request, found)


@login_required
@require_POST
def rename_theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = _theme_of(request, theme_id)
    form = ThemeNameForm(request.POST)
    if not form.is_valid():
        return _theme_page(request, found, name_form=form, status=422)
    try:
        with telling(request, "The machine keeps your name."):
            editing.rename_theme(found, form.cleaned_data["name"], request.user)
    except CurationError as error:
        form.add_error("name", str(error))
        return _theme_page(request, found, name_form=form, status=422)
    return redirect("theme", found.pk)


@login_required
@require_POST
def merge_theme(request: SignedInRequest, theme_id: int) -> HttpResponse:
    found = _theme_of(request, theme_id)
    form = OtherThemeForm(request.POST, owner=request.user, besides=found)
    if not form.is_valid():
        return _theme_page(request, found, merge_form=form, status=422)
    into = form.cleaned_data["theme"]
    try:
        with telling(request):
            editing.merge_themes(found, into, request.user)
    except CurationError as error:
        form.add_error("theme", str(error))
        return _theme_page(request, found, merge_form=form, status=422)
    return redirect("theme", into.pk)


@login_required
@require_POST
def change_theme(request: SignedInRequest, theme_id: int, verb: str) -> HttpResponse:
    found = _theme_of(request, theme_id)
    if verb not in VERBS:
        raise Http404
    _try(request, lambda: VERBS[verb](found, request.user))
    return redirect(back_to(request, reverse("theme", args=[found.pk])))


@login_required
@require_POST
def sort_passages(request: SignedInRequest, theme_id: int) -> HttpResponse:
    """The chosen passages of a theme: to another, to a new one, out, or never again here."""
    found = _theme_of(request, theme_id)
    form = DeskForm(request.POST, owner=request.user, besides=found)
    if not form.is_valid():
        return _theme_page(request, found, desk_form=form, status=422)
    try:
        with telling(request):
            _sort(found, form.cleaned_data, request.user)
    except CurationError as error:
        form.add_error(None, str(error))
        return _theme_page(request, found, desk_form=form, status=422)
    return redirect(back_to(request, reverse("theme", args=[found.pk])))


@login_required
@require_POST
def forget_link(request: SignedInRequest, link_id: int) -> HttpResponse:
    links = PassageLink.objects.filter(owner=request.user).select_related("passage", "other", "theme")
    found = get_object_or_404(links, pk=link_id)
    _try(request, lambda: editing.forget_link(found, request.user))
    return redirect(back_to(request, reverse("themes")))


@login_required
@require_safe
def edits(request: SignedInRequest) -> TemplateResponse:
    return _log_page(request, edits_of(request.user))


@login_required
@require_safe
def theme_edits(request: SignedInRequest, theme_id: int) -> TemplateResponse:
    found = _theme_of(request, theme_id)
    return _log_page(request, edits_of(request.user, found), theme=found)


@login_required
@require_POST
def undo_edit(request: SignedInRequest, edit_id: int) -> HttpResponse:
    found = get_object_or_404(Edit.objects.filter(owner=request.user), pk=edit_id)
    _try(request, lambda: editing.undo(found, request.user))
    return redirect(back_to(request, reverse("edits")))


def _theme_of(request: SignedInRequest, theme_id: int) -> Theme:
    themes = Theme.objects.of(request.user).select_related("split_from")
    themes = themes.defer(*VECTORS, *(f"split_from__{vector}" for vector in VECTORS))
    return get_object_or_404(themes, pk=theme_id)


def _try(request: SignedInRequest, verb: Callable[[], object]) -> None:
    """Where there is no form to say it beside, a refusal is a message."""
    try:
        with telling(request):
            verb()
    except CurationError as error:
        messages.error(request, str(error))


def _sort(theme: Theme, told: dict[str, Any], by: User) -> None:
    passages = list(told["passage"])
    match told["do"]:
        case "move":
            editing.move_passages(passages, told["theme"], by)
        case "split":
            editing.split_theme(theme, passages, told["name"], by)
        case "out":
            editing.move_passages(passages, None, by)
        case "never":
            editing.keep_apart(passages, theme, by)
        case "together":
            editing.keep_together(passages, passages[0], by)
        case "apart":
            editing.keep_apart(passages[1:], passages[0], by)


def _theme_page(request: SignedInRequest, found: Theme, *, status: int = 200, **forms: Any) -> TemplateResponse:
    given = given_to(found.pk)
    passages = Passage.objects.filter(placement__theme=found).select_related("placement").only(*SHOWN)
    passages = passages.prefetch_related(Prefetch("source", Source.objects.named()))
    passages = passages.order_by("-source__met_on", "-source_id", "position")
    others = Theme.objects.of(request.user).alive().exclude(pk=found.pk).values_list("pk", "name")
    context: dict[str, Any] = {
        "theme": found,
        "page": PassagesBySource(passages, given, PER_PAGE).get_page(request.GET.get("page")),
        "others": list(others),
        "chart": chart(weeks_of(tally_of(given))),
        "contributors": contributors_of(given),
        "links": links_of(found),
        "edits": edits_of(request.user, found)[:LATEST],
        "name_form": ThemeNameForm(initial={"name": found.name}),
        "merge_form": OtherThemeForm(owner=request.user, besides=found),
        "desk_form": DeskForm(owner=request.user, besides=found),
        **forms,
    }
    for form in (context["merge_form"], context["desk_form"]):
        form.offer(context["others"])
    return TemplateResponse(request, "curation/theme.html", context, status=status)


def _log_page(request: SignedInRequest, found: QuerySet[Edit], theme: Theme | None = None) -> TemplateResponse:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "curation/edits.html", {"page": page, "theme": theme})
