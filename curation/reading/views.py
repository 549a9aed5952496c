"""Asking the library, and reading again what it answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Source
from curation.reading import asking, passes, tasks
from curation.reading.background import do_here, is_under_way
from curation.reading.following.views import context_of, look_or_404
from curation.reading.forms import QuestionForm
from curation.reading.models import Question
from curation.reading.threads.here import panel_of
from curation.reading.threads.listing import talks_of
from curation.requests import SignedInRequest
from curation.search import EVERYTHING
from curation.warming import warm_up

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        warm_up()
        return _ask_page(request, _empty_form(request))
    form = QuestionForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _refused(request, form)
    wanted = form.cleaned_data
    thread = None if "anew" in request.POST else wanted["thread"]
    asked_of = {"source": wanted["source"], "thread": thread, "scope": form.scope}
    try:
        asked = asking.ask(request.user, wanted["question"], **asked_of, wish=wish_of(request))
    except NeedsConsent as error:
        return _elsewhere(request, ask_first(request, error, wanted["question"]))
    except CurationError as error:
        form.add_error("question", str(error))
        return _refused(request, form)
    _begin(asked)
    return _here(request, asked.source) if _is_here(request) and asked.source else redirect(place_of(asked))


@login_required
@require_safe
def question(request: SignedInRequest, question_id: int) -> TemplateResponse:
    look = look_or_404(request, question_id)
    found = look.question
    form = QuestionForm(owner=request.user, initial={"source": found.source_id, "thread": found.thread_id})
    return TemplateResponse(request, "reading/question.html", context_of(look) | {"form": form})


@login_required
@require_POST
def ask_again(request: SignedInRequest, question_id: int) -> HttpResponse:
    found = _question_of(request, question_id)
    try:
        if not is_under_way(asking.run_of(found)):
            asking.ask_again(found, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.text)
    return _go(found)


@login_required
@require_POST
def go_on(request: SignedInRequest, question_id: int) -> HttpResponse:
    """The rest of an answer that broke off."""
    found = _question_of(request, question_id)
    try:
        if not is_under_way(asking.run_of(found)):
            asking.go_on(found, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.text)
    except CurationError as error:
        messages.error(request, str(error))
    return _go(found)


def place_of(asked: Question) -> str:
    """Where it stands on the page of its talk."""
    if asked.thread_id is None:
        return reverse("question", args=[asked.pk])
    return f"{reverse('thread', args=[asked.thread_id])}#q{asked.pk}"


def _begin(asked: Question) -> None:
    if run := asking.run_of(asked):
        do_here(run, tasks.answer)


def _go(asked: Question) -> HttpResponse:
    _begin(asked)
    return redirect(place_of(asked))


def _question_of(request: SignedInRequest, question_id: int) -> Question:
    questions = Question.objects.of(request.user).select_related("source", "owner", "thread").defer("source__text")
    return get_object_or_404(questions, pk=question_id)


def _empty_form(request: SignedInRequest) -> QuestionForm:
    return QuestionForm(owner=request.user, scope=EVERYTHING, initial={"source": request.GET.get("source")})


def _is_here(request: SignedInRequest) -> bool:
    """Asked beside the text, by htmx: only that panel is answered with."""
    return bool(request.htmx) and "here" in request.POST


def _here(request: SignedInRequest, source: Source, **more: object) -> TemplateResponse:
    return TemplateResponse(request, "reading/_ask_here.html", panel_of(source, passes.seen(source)) | more)


def _elsewhere(request: SignedInRequest, response: TemplateResponse) -> TemplateResponse:
    """A page of its own in the place of the one with the panel."""
    if _is_here(request):
        response.status_code = 200
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML show:top"
    return response


def _refused(request: SignedInRequest, form: QuestionForm) -> TemplateResponse:
    source = form.cleaned_data.get("source")
    if _is_here(request) and source:
        return _here(request, source, wrong=" ".join(str(error) for error in form.errors.get("question", [])))
    return _ask_page(request, form, status=422)


def _ask_page(request: SignedInRequest, form: QuestionForm, *, status: int = 200) -> TemplateResponse:
    of = request.GET.get("of", "")
    context = {
        "form": form,
        "of": of,
        "page": Paginator(talks_of(request.user, of=of), PER_PAGE).get_page(request.GET.get("page")),
        "source_count": Source.objects.of(request.user).kept().count(),
    }
    return TemplateResponse(request, "reading/ask.html", context, status=status)
