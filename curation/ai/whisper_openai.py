"""openai-whisper: the reference implementation on torch, for machines that have both and a GPU."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from curation.ai.base import Heard, HeardWord, Samples
from curation.ai.hearing import clips, heard
from curation.ai.voice import Spans, cut_out, speech_spans
from curation.ai.whisper_device import BEAM, MODELS, device_of
from curation.errors import Misconfigured, TemporaryError

if TYPE_CHECKING:
    from types import ModuleType

    from whisper.model import Whisper

_MISSING = (
    "The speech engine (openai-whisper) is not installed. Run `pip install openai-whisper`, or unset TRANSCRIBER "
    "for the engine that comes with Threepass."
)


class OpenAIWhisper:
    """A Transcriber. Cheap to make: the weights are loaded, or fetched, at the first speech."""

    def __init__(self, name: str = "", *, cache: Path, device: str = "auto", language: str = "") -> None:
        """Empty means what suits the device. Raises Misconfigured without the engine."""
        _engine()
        self._device = _device(device)
        self._name = name or MODELS[self._device]
        self._language, self._cache = language, cache
        self.model = f"openai-whisper {Path(self._name).stem}"

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        spans = speech_spans(samples)
        if not spans:
            return Heard()
        try:
            return self._heard(samples, spans, language or self._language)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise TemporaryError(f"The speech engine stopped: {error}") from error

    @cached_property
    def whisper(self) -> Whisper:
        """Raises Misconfigured where the weights are missing or damaged."""
        try:
            return _engine().load_model(self._name, device=self._device, download_root=str(self._cache))
        except (URLError, OSError) as error:
            raise Misconfigured(
                f"The Whisper model “{self._name}” is not here and could not be fetched. "
                f"Put {self._name}.pt into {self._cache}, or set WHISPER_MODEL to its path, then transcribe again."
            ) from error
        except (RuntimeError, ValueError, KeyError) as error:
            raise Misconfigured(f"The Whisper model “{self._name}” cannot be loaded: {error}") from error

    def _heard(self, samples: Samples, spans: Spans, language: str) -> Heard:
        """The first stretch of speech tells the language of all."""
        words: list[HeardWord] = []
        spoken, sure = self._spoken_language(samples, spans, language)
        for clip in clips(spans):
            words += _words(self._decoded(cut_out(samples, clip), spoken), *clip)
        return heard(words, spans, spoken, sure)

    def _spoken_language(self, samples: Samples, spans: Spans, language: str) -> tuple[str, float]:
        from whisper.tokenizer import LANGUAGES

        code = language.split("-")[0].lower()
        if code in LANGUAGES:
            return code, 1.0
        if not self.whisper.is_multilingual:
            return "en", 1.0
        return self._told_by_listening(cut_out(samples, clips(spans)[0]))

    def _told_by_listening(self, samples: Samples) -> tuple[str, float]:
        engine = _engine()
        sound = engine.pad_or_trim(samples)
        bands = engine.log_mel_spectrogram(sound, self.whisper.dims.n_mels).to(self.whisper.device)
        _, likely = self.whisper.detect_language(bands)
        code = max(likely, key=likely.__getitem__)
        return code, round(float(likely[code]), 4)

    def _decoded(self, samples: Samples, language: str) -> dict[str, Any]:
        found: dict[str, Any] = self.whisper.transcribe(
            samples,
            language=language,
            word_timestamps=True,
            condition_on_previous_text=False,
            beam_size=BEAM,
            best_of=BEAM,
            hallucination_silence_threshold=2.0,
            fp16=self._device == "cuda",
            verbose=None,
        )
        return found


@cache
def transcriber() -> OpenAIWhisper:
    """The process's one, as the settings want it."""
    from django.conf import settings

    return OpenAIWhisper(
        settings.WHISPER_MODEL,
        cache=settings.WHISPER_CACHE,
        device=settings.WHISPER_DEVICE,
        language=settings.WHISPER_LANGUAGE,
    )


def _engine() -> ModuleType:
    try:
        import whisper
    except ImportError as error:
        raise Misconfigured(_MISSING) from error
    return whisper


def _device(wanted: str) -> str:
    import torch

    return device_of(wanted, torch.cuda.is_available)


def _words(found: dict[str, Any], start: int, end: int) -> Iterator[HeardWord]:
    for segment in found["segments"]:
        for word in segment.get("words", ()):
            begun, ended = (min(end, start + round(word[edge] * 1000)) for edge in ("start", "end"))
            yield HeardWord(word["word"], begun, ended, float(word["probability"]))
