"""In: a Chat. Out: the same, with every call booked on its owner before it is made, and settled afterwards."""

import time
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import connection

from curation.ai.base import Chat, ChatReply, ChatRequest, Listener
from curation.errors import CurationError, ModelAway, ModelFailed, Spent
from curation.ledger.allowances import set_aside
from curation.ledger.prices import Price, most_tokens_in, price_of
from curation.models import ModelCall, Run

NOTHING = Decimal(0)
SETTLED = ("outcome", "tokens_in", "tokens_out", "tokens_cached", "counted", "cost", "seconds", "tries", "error")


class BookedChat:
    """Implements `curation.ai.base.Chat`. Raises OverCap where a call could pass the owner's cap.

    Made for one piece of work. Neither a transaction nor a connection is held while the model thinks.
    """

    def __init__(self, chat: Chat, owner: User, run: Run | None = None) -> None:
        self.endpoint = chat.endpoint
        self._chat, self._owner, self._run = chat, owner, run

    def complete(self, request: ChatRequest, *, listener: Listener | None = None) -> ChatReply:
        price = price_of(request.model, self.endpoint)
        call = booked(request, self._owner, self._run, self.endpoint)
        set_aside(call, price.of(most_tokens_in(request), request.most_tokens) if price else None)
        _let_go()
        began = time.monotonic()
        try:
            reply = self._chat.complete(request, listener=listener)
        except CurationError as error:
            call.seconds = time.monotonic() - began
            _settle_failed(call, price, error)
            raise
        call.seconds = time.monotonic() - began
        _settle(call, price, reply, ModelCall.Outcome.ANSWERED)
        return reply


def booked(request: ChatRequest, owner: User, run: Run | None, endpoint: str) -> ModelCall:
    """A row not stored yet, that says what is asked and of whom, but not in which words."""
    return ModelCall(
        owner=owner,
        run=run,
        task=request.task[:40],
        version=request.version[:20],
        model=request.model[:200],
        endpoint=endpoint[:300],
    )


def _let_go() -> None:
    """The connection, unless the caller still needs it for a transaction of its own."""
    if not connection.in_atomic_block:
        connection.close()


def _settle_failed(call: ModelCall, price: Price | None, error: CurationError) -> None:
    """What was spent before it failed stands on the error."""
    call.error = str(error).replace("\0", "")[:500]
    spent = error.spent if isinstance(error, ModelAway | ModelFailed) else None
    _settle(call, price, spent or Spent(tries=0), ModelCall.Outcome.FAILED)


def _settle(call: ModelCall, price: Price | None, used: ChatReply | Spent, outcome: ModelCall.Outcome) -> None:
    call.outcome, call.counted, call.tries = outcome, used.counted, used.tries
    call.tokens_in, call.tokens_out, call.tokens_cached = used.tokens_in, used.tokens_out, used.tokens_cached
    if price:
        call.cost = price.of(used.tokens_in, used.tokens_out, used.tokens_cached)
    elif not used.tokens_in and not used.tokens_out:
        call.cost = NOTHING
    call.save(update_fields=SETTLED)
