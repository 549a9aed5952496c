"""The page of one handover: the prompt to copy, and the place for what came back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from curation.errors import CurationError
from curation.handover_forms import AnswerForm
from curation.handovers import Room, Taken, desk_of, match, messages_of, take, whole_of
from curation.models import Handover
from curation.requests import SignedInRequest
from curation.writing.handover import AGAIN


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: SignedInRequest, handover_id: int) -> HttpResponse:
    found = _handover_of(request, handover_id)
    if request.method != "POST":
        return _page(request, found, AnswerForm())
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    told = form.cleaned_data
    try:
        taken = take(found, told["text"], chat=told["chat"], replacing=told["replacing"])
    except CurationError as error:
        return _page(request, found, _with_error(form, error), status=422)
    _say(request, taken)
    return redirect(taken.kept.address)


@login_required
@require_safe
def handover_file(request: SignedInRequest, handover_id: int) -> HttpResponse:
    """The whole prompt, to be attached instead of pasted."""
    found = _handover_of(request, handover_id)
    try:
        text = whole_of(found)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("handover", found.pk)
    named = f'attachment; filename="threepass-prompt-{found.pk}.txt"'
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": named})


def _handover_of(request: SignedInRequest, handover_id: int) -> Handover:
    return get_object_or_404(Handover.objects.of(request.user).select_related("owner"), pk=handover_id)


def _page(request: SignedInRequest, found: Handover, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    room: Room = "long" if request.GET.get("room") == "long" else "short"
    context: dict[str, object] = {"handover": found, "form": form, "room": room, "ask_again": AGAIN}
    context |= {"short": settings.OWN_CHAT_SHORT, "long": settings.OWN_CHAT_LONG}
    desk, matched = desk_of(found), match(found)
    try:
        context |= {"subject": desk.subject(found), "prompt": messages_of(found, matched, room)}
        context |= {"stale": len(matched.stale), "count": len(found.offered), "warning": desk.replaces(found)}
    except CurationError as error:
        context["gone"] = str(error)
    return TemplateResponse(request, "curation/handover.html", context, status=status)


def _with_error(form: AnswerForm, error: CurationError) -> AnswerForm:
    """The same form, what was pasted still in it, also where it came as a file."""
    told = form.cleaned_data
    kept = AnswerForm({"answer": told["text"], "chat": told["chat"], "replacing": told["replacing"]})
    kept.is_valid()
    kept.add_error("answer", str(error))
    return kept


def _say(request: SignedInRequest, taken: Taken) -> None:
    counts, whole = taken.counts, len(taken.kept.statuses)
    if whole:
        told = {"verified": "verified", "close": "retold", "unsupported": "not supported and withheld"}
        said = ", ".join(f"{counts[status]} {word}" for status, word in told.items() if counts[status])
        messages.success(request, f"Taken and checked: {whole} sentence{'s' * (whole != 1)}, {said}.")
    else:
        messages.success(request, "Taken: the chat found no answer in what it was given.")
    if taken.stale:
        passages = "passage has" if taken.stale == 1 else "passages have"
        messages.warning(
            request, f"{taken.stale} {passages} changed since the prompt was made; what cites them is not supported."
        )
