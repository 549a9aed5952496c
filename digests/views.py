"""Digests, as pages: this week's, one of any period, and all of them."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent, NothingToDo
from curation.models import Source
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model
from digests import editing, handover, order, periods
from digests.document import DigestDocument
from digests.downloads import download
from digests.files import render_digest
from digests.forms import PeriodForm
from digests.latest import latest_of
from digests.models import Digest
from digests.progress import waits_until
from digests.recalled import recalled
from digests.renderers.digest_view import corrections_in_words
from digests.scope import scope_of
from digests.wording import credit, unkept

PER_PAGE = 30
CHANGES = {
    "approve": (editing.approve, "Approved. It stays as it is; nothing is composed over it."),
    "publish": (editing.publish, "Published: everybody may read it now."),
    "withdraw": (editing.withdraw, "A draft again. What was sent stays sent."),
}


@login_required
@require_safe
def latest(request: SignedInRequest) -> TemplateResponse:
    """Where there is none, what it takes to have one."""
    if found := latest_of(request.user):
        return _digest_page(request, found)
    sources = Source.objects.of(request.user)
    form = PeriodForm(initial=_latest_week(request))
    context = {"source_count": sources.count(), "form": form, "asks_a_model": asks_a_model()}
    return TemplateResponse(request, "digests/empty.html", context)


@login_required
@require_safe
def digests(request: SignedInRequest) -> TemplateResponse:
    return _digest_list(request, PeriodForm(initial=_latest_week(request)))


@login_required
@require_POST
def compose_digest(request: SignedInRequest) -> HttpResponse:
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _digest_list(request, form, status=422)
    try:
        made = order.order_digest(request.user, **form.cleaned_data, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, "Compose the digest")
    except CurationError as error:
        form.add_error(None, str(error))
        return _digest_list(request, form, status=422)
    return redirect("digest", made.pk)


@login_required
@require_POST
def hand_over_digest(request: SignedInRequest) -> HttpResponse:
    """A prompt for the reader's own chat."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _digest_list(request, form, status=422)
    try:
        made = handover.hand_over_period(request.user, form.cleaned_data["start"], form.cleaned_data["end"])
    except CurationError as error:
        form.add_error(None, str(error))
        return _digest_list(request, form, status=422)
    return redirect("handover", made.pk)


@login_required
@require_POST
def hand_over_one(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """The same for a digest that there is: of a series, or of what was picked."""
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    try:
        made = handover.hand_over_digest(found)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("digest", found.pk)
    return redirect("handover", made.pk)


@login_required
@require_safe
def digest(request: SignedInRequest, digest_id: int) -> TemplateResponse:
    return _digest_page(request, get_object_or_404(Digest.objects.of(request.user), pk=digest_id))


@login_required
@require_safe
def digest_progress(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """What htmx asks for again while the digest is being written; then the whole page is asked for anew."""
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    run = order.run_of(found)
    if run and run.is_open:
        return TemplateResponse(
            request, "digests/_progress.html", {"digest": found, "run": run, "waits_until": waits_until(run)}
        )
    return HttpResponseClientRefresh() if request.htmx else redirect("digest", found.pk)


@login_required
@require_POST
def write_again(request: SignedInRequest, digest_id: int) -> HttpResponse:
    found, wish = get_object_or_404(Digest.objects.of(request.user), pk=digest_id), wish_of(request)
    if wish.quoting:
        messages.info(request, order.AS_IT_IS)
        return redirect("digest", found.pk)
    try:
        order.order_again(found, wish)
    except NeedsConsent as error:
        return ask_first(request, error, found.title)
    except CurationError as error:
        messages.error(request, str(error))
    return redirect("digest", found.pk)


@login_required
@require_POST
def change_digest(request: SignedInRequest, digest_id: int, verb: str) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    change, said = CHANGES[verb]
    try:
        change(found, request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("digest", found.pk)


@login_required
@require_safe
def digest_file(request: SignedInRequest, digest_id: int, form: str) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    name = f"threepass-{found.period_start:%Y-%m-%d}.{form}"
    try:
        return download(render_digest(found, form), form, name)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("digest", found.pk)


def _digest_page(request: SignedInRequest, found: Digest) -> TemplateResponse:
    document, made_of = recalled(found)
    mine, run = Digest.objects.of(request.user), order.run_of(found)
    context = {
        "digest": found,
        "document": document,
        "made_of": made_of,
        "tally": _tally(document),
        "credit": credit(document.writer),
        "told_for": lambda: _told_for(found),
        "fallen": _fallen(found, document),
        "unkept": unkept(document.writer, scope_of(found).brief) if found.series else "",
        "corrections": corrections_in_words(document),
        "run": run,
        "waits_until": waits_until(run),
        "asks_a_model": asks_a_model(),
        "earlier": mine.filter(period_end__lt=found.period_end).first(),
        "later": mine.filter(period_end__gt=found.period_end).last(),
    }
    return TemplateResponse(request, "digests/digest.html", context)


def _told_for(found: Digest) -> str:
    """As the profile said when each section was written; on the owner's own page only."""
    said = found.sections.exclude(told_for="").order_by("position").values_list("told_for", flat=True)
    return "; ".join(dict.fromkeys(said))


def _tally(document: DigestDocument) -> dict[str, int]:
    """How many statements there are, and how many of each evidence status."""
    statuses = [str(statement.status) for part in document.parts for statement in part.all_statements]
    counts = {status: statuses.count(status) for status in ("verified", "close", "unsupported")}
    return counts | {"all": len(statuses)}


def _fallen(found: Digest, document: DigestDocument) -> dict[str, object]:
    """What fell back and why, each reason once; `whole` where no section was composed."""
    parts = [part for part in document.parts if part.fell_back]
    sections = [part for part in document.sections if part.fell_back]
    return {
        "count": len(sections),
        "lead": bool(document.opening and document.opening.fell_back),
        "whole": bool(sections) and len(sections) == len(document.sections),
        "reasons": list(dict.fromkeys(part.fell_back for part in parts)),
        "again": bool(parts) and order.may_be_written_again(found),
    }


def _digest_list(request: SignedInRequest, form: PeriodForm, *, status: int = 200) -> TemplateResponse:
    mine = Digest.objects.of(request.user)
    waiting = mine.to_approve()
    tab = "to-approve" if request.GET.get("show") == "to-approve" else "all"
    found = (waiting if tab == "to-approve" else mine).counted().select_related("series")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "asks_a_model": asks_a_model(),
        "tab": tab,
        "to_approve": waiting.count(),
    }
    return TemplateResponse(request, "digests/digests.html", context, status=status)


def _latest_week(request: SignedInRequest) -> dict[str, date]:
    try:
        start, end = periods.latest_week(request.user)
    except NothingToDo:
        return {}
    return {"start": start, "end": end}
