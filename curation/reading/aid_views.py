"""Pass 2: a source explained, its transcript cleaned up, a second opinion. Each is made when it is asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Source
from curation.reading import aids
from curation.reading.background import is_under_way
from curation.reading.cleaning import reading_of
from curation.reading.levels import LEVELS, RETELLINGS, retelling_of
from curation.reading.models import Aid, Cleaning, Explanation, Opinion, Practice, Unpuzzling
from curation.reading.pass_two import lay_out
from curation.reading.passes.views import asks_first
from curation.reading.remembering import level_of, remembering
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model

KINDS: dict[str, type[Aid]] = {
    "explanation": Explanation,
    "puzzles": Unpuzzling,
    **RETELLINGS,
    "cleaned": Cleaning,
    "opinion": Opinion,
    "practice": Practice,
}
_ON_THE_PAGE = frozenset({"explanation", "puzzles", *RETELLINGS})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def explanation(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = _source_of(request, source_id)
    if asked := asks_first(request, source):
        return asked
    if request.method == "POST":
        wanted = request.POST.get("aid", "explanation")
        kind = KINDS[wanted] if wanted in _ON_THE_PAGE else Explanation
        return _wish(request, kind, source, reverse("explanation", args=[source.pk]))
    level = level_of(request)
    context = _context(source, getattr(source, "explanation", None)) | _laid_out(source, level)
    return remembering(TemplateResponse(request, "reading/explanation.html", context), request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cleaned(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = _source_of(request, source_id)
    if request.method == "POST":
        if asked := asks_first(request, source):
            return asked
        return _wish(request, Cleaning, source, reverse("cleaned", args=[source.pk]))
    aid = getattr(source, "cleaning", None)
    rows = reading_of(source) if aid and aid.made_at else []
    count = sum(bool(row.cleaned) for row in rows)
    return TemplateResponse(
        request, "reading/cleaned.html", _context(source, aid) | {"rows": rows, "cleaned_count": count}
    )


@login_required
@require_POST
def opinion(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = _source_of(request, source_id)
    if asked := asks_first(request, source):
        return asked
    return _wish(request, Opinion, source, reverse("source", args=[source.pk]) + "#opinion")


@login_required
@require_safe
@never_cache
def state(request: SignedInRequest, source_id: int, aid: str) -> HttpResponse:
    """What htmx asks for again while an aid is being made: 204 to wait on, else to load the page anew."""
    if aid not in KINDS:
        raise Http404
    found = get_object_or_404(KINDS[aid]._default_manager.filter(owner=request.user), source=source_id)
    return HttpResponse(status=204) if is_under_way(aids.run_of(found)) else HttpResponseClientRefresh()


def _laid_out(source: Source, level: str) -> dict[str, object]:
    """For this level, with what is still being made for it."""
    explanation: Explanation | None = getattr(source, "explanation", None)
    if explanation is None or not aids.may_be_shown(explanation):
        return {"shown": None, "level": level}
    retelling = retelling_of(source, level)
    unpuzzling = Unpuzzling.objects.filter(source=source).first()
    shown = lay_out(explanation, level=level, retelling=retelling)
    named = {level: retelling, "puzzles": unpuzzling}
    waiting = [(name, run) for name, aid in named.items() if aid and is_under_way(run := aids.run_of(aid))]
    return {
        "shown": shown,
        "level": level,
        "levels": LEVELS,
        "retelling": retelling if retelling and retelling.made_at else None,
        "unpuzzling": unpuzzling,
        "also_waits": waiting[0] if waiting else None,
    }


def _wish(request: SignedInRequest, kind: type[Aid], source: Source, back: str) -> HttpResponse:
    try:
        aids.ask_for(kind, source, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, source.label)
    except CurationError as error:
        messages.error(request, str(error))
    return redirect(back)


def _source_of(request: SignedInRequest, source_id: int) -> Source:
    sources = Source.objects.of(request.user).select_related(
        "owner", "transcript", "reading", "explanation", "cleaning", "opinion"
    )
    return get_object_or_404(sources, pk=source_id)


def _context(source: Source, aid: Aid | None) -> dict[str, object]:
    run = aids.run_of(aid) if aid else None
    return {
        "source": source,
        "transcript": getattr(source, "transcript", None),
        "aid": aid,
        "run": run,
        "waits": is_under_way(run),
        "asks_a_model": asks_a_model(),
        "again": aid is not None and not is_under_way(run) and aids.is_worth_another(aid),
    }
