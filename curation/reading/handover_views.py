"""Where a reader asks for a prompt for their own chat: of a source, of a question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from curation.errors import CurationError
from curation.models import Source
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.models import Question
from curation.reading.passes.views import asks_first
from curation.requests import SignedInRequest


@login_required
@require_POST
def source(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user).select_related("owner", "reading"), pk=source_id)
    if asked := asks_first(request, found):
        return asked
    try:
        return redirect("handover", hand_over_source(found).pk)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("source", found.pk)


@login_required
@require_POST
def question(request: SignedInRequest, question_id: int) -> HttpResponse:
    found = get_object_or_404(Question.objects.of(request.user).select_related("owner"), pk=question_id)
    try:
        return redirect("handover", hand_over_question(found).pk)
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("question", found.pk)
