"""Any service that offers OpenAI's `/audio/transcriptions`: OpenAI itself, or a server of one's own."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ValidationError

from curation.ai.addresses import host_of
from curation.ai.base import SAMPLE_RATE, Heard, HeardWord, Samples
from curation.ai.hearing import heard, spread
from curation.ai.voice import Spans, speech_spans
from curation.errors import Misconfigured, TemporaryError

if TYPE_CHECKING:
    from openai import OpenAI

PATIENCE_S = 300
CONNECT_S = 5
OPENAI = "https://api.openai.com/v1"
TIMES = {"response_format": "verbose_json", "timestamp_granularities": ["word", "segment"]}
_ISO_LENGTH = 2


class _Timed(BaseModel):
    start: float
    end: float

    @property
    def span(self) -> tuple[int, int]:
        return round(self.start * 1000), round(self.end * 1000)


class ToldWord(_Timed):
    word: str
    probability: float = 1.0


class ToldSegment(_Timed):
    text: str


class Told(BaseModel):
    """An answer, as much of it as the service gives."""

    text: str = ""
    language: str | None = None
    words: list[ToldWord] | None = None
    segments: list[ToldSegment] | None = None


class TranscriptionApi:
    """A Transcriber. Word times where the service tells them, else times of its segments, else an even spread.

    Words whose time is a guess have probability 0.
    """

    def __init__(self, model: str, *, url: str = "", key: str = "", language: str = "", patience_s: float = PATIENCE_S):
        """`url` is what `/audio/transcriptions` is added to. Raises Misconfigured without an address and a key."""
        if not (url or key):
            raise Misconfigured("Set TRANSCRIPTION_API_URL, TRANSCRIPTION_API_KEY or both.")
        self._name, self._url, self._key = model, url, key
        self._language, self._patience_s = language, patience_s
        self._tells_times = True
        self.model = f"{model} at {host_of(url or OPENAI)}"

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        spans = speech_spans(samples)
        if not spans:
            return Heard()
        code = (language or self._language).split("-")[0].lower()
        with self._translated():
            told = self._asked(_wave(samples), code)
        return heard(list(_words(told, spans)), spans, _code(told.language) or code, 1.0 if code else 0.0)

    @cached_property
    def _client(self) -> OpenAI:
        """Retries are left to the caller's queue."""
        from httpx2 import Timeout
        from openai import OpenAI

        timeout = Timeout(self._patience_s, connect=CONNECT_S)
        return OpenAI(api_key=self._key or "none", base_url=self._url or OPENAI, timeout=timeout, max_retries=0)

    def _asked(self, sound: bytes, language: str) -> Told:
        """Asks for times first; a service that refuses only them is asked for the text alone from then on."""
        from openai import BadRequestError, UnprocessableEntityError

        if self._tells_times:
            with suppress(BadRequestError, UnprocessableEntityError):
                return self._answer(sound, language, **TIMES)
        told = self._answer(sound, language, response_format="json")
        self._tells_times = False
        return told

    def _answer(self, sound: bytes, language: str, **shape: Any) -> Told:
        """Some services answer in plain text whatever they were asked for."""
        create: Any = self._client.audio.transcriptions.with_raw_response.create
        known = {"language": language} if language else {}
        answer = create(file=("speech.wav", sound, "audio/wav"), model=self._name, **known, **shape)
        if answer.headers.get("content-type", "").startswith("text/plain"):
            return Told(text=answer.http_response.text)
        return Told.model_validate_json(answer.http_response.content)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The library's errors, told apart by their type."""
        import openai

        try:
            yield
        except (openai.RateLimitError, openai.APIConnectionError, openai.InternalServerError) as error:
            raise TemporaryError(f"{self.model} does not answer at the moment: {error.message}") from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise Misconfigured(f"{self.model} refuses the key. Set TRANSCRIPTION_API_KEY.") from error
        except openai.APIStatusError as error:
            raise Misconfigured(f"{self.model} refuses the recording: {error.message}") from error
        except ValidationError as error:
            message = f"{self.model} gave an answer that is no transcript. Check TRANSCRIPTION_API_URL."
            raise Misconfigured(message) from error


@cache
def transcriber() -> TranscriptionApi:
    """The process's one, as the settings want it."""
    from django.conf import settings

    return TranscriptionApi(
        settings.TRANSCRIPTION_API_MODEL,
        url=settings.TRANSCRIPTION_API_URL,
        key=settings.TRANSCRIPTION_API_KEY,
        language=settings.WHISPER_LANGUAGE,
    )


def _wave(samples: Samples) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return target.getvalue()


def _words(told: Told, spans: Spans) -> Iterator[HeardWord]:
    if told.words:
        yield from (HeardWord(word.word, *word.span, word.probability) for word in told.words)
    elif told.segments:
        for segment in told.segments:
            yield from spread(segment.text.split(), _shared(segment.span, spans))
    else:
        yield from spread(told.text.split(), spans)


def _shared(span: tuple[int, int], spans: Spans) -> Spans:
    """What of a segment's time is speech."""
    cut = [(max(span[0], start), min(span[1], end)) for start, end in spans]
    return [(start, end) for start, end in cut if start < end]


def _code(language: str | None) -> str:
    """`en` for `English`: OpenAI's own service names languages in words."""
    from babel import Locale

    told = (language or "").strip().lower()
    if len(told) == _ISO_LENGTH:
        return told
    names = {name.lower(): code for code, name in Locale("en").languages.items()}
    return names.get(told, "")
