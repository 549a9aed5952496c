"""Sound made for these tests: tones where somebody would speak, silence where nobody does."""

import io
import wave
from fractions import Fraction

import av
import numpy as np

RATE = 16_000


def wav(*stretches: tuple[float, bool]) -> bytes:
    """In: (seconds, whether it sounds). Out: a mono WAV file."""
    sound = np.concatenate([_stretch(seconds, sounds=sounds) for seconds, sounds in stretches])
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((sound * 32_000).astype("<i2").tobytes())
    return file.getvalue()


def webm(seconds: int, *, live: bool) -> bytes:
    """A tone as a browser's recorder writes it (`live`), or as a program does that knows the end."""
    file = io.BytesIO()
    options = {"live": "1"} if live else {}
    with av.open(file, "w", format="webm", options=options) as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        for number in range(seconds * 50):
            out.mux(stream.encode(_tone(number)))
        out.mux(stream.encode(None))
    return file.getvalue()


def halting(*stretches: tuple[int, int], rubbish_at: int = 0) -> bytes:
    """In: (when it begins, how long it lasts), in seconds. Out: a Matroska file of a tone with gaps in its clock.

    With `rubbish_at` its last packet, at that second, is none that can be decoded.
    """
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        for begin, seconds in stretches:
            for number in range(begin * 50, (begin + seconds) * 50):
                out.mux(stream.encode(_tone(number)))
        out.mux(stream.encode(None))
        if rubbish_at:
            out.mux(_rubbish(stream, rubbish_at))
    return file.getvalue()


def _tone(number: int) -> av.AudioFrame:
    """The twenty milliseconds of this number."""
    tone = np.sin(2 * np.pi * 220 * (np.arange(960) + number * 960) / 48_000)
    frame = av.AudioFrame.from_ndarray((tone * 9_000).astype("<i2")[None, :], format="s16", layout="mono")
    frame.sample_rate, frame.pts = 48_000, number * 960
    return frame


def _rubbish(stream: av.AudioStream, second: int) -> av.Packet:
    packet = av.Packet(b"\xff" * 8)
    packet.stream, packet.time_base = stream, Fraction(1, 1000)
    packet.pts = packet.dts = second * 1000
    packet.duration = 20
    return packet


def _stretch(seconds: float, *, sounds: bool) -> np.ndarray:
    ticks = np.arange(round(seconds * RATE)) / RATE
    return 0.5 * np.sin(2 * np.pi * 220 * ticks) if sounds else np.zeros_like(ticks)


def loud_spans(samples: np.ndarray) -> list[tuple[int, int]]:
    """Where such a tone sounds, in milliseconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.01) * 1000 // RATE
    edges = np.flatnonzero(np.diff(loud) > 20)
    starts, ends = [0, *(edges + 1)], [*edges, -1]
    return [(int(loud[a]), int(loud[b])) for a, b in zip(starts, ends, strict=True)] if len(loud) else []
