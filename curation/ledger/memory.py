"""In: what a model is to be asked. Out: its earlier answer, kept for this owner alone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from curation.ai.base import ChatRequest
from curation.ai.completions import prompt_tokens
from curation.ai.reckoning import reckoned
from curation.ledger.amounts import NOTHING
from curation.ledger.booking import booked
from curation.ledger.prices import price_of
from curation.models import KeptReply, ModelCall, Run


class KeptReplies:
    """Implements `curation.ai.base.Memory`. A recall is booked as a call that cost nothing.

    What was not asked for in LLM_KEEP_DAYS days is not recalled any more, and forgotten by `forget`.
    """

    def __init__(self, owner: User, run: Run | None = None, *, endpoint: str = "") -> None:
        self._owner, self._run, self._endpoint = owner, run, endpoint

    def recall(self, request: ChatRequest) -> str | None:
        if not request.key:
            return None
        kept = KeptReply.objects.filter(owner=self._owner, model=request.model, key=request.key)
        reply = kept.filter(used_at__gt=_oldest()).first()
        if reply is None:
            return None
        kept.update(used_at=timezone.now())
        self._book(request, reply.text)
        return reply.text

    def keep(self, request: ChatRequest, text: str) -> None:
        """The latest answer takes the place of an earlier one."""
        if not request.key or not _storable(text):
            return
        reply = KeptReply(owner=self._owner, model=request.model, key=request.key, task=request.task[:40], text=text)
        KeptReply.objects.bulk_create(
            [reply],
            update_conflicts=True,
            unique_fields=["owner", "model", "key"],
            update_fields=["text", "task", "used_at"],
        )

    def _book(self, request: ChatRequest, text: str) -> None:
        """What it would have cost is reckoned, at today's price."""
        price = price_of(request.model, self._endpoint)
        call = booked(request, self._owner, self._run, self._endpoint)
        call.outcome, call.cost = ModelCall.Outcome.KNOWN, NOTHING
        call.saved = price.of(prompt_tokens(request), reckoned(len(text))) if price else NOTHING
        call.save()


def forget() -> int:
    """Out: how many replies were too old to be kept."""
    return KeptReply.objects.filter(used_at__lte=_oldest()).delete()[0]


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=settings.LLM_KEEP_DAYS)


def _storable(text: str) -> bool:
    """The database holds neither NUL nor halves of a character."""
    try:
        return "\0" not in text and bool(text.encode())
    except UnicodeEncodeError:
        return False
