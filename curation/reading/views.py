"""Asking the library, and reading again what it answered."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from curation.errors import CurationError
from curation.models import Source
from curation.reading import answers
from curation.reading.answered import answers_of
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
    try:
        answered = answers.ask(request.user, form.cleaned_data["question"], source=form.cleaned_data["source"])
    except CurationError as error:
        form.add_error("question", str(error))
        return _ask_page(request, form, status=422)
    return redirect("question", answered.question.pk)


@login_required
@require_safe
def question(request: SignedInRequest, question_id: int) -> TemplateResponse:
    found = get_object_or_404(Question.objects.of(request.user).select_related("source"), pk=question_id)
    form = QuestionForm(owner=request.user, initial={"source": found.source_id})
    [(_, answer)] = answers_of([found])
    context = {"question": found, "answer": answer, "form": form}
    return TemplateResponse(request, "reading/question.html", context)


def _ask_page(request: SignedInRequest, form: QuestionForm, *, status: int = 200) -> TemplateResponse:
    asked = Question.objects.of(request.user).select_related("source").defer("source__text")
    context = {
        "form": form,
        "page": Paginator(asked, PER_PAGE).get_page(request.GET.get("page")),
        "source_count": Source.objects.of(request.user).kept().count(),
    }
    return TemplateResponse(request, "reading/ask.html", context, status=status)
