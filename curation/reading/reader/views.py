"""The page of a source: its text to be read, and what stands beside it."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from curation.atlas import contribution_of
from curation.catalogue import ties_of
from curation.interests.learned import weighed_in
from curation.models import Run, Source, Transcript
from curation.reading import passes
from curation.reading.marks import marks_of
from curation.reading.models import Reading
from curation.reading.places import place_for, remember
from curation.reading.reader import devices, page
from curation.reading.reader.forms import PlaceForm
from curation.reading.reader.laid import Laid, laid
from curation.reading.reader.look import CHOICES, COOKIE, YEAR, look_from, look_of
from curation.reading.reader.replying import listed, replied
from curation.requests import SignedInRequest, back_to

_TOLD = ("transcript", "explanation", "opinion", "example", "appeal", "reading")
# Laid already, or not shown here.
_LONG = ("text", "explanation__content", "transcript__raw", "transcript__origins", "transcript__stamps")
A_WHILE = timedelta(minutes=1)
_LONGEST_OFFSET = 10


@login_required
@require_safe
def source(request: SignedInRequest, source_id: int) -> TemplateResponse:
    sources = Source.objects.of(request.user).select_related(*_TOLD)
    found = get_object_or_404(sources.defer(*_LONG), pk=source_id)
    text = laid(found.pk)
    found.text = text.text
    reading = _opened(found)
    answer = TemplateResponse(request, "reading/reader.html", _context(request, found, text, reading))
    devices.named(request, answer)
    return answer


def _opened(found: Source) -> Reading:
    """A page that is loaded again is no other visit."""
    reading = passes.reading_of(found) if passes.seen(found).pk is None else passes.seen(found)
    reading.source = found
    return passes.opened(reading) if reading.read_at < timezone.now() - A_WHILE else reading


def _context(request: SignedInRequest, found: Source, text: Laid, reading: Reading) -> dict[str, object]:
    alone, place = reading.is_alone, place_for(reading, devices.device_of(request), text_hash=text.text_hash)
    marks, bound = marks_of(found, text_hash=text.text_hash), passes.bound_of(reading)
    contents, with_replies = page.headings(text, place.start, bound), listed(marks, text.text, bound)
    over = page.over_marks(marks) + page.over_quote(text.text, *_asked(request))
    transcript = getattr(found, "transcript", None)
    return {
        "source": found,
        "reading": reading,
        "alone": alone,
        "transcript": transcript,
        "fetching": _fetching(found, transcript),
        "text": text,
        "is_thread": page.is_thread(text, found.part_ids),
        "article": page.article(text, over, contents, replied(with_replies)),
        "contents": contents,
        "chapters_by_machine": any(part.by_machine for part in text.parts),
        "place": place,
        "progress": page.progress(text, place.start),
        "marks": with_replies,
        "look": look_of(request.COOKIES.get(COOKIE, "")),
        "looks": CHOICES,
        "contribution": None if alone else contribution_of(found),
        "uploads": found.uploads.only("name"),
        "weighed": [] if alone else weighed_in(found),
        "suspicions": text.suspicions,
        **ties_of(found),
    }


def _asked(request: SignedInRequest) -> tuple[str, int]:
    """The words that a link is to, and near which offset; an address may hold anything."""
    at = request.GET.get("at", "")
    return request.GET.get("q", ""), int(at) if at.isdecimal() and len(at) < _LONGEST_OFFSET else 0


def _fetching(found: Source, transcript: Transcript | None) -> Run | None:
    """The last attempt to get a recording that lies elsewhere."""
    if not transcript or transcript.audio or not transcript.audio_url:
        return None
    return Run.objects.filter(owner=found.owner_id, kind=Run.Kind.RECORDING, subject=found.pk).first()


@login_required
@require_POST
def place(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Where this device is; 204, since nobody waits for it."""
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    form = PlaceForm(request.POST)
    device = devices.device_of(request)
    if not form.is_valid() or not device:
        return HttpResponse(status=422)
    wanted = form.cleaned_data
    reading = passes.reading_of(found)
    reading.source = found
    remember(reading, device, wanted["start"], reached=wanted["reached"])
    return HttpResponse(status=204)


@login_required
@require_POST
def look(request: SignedInRequest) -> HttpResponse:
    """How texts are set on this device."""
    answer = redirect(back_to(request, "/library/"))
    devices.keep(request, answer, COOKIE, look_from(request.POST.dict()).words, YEAR)
    return answer
