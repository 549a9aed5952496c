"""A talk on its page: read, gone on with, renamed, taken away as a file, deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.reading.forms import NameForm, QuestionForm
from curation.reading.models import Thread
from curation.reading.threads import remove, rename, scope_of
from curation.reading.threads.data import thread_data
from curation.reading.threads.listing import questions_of
from curation.reading.threads.markdown import render_thread
from curation.reading.threads.narrowed import chips_of
from curation.requests import SignedInRequest
from curation.warming import warm_up


@login_required
@require_safe
def thread(request: SignedInRequest, thread_id: int) -> TemplateResponse:
    warm_up()
    found = _thread_of(request, thread_id)
    scope, looks = scope_of(found), questions_of(found)
    initial = {"thread": found.pk, "source": found.source_id}
    context = {
        "thread": found,
        "looks": looks,
        "waits": any(look.waits for look in looks),
        "chips": [] if found.source_id else chips_of(scope, request.user),
        "form": QuestionForm(owner=request.user, scope=None if found.source_id else scope, initial=initial),
    }
    return TemplateResponse(request, "reading/thread.html", context)


@login_required
@require_POST
def rename_thread(request: SignedInRequest, thread_id: int) -> HttpResponse:
    found, form = _thread_of(request, thread_id), NameForm(request.POST)
    if form.is_valid():
        rename(found, form.cleaned_data["title"])
    else:
        messages.error(request, " ".join(map(str, form.errors["title"])))
    return redirect("thread", found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_thread(request: SignedInRequest, thread_id: int) -> HttpResponse:
    """Asks first; what is deleted does not come back."""
    found = _thread_of(request, thread_id)
    if request.method != "POST":
        return TemplateResponse(request, "reading/delete_thread.html", {"thread": found})
    remove(found)
    messages.success(request, "The talk is deleted.")
    return redirect("ask")


@login_required
@require_safe
def thread_file(request: SignedInRequest, thread_id: int, form: str) -> HttpResponse:
    data = thread_data(_thread_of(request, thread_id))
    if form == "json":
        response = HttpResponse(data.model_dump_json(indent=2), content_type="application/json")
    else:
        response = HttpResponse(render_thread(data), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="talk-{data.id}.{form}"'
    return response


def _thread_of(request: SignedInRequest, thread_id: int) -> Thread:
    threads = Thread.objects.of(request.user).select_related("source", "owner").defer("source__text")
    return get_object_or_404(threads, pk=thread_id)
