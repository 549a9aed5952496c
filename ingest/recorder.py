"""Recordings by browser: one that it made is handed over, one that lies elsewhere is asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from curation.errors import CurationError
from curation.models import Source
from curation.requests import SignedInRequest
from curation.spoken import promise_deck
from ingest.forms import RecordingForm
from ingest.hints import Hints
from ingest.models import Upload
from ingest.receive import Received, receive_file
from ingest.recordings import promise_recording


@login_required
@require_POST
def record(request: SignedInRequest) -> JsonResponse:
    """Answers in JSON: the page stays, since it may hold other recordings. 422 says why it was not taken."""
    form = RecordingForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"detail": "There is no recording to take in."}, status=422)
    try:
        received = _receive(request, form.cleaned_data["file"], form.cleaned_data["title"])
    except CurationError as error:
        return JsonResponse({"detail": str(error)}, status=422)
    told = {"name": received.upload.name, "duplicate": received.duplicate, "activity": reverse("activity")}
    if form.cleaned_data["deck"]:
        upload = received.upload
        told["deck"] = promise_deck(request.user, upload.pk, form.cleaned_data["title"].strip() or upload.name)
    return JsonResponse(told, status=201)


@login_required
@require_POST
def get_recording(request: SignedInRequest, source_id: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    try:
        promise_recording(request.user, source)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The recording is being fetched.")
    return redirect("source", source.pk)


def _receive(request: SignedInRequest, file: UploadedFile, title: str) -> Received:
    """The browser names the file by its moment; a title is its speaker's, and goes before the first words."""
    hints = Hints(title=title.strip())
    return receive_file(request.user, file, origin=Upload.Origin.RECORDING, hints=hints)
