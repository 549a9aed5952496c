"""The page of a source: its text to be read, and what stands beside it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from curation.atlas import contribution_of
from curation.catalogue import ties_of
from curation.interests.learned import weighed_in
from curation.layout import lay_out
from curation.models import Run, Source, Transcript
from curation.playing import said_in
from curation.requests import SignedInRequest
from curation.suspicion import suspicions


@login_required
@require_safe
def source(request: SignedInRequest, source_id: int) -> TemplateResponse:
    told = ("transcript", "explanation", "opinion", "example", "appeal")
    sources = Source.objects.of(request.user).select_related(*told)
    found = get_object_or_404(sources.defer("explanation__content"), pk=source_id)
    transcript = getattr(found, "transcript", None)
    passages = list(found.passages.defer("vector", "words"))
    chapters = list(found.chapters.all())
    said = said_in(found.text, transcript, passages)
    context = {
        "source": found,
        "transcript": transcript,
        "fetching": _fetching(found, transcript),
        "parts": lay_out(found.text, passages, chapters, quote=request.GET.get("q", ""), said=said),
        "chapters_by_machine": any(chapter.by_machine for chapter in chapters),
        "contribution": contribution_of(found),
        "passage_count": len(passages),
        "uploads": found.uploads.only("name"),
        "weighed": weighed_in(found),
        "suspicions": suspicions(found.title, found.author, found.text),
    }
    return TemplateResponse(request, "reading/reader.html", context | ties_of(found))


def _fetching(found: Source, transcript: Transcript | None) -> Run | None:
    """The last attempt to get a recording that lies elsewhere."""
    if not transcript or transcript.audio or not transcript.audio_url:
        return None
    return Run.objects.filter(owner=found.owner_id, kind=Run.Kind.RECORDING, subject=found.pk).first()
