"""An answer that is being written, as a stream of events and as a piece of its page."""

from collections.abc import AsyncIterator, Iterator

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.handlers.asgi import ASGIRequest
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curation.reading.following.looking import Look, look_at, seen
from curation.reading.following.streaming import Teller, Told, following, following_async
from curation.reading.models import Question
from curation.requests import SignedInRequest


@login_required
@require_safe
@never_cache
def answer(request: SignedInRequest, question_id: int) -> HttpResponse:
    """What htmx asks for again while the answer is being written; 204 where there is nothing to add."""
    look = look_or_404(request, question_id)
    if look.waits and request.GET.get("known") == look.known:
        return HttpResponse(status=204)
    return TemplateResponse(request, "reading/_answer.html", context_of(look))


@login_required
@require_safe
def stream(request: SignedInRequest, question_id: int) -> HttpResponseBase:
    """The same as events. What the reader has seen already is told by `Last-Event-ID`, or by `known`."""
    owner = request.user
    look_or_404(request, question_id)
    known = request.headers.get("Last-Event-ID") or request.GET.get("known", "")
    teller = Teller(lambda: _told(request, owner, question_id), known)
    _let_go()
    events: AsyncIterator[str] | Iterator[str] = (
        following_async(teller) if isinstance(request, ASGIRequest) else following(teller)
    )
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["Cache-Control"], response["X-Accel-Buffering"] = "no-cache, no-transform", "no"
    return response


def look_or_404(request: SignedInRequest, question_id: int) -> Look:
    try:
        return seen(*look_at(request.user, question_id))
    except Question.DoesNotExist as error:
        raise Http404 from error


def context_of(look: Look) -> dict[str, object]:
    return {
        "question": look.question,
        "shown": look.shown,
        "run": look.run,
        "waits": look.waits,
        "known": look.known,
        "role": look.role,
    }


def _told(request: SignedInRequest, owner: User, question_id: int) -> Told:
    """A question that was deleted meanwhile is over."""
    try:
        look = seen(*look_at(owner, question_id))
    except Question.DoesNotExist:
        return Told("gone", lambda: "", over=True)
    finally:
        _let_go()

    def html() -> str:
        return render_to_string("reading/_answer.html", context_of(look), request=request)

    return Told(look.known, html, over=not look.waits)


def _let_go() -> None:
    """Whoever waits holds no connection."""
    if not connection.in_atomic_block:
        connection.close()
