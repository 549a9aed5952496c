"""The sound beside a source: what a player asks for, a few megabytes at a time, and which sentence is when."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from curation.models import Passage, Transcript
from curation.pieces import InPieces
from curation.ranges import Stretch, Unsatisfiable, stretch_of
from curation.utterances import utterances
from curation.writing.sentences import Sentence

MOST = 4 * 1024 * 1024
TYPES = frozenset(
    {
        "audio/aac",
        "audio/flac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/wav",
        "audio/webm",
    }
)


def play(request: HttpRequest, transcript: Transcript) -> HttpResponseBase:
    """Raises Http404 where there is no sound. What is no known sound is handed out as bytes of no kind."""
    if not transcript.audio or not default_storage.exists(transcript.audio):
        raise Http404
    etag = f'"{PurePosixPath(transcript.audio).name}"'
    size = default_storage.size(transcript.audio)
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        answer = _answer(transcript.audio, stretch_of(asked, size, most=MOST))
    except Unsatisfiable:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer["Content-Type"] = transcript.audio_type if transcript.audio_type in TYPES else "application/octet-stream"
    answer["Accept-Ranges"], answer["ETag"] = "bytes", etag
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def said_in(
    told: Sequence[Sentence], transcript: Transcript | None, passages: Sequence[Passage]
) -> list[tuple[int, int]]:
    """When each sentence is said, where it can be heard: by its words or lines, else by its passage."""
    if not transcript or not transcript.audio:
        return []
    begun = [(passage.start, passage.start_ms) for passage in passages if passage.start_ms is not None]
    return utterances(told, transcript.stamps or begun)


def _answer(name: str, stretch: Stretch | None) -> HttpResponseBase:
    if stretch is None:
        return InPieces(default_storage.open(name, "rb"))
    with default_storage.open(name, "rb") as file:
        file.seek(stretch.first)
        data = file.read(len(stretch))
    return HttpResponse(data, status=206, headers={"Content-Range": stretch.header})
