"""In: a Chat. Out: the same, with every call booked on its owner before it is made, and settled afterwards."""

import time

from django.contrib.auth.models import User
from django.db import connection

from curation.ai.base import Chat, ChatReply, ChatRequest, Listener
from curation.ai.completions import prompt_tokens
from curation.ai.reckoning import reckoned
from curation.errors import CurationError, ModelAway, ModelFailed, Spent
from curation.ledger.allowances import set_aside
from curation.ledger.amounts import NOTHING
from curation.ledger.prices import Price, most_tokens_in, price_of
from curation.models import ModelCall, Run

SETTLED = ("outcome", "tokens_in", "tokens_out", "tokens_cached", "counted", "cost", "seconds", "tries", "error")


class BookedChat:
    """Implements `curation.ai.base.Chat`. Raises OverCap where a call could pass the owner's cap.

    Made for one piece of work. Neither a transaction nor a connection is held while the model thinks. Whatever ends
    a call, its row says what is known of it; where that is nothing, what was set aside for it stays so.
    """

    def __init__(self, chat: Chat, owner: User, run: Run | None = None) -> None:
        self.endpoint = chat.endpoint
        self._chat, self._owner, self._run = chat, owner, run

    def complete(self, request: ChatRequest, *, listener: Listener | None = None) -> ChatReply:
        price = price_of(request.model, self.endpoint)
        call = booked(request, self._owner, self._run, self.endpoint)
        set_aside(call, price.of(most_tokens_in(request), request.most_tokens) if price else None)
        _let_go()
        began, ear = time.monotonic(), _Ear(listener)
        used: ChatReply | Spent | None = None
        try:
            used = reply = self._chat.complete(request, listener=ear.hear if listener else None)
        except CurationError as error:
            call.error = str(error).replace("\0", "")[:500]
            used = _spent(error) or ear.spent(request) or Spent(tries=0)
            raise
        finally:
            call.seconds = time.monotonic() - began
            _settle(call, price, used or ear.spent(request))
        return reply


class _Ear:
    """Hands on what it hears, and knows how much that was when the listener fails, or is interrupted."""

    def __init__(self, listener: Listener | None) -> None:
        self._listener, self._letters = listener, 0

    def hear(self, text: str) -> None:
        self._letters += len(text)
        if self._listener:
            self._listener(text)

    def spent(self, request: ChatRequest) -> Spent | None:
        return Spent(prompt_tokens(request), reckoned(self._letters)) if self._letters else None


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


def _spent(error: CurationError) -> Spent | None:
    """What was spent before it failed stands on the error."""
    return error.spent if isinstance(error, ModelAway | ModelFailed) else None


def _settle(call: ModelCall, price: Price | None, used: ChatReply | Spent | None) -> None:
    if used:
        _book(call, price, used)
    call.save(update_fields=SETTLED)


def _book(call: ModelCall, price: Price | None, used: ChatReply | Spent) -> None:
    call.outcome = ModelCall.Outcome.ANSWERED if isinstance(used, ChatReply) else ModelCall.Outcome.FAILED
    call.counted, call.tries = used.counted, used.tries
    call.tokens_in, call.tokens_out, call.tokens_cached = used.tokens_in, used.tokens_out, used.tokens_cached
    if price:
        call.cost = price.of(used.tokens_in, used.tokens_out, used.tokens_cached)
    elif not used.tokens_in and not used.tokens_out:
        call.cost = NOTHING
