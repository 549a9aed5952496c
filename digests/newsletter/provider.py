"""In: what a provider calls back with (django-anymail's tracking signal). Out: the event that it is.

Connected where EMAIL_BACKEND is one of anymail's; its addresses ask for ANYMAIL_WEBHOOK_SECRET.
"""

from typing import Any

from django.conf import settings

from digests.newsletter.answers import Answer, Fate
from digests.newsletter.bounces import record
from digests.newsletter.events import Event, Kind

# Anymail's names; the reasons of a rejection that speak of the address, not of us.
_HARD = {"invalid", "bounced"}


def event_of(told: Any) -> Event | None:
    """`told` is an AnymailTrackingEvent. None for opens, clicks and all that asks for nothing."""
    token = str((told.metadata or {}).get("delivery", ""))
    words = " ".join(str(told.description or told.mta_response or told.event_type).split())[:300]
    if told.event_type == "complained":
        return Event(Kind.COMPLAINT, token, str(told.message_id or ""), words)
    if told.event_type in {"bounced", "rejected", "failed"}:
        kind = Kind.HARD if told.event_type == "bounced" and told.reject_reason in _HARD else Kind.SOFT
        return Event(kind, token, str(told.message_id or ""), words)
    return None


def errors() -> tuple[type[Exception], ...]:
    """None where mail goes to a server."""
    if not settings.ANYMAIL_ON:
        return ()
    from anymail.exceptions import AnymailError

    return (AnymailError,)


def answer_of(error: Exception) -> Answer:
    """A refused key, too many calls and trouble of its own say nothing of the reader; without an answer all is open."""
    from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError

    words = " ".join(str(error).split())[:300]
    if isinstance(error, AnymailRecipientsRefused):
        return Answer(Fate.FAILED, None, words)
    if not isinstance(error, AnymailRequestsAPIError):
        return Answer(Fate.RELEASED, None, words)
    code = error.status_code
    if code is None:
        return Answer(Fate.UNKNOWN, None, words)
    return Answer(Fate.FAILED if code in {400, 406, 422} else Fate.RELEASED, code, words)


def receive(*, event: Any, **_: object) -> None:
    found = event_of(event)
    if found:
        record(found)


def connect() -> None:
    from anymail.signals import tracking

    tracking.connect(receive, dispatch_uid="digests.newsletter")
