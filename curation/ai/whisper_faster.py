"""faster-whisper: Whisper by CTranslate2, int8 on the CPU or float16 by CUDA. The default transcriber."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from curation.ai.base import Heard, HeardWord, Samples
from curation.ai.hearing import clips, heard
from curation.ai.voice import Spans, cut_out, speech_spans
from curation.ai.whisper_device import BEAM, MODELS, device_of
from curation.ai.whisper_weights import weights_folder
from curation.errors import Misconfigured, TemporaryError

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment, Word

LANGUAGE_WINDOWS = 4
HIGHEST_COMPRESSION = 2.4
LOWEST_LOGPROB = -1.0
SILENT = 0.6
COMPUTE = {"cpu": "int8", "cuda": "float16"}
BATCH = {"cpu": 1, "cuda": 16}
_MISSING = "The speech engine (faster-whisper) is not installed. Run `make setup`."


class FasterWhisper:
    """A Transcriber. Cheap to make: the weights are loaded, or fetched, at the first speech."""

    def __init__(
        self,
        name: str = "",
        *,
        cache: Path,
        device: str = "auto",
        compute: str = "",
        batch: int = 0,
        language: str = "",
    ) -> None:
        """Empty and 0 mean what suits the device. Raises Misconfigured without the engine."""
        self._device = _device(device)
        self._name = name or MODELS[self._device]
        self._compute = compute or COMPUTE[self._device]
        self._batch = batch or BATCH[self._device]
        self._language, self._cache = language, cache
        self.model = f"faster-whisper {Path(self._name).name} {self._compute}"

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        spans = speech_spans(samples)
        if not spans:
            return Heard()
        try:
            return self._heard(samples, spans, language or self._language)
        except (RuntimeError, MemoryError) as error:
            raise TemporaryError(f"The speech engine stopped: {error}") from error

    @cached_property
    def whisper(self) -> WhisperModel:
        """Raises Misconfigured where the weights are missing, damaged or unfit for the device."""
        folder = weights_folder(self._name, self._cache)
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(str(folder), device=self._device, compute_type=self._compute, cpu_threads=_threads())
        except (RuntimeError, ValueError) as error:
            place = f"on {self._device} as {self._compute}"
            raise Misconfigured(f"The Whisper model in {folder} cannot be loaded {place}: {error}") from error

    def _heard(self, samples: Samples, spans: Spans, language: str) -> Heard:
        spoken, sure = self._spoken_language(samples, spans, language)
        stretches = clips(spans)
        if self._batch > 1:
            words = self._in_batches(samples, stretches, spoken)
        else:
            words = _words(self._one_by_one(samples, stretches, spoken), stretches)
        return heard(words, spans, spoken, sure)

    def _spoken_language(self, samples: Samples, spans: Spans, language: str) -> tuple[str, float]:
        """What was said beforehand, else what the first two minutes of speech sound like."""
        code = language.split("-")[0].lower()
        if code in self.whisper.supported_languages:
            return code, 1.0
        if len(self.whisper.supported_languages) == 1:
            return self.whisper.supported_languages[0], 1.0
        speech = np.concatenate([cut_out(samples, span) for span in spans])
        found, sure, _ = self.whisper.detect_language(speech, language_detection_segments=LANGUAGE_WINDOWS)
        return found, round(float(sure), 4)

    def _in_batches(self, samples: Samples, stretches: Spans, language: str) -> list[HeardWord]:
        """Many windows at once; the few that came out doubtful are decoded again with all precautions."""
        from faster_whisper import BatchedInferencePipeline

        segments, _ = BatchedInferencePipeline(self.whisper).transcribe(
            samples,
            language=language,
            clip_timestamps=[{"start": start / 1000, "end": end / 1000} for start, end in stretches],
            batch_size=self._batch,
            beam_size=BEAM,
            word_timestamps=True,
        )
        sure, again = [], set()
        for segment in segments:
            if _is_doubtful(segment):
                again.add(_stretch_of(segment, stretches))
            else:
                sure.append(segment)
        doubtful = self._one_by_one(samples, sorted(again), language) if again else []
        words = _words(sure, stretches) + _words(doubtful, stretches)
        return sorted(words, key=lambda word: word.start_ms)

    def _one_by_one(self, samples: Samples, stretches: Spans, language: str) -> Iterable[Segment]:
        """Window after window, warmer where the decoder loops or guesses, silent where nobody speaks."""
        segments, _ = self.whisper.transcribe(
            samples,
            language=language,
            clip_timestamps=[edge / 1000 for stretch in stretches for edge in stretch],
            beam_size=BEAM,
            word_timestamps=True,
            condition_on_previous_text=False,
            compression_ratio_threshold=HIGHEST_COMPRESSION,
            log_prob_threshold=LOWEST_LOGPROB,
            no_speech_threshold=SILENT,
            hallucination_silence_threshold=2.0,
        )
        return segments


@cache
def transcriber() -> FasterWhisper:
    """The process's one, as the settings want it."""
    from django.conf import settings

    return FasterWhisper(
        settings.WHISPER_MODEL,
        cache=settings.WHISPER_CACHE,
        device=settings.WHISPER_DEVICE,
        compute=settings.WHISPER_COMPUTE,
        batch=settings.WHISPER_BATCH,
        language=settings.WHISPER_LANGUAGE,
    )


def _device(wanted: str) -> str:
    try:
        import ctranslate2
    except ImportError as error:
        raise Misconfigured(_MISSING) from error
    return device_of(wanted, ctranslate2.get_cuda_device_count)


def _is_doubtful(segment: Segment) -> bool:
    return segment.compression_ratio > HIGHEST_COMPRESSION or segment.avg_logprob < LOWEST_LOGPROB


def _stretch_of(segment: Segment, stretches: Spans) -> tuple[int, int]:
    """The one it was decoded from: `seek` is where its window begins, in hundredths of a second."""
    begun = [stretch for stretch in stretches if stretch[0] <= segment.seek * 10 + 10]
    return begun[-1] if begun else stretches[0]


def _words(segments: Iterable[Segment], stretches: Spans) -> list[HeardWord]:
    """Words are timed in whole seconds of sound, so the last may be told behind the end of what was listened to."""
    words = []
    for segment in segments:
        end = _stretch_of(segment, stretches)[1]
        words += [_word(word, end) for word in segment.words or ()]
    return words


def _word(word: Word, end: int) -> HeardWord:
    times = min(round(word.start * 1000), end), min(round(word.end * 1000), end)
    return HeardWord(word.word, *times, float(word.probability))


def _threads() -> int:
    """The cores this process may use, fewer than the machine's in a container pinned to some."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
