"""Pass 3, the other way round: one question at a time, the verdict on it, and the end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Source
from curation.reading import aids, tasks
from curation.reading.background import do_here, is_under_way
from curation.reading.models import LONGEST_ANSWER, Attempt, Exercise, Practice
from curation.reading.passes import end_third, reading_of, seen
from curation.reading.practice import answering
from curation.reading.practice.opening import READ_FIRST, may_ask_back, refuse_in_pass_one
from curation.reading.practice.showing import progress_of, show
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Made at a POST; then how far it is, and at the end what became of it."""
    source = _source_of(request, source_id)
    if request.method == "POST":
        return _make(request, source)
    aid = getattr(source, "practice", None)
    run = aids.run_of(aid) if aid else None
    context = {
        "source": source,
        "reading": seen(source),
        "may": may_ask_back(source),
        "read_first": READ_FIRST,
        "aid": aid,
        "run": run,
        "waits": is_under_way(run),
        "progress": progress_of(source),
        "asks_a_model": asks_a_model(),
        "again": aid is not None and not is_under_way(run),
    }
    return TemplateResponse(request, "reading/practice.html", context)


@login_required
@require_POST
def end(request: SignedInRequest, source_id: int) -> HttpResponse:
    end_third(reading_of(_source_of(request, source_id)))
    messages.success(request, "Pass 3 has ended. What you marked and missed comes back as cards.")
    return redirect("practice", source_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def exercise(request: SignedInRequest, exercise_id: int) -> HttpResponse:
    found = _exercise_of(request, exercise_id)
    if not may_ask_back(found.source):
        messages.info(request, READ_FIRST)
        return redirect("source", found.source_id)
    if request.method != "POST":
        return _exercise_page(request, found)
    try:
        attempt = answering.answer(found, request.POST.get("answer", ""), wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.question)
    except CurationError as error:
        return _exercise_page(request, found, fault=str(error))
    if run := answering.run_of(attempt):
        do_here(run, tasks.judge)
    return redirect("exercise", found.pk)


@login_required
@require_safe
@never_cache
def attempt(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """What htmx asks for again while an answer is being judged: 204 to wait on, else to load the page anew."""
    found = get_object_or_404(Attempt.objects.filter(owner=request.user), pk=attempt_id)
    return HttpResponse(status=204) if is_under_way(answering.run_of(found)) else HttpResponseClientRefresh()


@login_required
@require_POST
def overrule(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    attempts = Attempt.objects.filter(owner=request.user).select_related("exercise__source", "exercise__owner")
    found = get_object_or_404(attempts, pk=attempt_id)
    try:
        answering.overrule(found, request.POST.get("verdict", ""))
    except CurationError as error:
        messages.warning(request, str(error))
    return redirect("exercise", found.exercise_id)


def _make(request: SignedInRequest, source: Source) -> HttpResponse:
    try:
        refuse_in_pass_one(source)
        aids.ask_for(Practice, source, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, source.label)
    except CurationError as error:
        messages.warning(request, str(error))
    return redirect("practice", source.pk)


def _exercise_page(request: SignedInRequest, found: Exercise, *, fault: str = "") -> TemplateResponse:
    """`?again` asks once more what was answered. What a later practice no longer asks has no number."""
    progress = progress_of(found.source)
    number, row = next((one for one in enumerate(progress.rows, 1) if one[1].exercise == found), (0, None))
    last = row.attempt if row else found.attempts.first()
    again = "again" in request.GET or bool(fault)
    run = answering.run_of(last) if last else None
    context = {
        "exercise": found,
        "source": found.source,
        "attempt": None if again else last,
        "shown": show(found, None if again else last),
        "run": run,
        "waits": is_under_way(run),
        "progress": progress,
        "number": number,
        "following": progress.next_up,
        "fault": fault,
        "said": request.POST.get("answer", ""),
        "longest": LONGEST_ANSWER,
        "has_card": found.cards.exists(),
        "verdicts": Attempt.Verdict.choices,
        "here": reverse("exercise", args=[found.pk]),
    }
    return TemplateResponse(request, "reading/exercise.html", context, status=422 if fault else 200)


def _source_of(request: SignedInRequest, source_id: int) -> Source:
    return get_object_or_404(
        Source.objects.of(request.user).select_related("owner", "practice", "reading"), pk=source_id
    )


def _exercise_of(request: SignedInRequest, exercise_id: int) -> Exercise:
    found = Exercise.objects.of(request.user).select_related("source__reading", "owner").defer("source__text")
    return get_object_or_404(found, pk=exercise_id)
