"""In: what a provider calls back with (django-anymail's tracking signal). Out: the event that it is.

Connected where EMAIL_BACKEND is one of anymail's; its addresses ask for ANYMAIL_WEBHOOK_SECRET.
"""

from typing import Any

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


def receive(*, event: Any, **_: object) -> None:
    found = event_of(event)
    if found:
        record(found)


def connect() -> None:
    from anymail.signals import tracking

    tracking.connect(receive, dispatch_uid="digests.newsletter")
