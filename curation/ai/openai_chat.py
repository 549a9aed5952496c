"""Any service that offers OpenAI's `/chat/completions`: OpenAI itself, or a server of one's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from curation.ai.addresses import check_way, host_of
from curation.ai.base import ChatReply, ChatRequest, Listener
from curation.ai.bounded import Interrupted, Limits, Meter, bounded_client
from curation.ai.completions import Answer, NoModel, Unreadable, prompt_tokens
from curation.ai.dialects import Dialect, arguments, dialects, first_tried, without
from curation.errors import ModelFailed, SaidNothing

if TYPE_CHECKING:
    from openai import OpenAI, Stream
    from openai.types.chat import ChatCompletionChunk

OPENAI = "https://api.openai.com/v1"
FORGET_AFTER_SECONDS = 3600.0
# One: the work is tried again later anyhow, and tries within tries multiply.
RETRIES = 1


class OpenAIChat:
    """A Chat. What a server does not understand is left out, and remembered for an hour for each model, apart for
    answers that are streamed: a form that was understood plainly is not proven for those.

    Only what cannot have been charged is tried again at once: a connection that never came about, and a
    refusal. An answer that broke off is not; the error says what it has used.
    """

    def __init__(
        self,
        *,
        url: str = "",
        key: str = "",
        proxy: str = "",
        effort: str = "",
        limits: Limits | None = None,
        forget_after: float = FORGET_AFTER_SECONDS,
    ) -> None:
        """`url` is what `/chat/completions` is added to; `effort`, how much a model shall think before it answers.

        Raises Misconfigured for what can never work.
        """
        check_way(url, key, proxy)
        self._url, self._key, self._proxy = url or OPENAI, key.strip(), proxy
        self._effort = effort
        self._limits, self._forget_after = limits or Limits(), forget_after
        self._known: dict[tuple[str, bool], tuple[Dialect, float]] = {}
        self.endpoint = host_of(self._url)

    def complete(self, request: ChatRequest, *, listener: Listener | None = None) -> ChatReply:
        """A client for each call: what it takes is told from what others take, and no worker inherits a connection."""
        from openai import OpenAI

        meter, answer = Meter(self._limits), Answer()
        translated = self._translated(request, meter, answer, streamed=listener is not None)
        with bounded_client(meter, proxy=self._proxy) as client, translated:
            api = OpenAI(api_key=self._key or "none", base_url=self._url, max_retries=RETRIES, http_client=client)
            self._converse(api, request, answer, listener)
        return self._reply(request, answer, meter.tries)

    def prepare(self) -> None:
        """Load what the first call would load; nobody is asked anything."""
        from openai.resources.chat import completions  # noqa: F401

        from curation.ai import refusals  # noqa: F401

    def _converse(self, api: OpenAI, request: ChatRequest, answer: Answer, listener: Listener | None) -> None:
        """Ask, in simpler forms where one is refused, and hear the answer out."""
        streamed = listener is not None
        known = self._recalled(request.model, streamed=streamed)
        left = dialects(known or first_tried(self.endpoint, self._effort), request, streamed=streamed)
        response = None
        while response is None:
            response, left = self._asked(api, request, left, streamed=streamed, sure=known is not None)
        if known is None:
            self._known[request.model, streamed] = left[0], time.monotonic()
        _hear(response, answer, listener)

    def _asked(
        self, api: OpenAI, request: ChatRequest, left: list[Dialect], *, streamed: bool, sure: bool
    ) -> tuple[Any, list[Dialect]]:
        """Out: the response and the dialects from its own on, or None and those that may still be tried."""
        from openai import APIStatusError

        from curation.ai.refusals import is_about_form

        create: Any = api.chat.completions.with_raw_response.create
        try:
            return create(stream=streamed, **arguments(request, left[0], streamed=streamed)), left
        except APIStatusError as failure:
            others = without(left[0], failure.param or "", left)
            if not (others and is_about_form(failure, prompt_tokens(request), sure=sure)):
                raise
            return None, others

    def _recalled(self, model: str, *, streamed: bool) -> Dialect | None:
        dialect, since = self._known.get((model, streamed), (None, 0.0))
        return dialect if time.monotonic() - since < self._forget_after else None

    @contextmanager
    def _translated(self, request: ChatRequest, meter: Meter, answer: Answer, *, streamed: bool) -> Iterator[None]:
        """An answer that was whole before the connection failed is an answer."""
        from openai import APIStatusError, OpenAIError

        from curation.ai.refusals import Case, note, translated

        try:
            yield
        except (OpenAIError, Interrupted) as failure:
            if answer.finish:
                return
            size = 0 if streamed else meter.heard
            spent = answer.spent(request, size=size, tries=meter.tries) if meter.sent else None
            case = Case(request.model, self.endpoint, self._limits, prompt_tokens(request), spent)
            if isinstance(failure, APIStatusError):
                note(failure, case, self._key)
            raise translated(failure, case) from failure

    def _reply(self, request: ChatRequest, answer: Answer, tries: int) -> ChatReply:
        spent, who = answer.spent(request, tries=tries), f"{request.model} at {self.endpoint}"
        cut = answer.finish == "length"
        if answer.refused:
            raise ModelFailed(f"{who} declines to answer.", spent=spent)
        if not answer.text.strip():
            why = "reached its limit of tokens before it said anything" if cut else "gave an empty answer"
            raise SaidNothing(f"{who} {why}.", spent=spent)
        return ChatReply(answer.text, request.model, cut=cut, **vars(spent))


@cache
def openai_chat() -> OpenAIChat:
    """The process's one, as the settings want it."""
    from django.conf import settings

    return OpenAIChat(
        url=settings.OPENAI_BASE_URL,
        key=settings.OPENAI_API_KEY,
        proxy=settings.OPENAI_PROXY,
        effort=settings.LLM_EFFORT,
        limits=Limits(seconds=settings.LLM_SECONDS, size=settings.LARGEST_LLM_ANSWER),
    )


def _hear(response: Any, answer: Answer, listener: Listener | None) -> None:
    """A server that does not stream, though it was asked to, is heard all the same."""
    kind = response.headers.get("content-type", "")
    if kind.startswith("text/event-stream"):
        for piece in _pieces(response.parse()):
            _tell(answer.hear(piece), listener)
        return
    whole = response.http_response.read()
    try:
        _tell(answer.hear(whole), listener)
    except Unreadable as error:
        raise error if "json" in kind else NoModel from error


def _pieces(stream: Stream[ChatCompletionChunk]) -> Iterator[ChatCompletionChunk]:
    try:
        yield from stream
    except ValueError as error:
        raise Unreadable from error


def _tell(text: str, listener: Listener | None) -> None:
    if text and listener:
        listener(text)
