"""Asking the library, and reading again what it answered."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent
from curation.models import Run, Source
from curation.reading import asking, tasks
from curation.reading.background import do_here, is_under_way
from curation.reading.cited import answer_of
from curation.reading.forms import QuestionForm
from curation.reading.models import Question
from curation.requests import SignedInRequest

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask_page(request, QuestionForm(owner=request.user, initial={"source": request.GET.get("source")}))
    form = QuestionForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _ask_page(request, form, status=422)
    wanted = form.cleaned_data
    try:
        asked = asking.ask(request.user, wanted["question"], source=wanted["source"], wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, wanted["question"])
    except CurationError as error:
        form.add_error("question", str(error))
        return _ask_page(request, form, status=422)
    return _begin(asked)


@login_required
@require_safe
def question(request: SignedInRequest, question_id: int) -> TemplateResponse:
    found, run = _look(request, question_id)
    form = QuestionForm(owner=request.user, initial={"source": found.source_id})
    return TemplateResponse(request, "reading/question.html", _answer_context(found, run) | {"form": form})


@login_required
@require_safe
@never_cache
def answer(request: SignedInRequest, question_id: int) -> HttpResponse:
    """What htmx asks for again while the answer is being written; 204 where there is nothing to add."""
    found, run = _look(request, question_id)
    if is_under_way(run) and request.GET.get("known") == _known(found, run):
        return HttpResponse(status=204)
    return TemplateResponse(request, "reading/_answer.html", _answer_context(found, run))


@login_required
@require_POST
def ask_again(request: SignedInRequest, question_id: int) -> HttpResponse:
    found = _question_of(request, question_id)
    try:
        if not is_under_way(asking.run_of(found)):
            asking.ask_again(found, wish=wish_of(request))
    except NeedsConsent as error:
        return ask_first(request, error, found.text)
    return _begin(found)


def _begin(asked: Question) -> HttpResponse:
    if run := asking.run_of(asked):
        do_here(run, tasks.answer)
    return redirect("question", asked.pk)


def _question_of(request: SignedInRequest, question_id: int) -> Question:
    questions = Question.objects.of(request.user).select_related("source", "owner").defer("source__text")
    return get_object_or_404(questions, pk=question_id)


def _look(request: SignedInRequest, question_id: int) -> tuple[Question, Run | None]:
    """The run is looked up first: an answer that comes between the two looks is seen."""
    run = asking.latest_run(request.user, question_id)
    question = _question_of(request, question_id)
    return question, run if question.is_open else None


def _known(question: Question, run: Run | None) -> str:
    """What a page that waits shows already."""
    return f"{len(question.answer)}-{question.writer and 'before'}-{run.status if run else ''}"


def _answer_context(question: Question, run: Run | None) -> dict[str, object]:
    return {
        "question": question,
        "shown": answer_of(question),
        "run": run,
        "waits": is_under_way(run),
        "known": _known(question, run),
    }


def _ask_page(request: SignedInRequest, form: QuestionForm, *, status: int = 200) -> TemplateResponse:
    asked = Question.objects.of(request.user).select_related("source").defer("source__text")
    context = {
        "form": form,
        "page": Paginator(asked, PER_PAGE).get_page(request.GET.get("page")),
        "source_count": Source.objects.of(request.user).kept().count(),
    }
    return TemplateResponse(request, "reading/ask.html", context, status=status)
