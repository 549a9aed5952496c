"""Sound made for the tests: a tone, or any samples, in every format that is read."""

import io

import av
import numpy as np

from curation.ai.base import SAMPLE_RATE

# ending: container, codec, the name the probe gives the codec
FORMATS = {
    "mp3": ("mp3", "libmp3lame", "mp3"),
    "m4a": ("mp4", "aac", "aac"),
    "mov": ("mov", "aac", "aac"),
    "ogg": ("ogg", "flac", "flac"),
    "opus": ("ogg", "libopus", "opus"),
    "flac": ("flac", "flac", "flac"),
    "wav": ("wav", "pcm_s16le", "pcm_s16le"),
    "webm": ("webm", "libopus", "opus"),
    "mka": ("matroska", "flac", "flac"),
    "aac": ("adts", "aac", "aac"),
    "aiff": ("aiff", "pcm_s16be", "pcm_s16be"),
    "caf": ("caf", "pcm_s16be", "pcm_s16be"),
    "amr": ("amr", "libopencore_amrnb", "amr_nb"),
}


def tone(seconds, *, hertz=440.0, start=0.0):
    """A tone that begins after `start` seconds of silence."""
    clock = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (0.4 * np.sin(2 * np.pi * hertz * clock) * (clock >= start)).astype(np.float32)


def encoded(samples, ending="wav", *, live=False, video=False):
    """`live` writes as a browser's recorder does: forward only, so that no header knows the length."""
    container, codec, _ = FORMATS[ending]
    target = _Forward() if live else io.BytesIO()
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=8_000 if ending == "amr" else 48_000, layout="mono")
        pictures = _pictures(output) if video else None
        if pictures:
            output.mux(pictures.encode(av.VideoFrame(64, 64, "yuv420p")))
        for frame in _frames(samples, stream):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
        if pictures:
            output.mux(pictures.encode(None))
    return target.getvalue()


class _Forward:
    def __init__(self):
        self._parts = []

    def write(self, data):
        self._parts.append(bytes(data))
        return len(data)

    def getvalue(self):
        return b"".join(self._parts)


def _pictures(output):
    stream = output.add_stream("mpeg4", rate=1)
    stream.width = stream.height = 64
    stream.pix_fmt = "yuv420p"
    return stream


def _frames(samples, stream):
    shape = stream.codec_context.format.name
    resampler = av.AudioResampler(shape, "mono", stream.rate, frame_size=stream.codec_context.frame_size or 1024)
    for start in range(0, len(samples), SAMPLE_RATE):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + SAMPLE_RATE], "flt", "mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, start
        yield from resampler.resample(frame)
    yield from resampler.resample(None)
