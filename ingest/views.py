"""Handing something over, and seeing what becomes of it."""

from collections.abc import Callable
from functools import partial

from csp.constants import NONE
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.catalogue import standings
from curation.errors import CurationError
from curation.models import Run, RunQuerySet
from curation.pieces import InPieces
from curation.requests import SignedInRequest, besides_policy, under_policy
from curation.spoken import promise_deck
from ingest import receive
from ingest.arrival import sized
from ingest.forms import AddressForm, FilesForm, TextForm
from ingest.models import OF_UPLOADS, Upload
from ingest.readers import taken
from ingest.receive import Received
from ingest.report import Report
from ingest.transcribe import holds_sound

PER_PAGE = 30
RUNS_SHOWN = 12

Way = Callable[[SignedInRequest, forms.Form], list[Received]]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@besides_policy({"media-src": ["blob:"]})
def add(request: SignedInRequest) -> HttpResponse:
    way = request.POST.get("way", "")
    if request.method != "POST" or way not in WAYS:
        return _add_page(request, {}, status=422 if request.method == "POST" else 200)
    form_class, hand_over = WAYS[way]
    form = form_class(request.POST, request.FILES)
    received = hand_over(request, form) if form.is_valid() else []
    _say(request, received)
    decks = [_deck_of(request, one) for one in received if form.cleaned_data.get("deck") and holds_sound(one.upload)]
    if form.errors:
        return _add_page(request, {way: form}, status=422)
    return redirect(decks[0] if len(decks) == 1 else "activity")


@login_required
@require_safe
def activity(request: SignedInRequest) -> TemplateResponse:
    return TemplateResponse(request, "ingest/activity.html", _work(request))


@login_required
@require_safe
@never_cache
def work(request: SignedInRequest) -> TemplateResponse:
    """What htmx asks for again while something is open; the answer carries no trigger once nothing is."""
    return TemplateResponse(request, "ingest/_work.html", _work(request))


@login_required
@require_POST
def retry_upload(request: SignedInRequest, upload_id: int) -> HttpResponse:
    upload = get_object_or_404(Upload.objects.of(request.user), pk=upload_id)
    receive.retry(upload)
    messages.success(request, f"“{upload.name}” is read once more.")
    return redirect("upload", upload.pk)


@login_required
@require_safe
def upload_report(request: SignedInRequest, upload_id: int) -> TemplateResponse:
    """What was found in an upload, and what became of each part of it."""
    upload = get_object_or_404(Upload.objects.of(request.user), pk=upload_id)
    sources = upload.sources.order_by("pk")
    context = {
        "upload": upload,
        "report": Report.model_validate(upload.report),
        "counts": standings(sources),
        "doubles": sources.count() - sources.without_the_same().count(),
        "run": upload.last_run,
        "page": Paginator(sources.select_related("example"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "ingest/upload.html", context)


@login_required
@require_safe
@under_policy({"default-src": [NONE], "sandbox": [True]})
def original(request: SignedInRequest, upload_id: int) -> InPieces:
    """The bytes as they were handed over; always as a download, never shown as a page of this site."""
    upload = get_object_or_404(Upload.objects.of(request.user), pk=upload_id)
    name = upload.name if upload.origin != Upload.Origin.TEXT else f"pasted-{upload.pk}.txt"
    content_type = "application/octet-stream"
    return InPieces(upload.content.open("rb"), as_attachment=True, filename=name, content_type=content_type)


def _work(request: SignedInRequest) -> dict[str, object]:
    runs = Run.objects.filter(owner=request.user)
    uploads = Upload.objects.of(request.user).annotate(source_count=Count("sources")).order_by("-received_at", "-id")
    open_runs = list(runs.open())
    return {
        "open_runs": open_runs,
        "worked_on": {run.subject for run in open_runs if run.kind in OF_UPLOADS},
        "closed_runs": list(_closed(runs)[:RUNS_SHOWN]),
        "page": Paginator(uploads, PER_PAGE).get_page(request.GET.get("page")),
    }


def _closed(runs: RunQuerySet) -> RunQuerySet:
    """A feed without news, asked every few hours, would crowd out all others; an upload tells its own outcome."""
    closed = runs.exclude(status__in=[Run.Status.QUEUED, Run.Status.RUNNING]).exclude(kind__in=OF_UPLOADS)
    return closed.exclude(kind=Run.Kind.FEED, status=Run.Status.NOTHING)


def _hand_over_text(request: SignedInRequest, form: forms.Form) -> list[Received]:
    wanted = form.cleaned_data
    verb = partial(receive.receive_text, title=wanted["title"], kind=wanted["kind"])
    return _tried(form, "text", partial(verb, request.user, wanted["text"]))


def _hand_over_files(request: SignedInRequest, form: forms.Form) -> list[Received]:
    kind = form.cleaned_data["kind"]
    received = []
    for file in form.cleaned_data["file"]:
        received += _tried(form, "file", partial(receive.receive_file, request.user, file, kind=kind))
    return received


def _hand_over_address(request: SignedInRequest, form: forms.Form) -> list[Received]:
    wanted = form.cleaned_data
    return _tried(form, "url", partial(receive.receive_url, request.user, wanted["url"], kind=wanted["kind"]))


def _tried(form: forms.Form, field: str, verb: Callable[[], Received]) -> list[Received]:
    try:
        return [verb()]
    except CurationError as error:
        form.errors.setdefault(field, form.error_class()).append(str(error))
        return []


WAYS: dict[str, tuple[type[forms.Form], Way]] = {
    "text": (TextForm, _hand_over_text),
    "files": (FilesForm, _hand_over_files),
    "address": (AddressForm, _hand_over_address),
}


def _deck_of(request: SignedInRequest, received: Received) -> str:
    return promise_deck(request.user, received.upload.pk, received.upload.name)


def _say(request: SignedInRequest, received: list[Received]) -> None:
    known = [one.upload.name for one in received if one.duplicate]
    fresh = [one.upload.name for one in received if not one.duplicate]
    if fresh:
        messages.success(request, f"Taken in: {_listed(fresh)}.")
    if known:
        messages.info(request, f"Here already, byte for byte: {_listed(known)}.")


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names[:3]]
    return ", ".join(quoted) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _point_at_the_first_error(form: forms.Form) -> None:
    """The page opens there, and not at its top, which may be far from what went wrong."""
    name = next(iter(form.errors), "")
    if name in form.fields:
        form.fields[name].widget.attrs["autofocus"] = True


def _add_page(request: SignedInRequest, bound: dict[str, forms.Form], *, status: int) -> TemplateResponse:
    for form in bound.values():
        _point_at_the_first_error(form)
    forms_by_way = {way: bound.get(way) or form_class(auto_id=f"{way}_%s") for way, (form_class, _) in WAYS.items()}
    context = {
        "ways": forms_by_way,
        "largest": settings.LARGEST_UPLOAD,
        "largest_said": sized(settings.LARGEST_UPLOAD),
        "taken": taken(),
    }
    return TemplateResponse(request, "ingest/add.html", context, status=status)
