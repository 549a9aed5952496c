"""In: sound. Out: the stretches in which somebody speaks, by Silero's detector, which ships with faster-whisper."""

from curation.ai.base import SAMPLE_RATE, Samples
from curation.errors import Misconfigured

Spans = list[tuple[int, int]]

LONGEST_MS = 28_000
_SURE = 0.5
_SHORTEST_MS = 250
_PAUSE_MS = 500
_MARGIN_MS = 200


def speech_spans(samples: Samples) -> Spans:
    """Spans in milliseconds, in order and disjoint, none longer than `LONGEST_MS`; none in silence and music.

    `samples` are mono at 16 kHz, float32, at most some minutes long. Raises Misconfigured without the engine.
    """
    if not len(samples):
        return []
    return [(_ms(span["start"]), _ms(span["end"])) for span in _found(samples)]


def covered_ms(spans: Spans) -> int:
    """How long people speak, all spans together."""
    return sum(end - start for start, end in spans)


def cut_out(samples: Samples, span: tuple[int, int]) -> Samples:
    """The sound of one span, a view of all."""
    return samples[span[0] * SAMPLE_RATE // 1000 : span[1] * SAMPLE_RATE // 1000]


def _found(samples: Samples) -> list[dict[str, int]]:
    try:
        from faster_whisper.vad import VadOptions, get_speech_timestamps
    except ImportError as error:
        raise Misconfigured("The speech engine (faster-whisper) is not installed. Run `make setup`.") from error
    options = VadOptions(
        threshold=_SURE,
        min_speech_duration_ms=_SHORTEST_MS,
        max_speech_duration_s=LONGEST_MS / 1000,
        min_silence_duration_ms=_PAUSE_MS,
        speech_pad_ms=_MARGIN_MS,
    )
    found: list[dict[str, int]] = get_speech_timestamps(samples, options, sampling_rate=SAMPLE_RATE)
    return found


def _ms(sample: int) -> int:
    return sample * 1000 // SAMPLE_RATE
