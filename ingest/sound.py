"""In: an open sound file. Out: how long it is, and any stretch of it as samples for a transcriber. Pure.

Decoders believe the content over the name, and some formats name other files to open. Here the format is
told by our own signatures, FFmpeg is handed that one reader only, reads through a Python file and may open
nothing else.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

import numpy as np

from curation.ai.base import SAMPLE_RATE, Samples
from curation.errors import UnreadableUpload
from ingest.signatures import Container, container_of, is_playlist

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet

LONGEST_MS = 6 * 3_600_000
HEAD = 64 * 1024
PATIENCE_S = 120
_READS = 4
_SLACK = 64 * 1024 * 1024
_LEAD_S = 1.0
_DRIFT = SAMPLE_RATE // 10
_TRIED = 200


@dataclass(frozen=True)
class Sound:
    """`codec` is FFmpeg's name for it; `media_type` is what a browser is told."""

    duration_ms: int
    codec: str
    media_type: str


def is_sound(head: bytes) -> bool:
    """Whether these first bytes are those of a sound or video file."""
    return container_of(head) is not None


def media_type_of(head: bytes) -> str:
    """`audio/mpeg` and its like; empty for what is no sound."""
    found = container_of(head)
    return found.media_type if found else ""


def probe(file: BinaryIO, *, name: str, longest_ms: int = LONGEST_MS) -> Sound:
    """Measures the sound packet by packet, since headers lie and recordings of browsers have none.

    Raises UnreadableUpload for what is no sound, is damaged, or lasts longer than `longest_ms`.
    """
    with _opened(file, name) as found:
        _try_decoding(found)
    with _opened(file, name) as found:
        duration_ms = _duration_ms(found, longest_ms)
    if duration_ms <= 0:
        raise UnreadableUpload(f"{name} holds no sound at all.")
    return Sound(duration_ms, found.stream.codec_context.codec.canonical_name, found.container.media_type)


def samples(file: BinaryIO, start_ms: int, end_ms: int, *, name: str) -> Samples:
    """The stretch from `start_ms` to `end_ms` or to the end of the sound: mono, 16 kHz, float32 in [-1, 1].

    Shorter than asked for means that nothing behind it can be heard; a gap before more sound is zeros.
    The file is read from its start each time: that is quick, and exact where seeking is a guess.
    Raises UnreadableUpload where nothing of it can be decoded.
    """
    with _opened(file, name) as found:
        tape = _Tape(start_ms, end_ms)
        for seconds, sound in _resampled(found, start_ms / 1000):
            if not tape.lay(seconds, sound):
                break
        if not tape.filled and found.damaged:
            raise _damaged(name)
    return tape.recorded


def refuse_to_open(url: str, *_: Any) -> NoReturn:
    """What FFmpeg is given to open files with: some formats name others."""
    raise PermissionError("A sound file may name no other file.")


class _Reads:
    """A file that may be read from and nothing else, and not without end."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self.left = _READS * file.seek(0, 2) + _SLACK
        file.seek(0)

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise _damaged(self._name)
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()


class _Opened:
    """The first audio stream of a file, with the clock that its reading runs against."""

    def __init__(self, source: "InputContainer", stream: "AudioStream", container: Container, name: str) -> None:
        self.source, self.stream, self.container, self.name = source, stream, container, name
        self.damaged = False
        self._until = time.monotonic() + PATIENCE_S

    def packets(self) -> Iterator["Packet"]:
        """The last one is empty and makes the decoder give up what it still holds."""
        for packet in self.source.demux(self.stream):
            if time.monotonic() > self._until:
                raise UnreadableUpload(f"{self.name} takes too long to read; it is probably damaged.")
            yield packet

    def decoded(self, packet: "Packet") -> list["AudioFrame"]:
        """A damaged packet costs its own sound only."""
        import av

        try:
            return self.stream.codec_context.decode(packet if packet.size else None)
        except EOFError:
            return []
        except av.FFmpegError:
            self.damaged = True
            return []

    @property
    def zero(self) -> float:
        """Where the clock of the stream stands when players show 0:00, in seconds."""
        return float((self.stream.start_time or 0) * (self.stream.time_base or 1))

    def end_of(self, packet: "Packet") -> float:
        """In seconds from zero; 0 for a packet without a time."""
        if packet.pts is None:
            return 0.0
        return float((packet.pts + (packet.duration or 0)) * (self.stream.time_base or 1)) - self.zero


class _Tape:
    """Sound laid where its times say, from the first sample wanted to the last."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self._start = start_ms * SAMPLE_RATE // 1000
        self._sound = np.zeros(max(0, (end_ms - start_ms) * SAMPLE_RATE // 1000), dtype=np.float32)
        self._place: int | None = None
        self.filled = 0

    @property
    def recorded(self) -> Samples:
        return self._sound[: self.filled]

    def lay(self, seconds: float | None, sound: Samples) -> bool:
        """Out: whether more is wanted. Times that jitter are smoothed; a real gap stays a silence up to its end."""
        place = self._place_of(seconds)
        self._place = place + len(sound)
        first, last = max(0, place), min(len(self._sound), self._place)
        if first < last:
            self._sound[first:last] = sound[first - place : last - place]
        self.filled = max(self.filled, last)
        return place < len(self._sound)

    def _place_of(self, seconds: float | None) -> int:
        told = None if seconds is None else round(seconds * SAMPLE_RATE) - self._start
        if self._place is not None and (told is None or abs(told - self._place) <= _DRIFT):
            return self._place
        return -self._start if told is None else told


@contextmanager
def _opened(file: BinaryIO, name: str) -> Iterator[_Opened]:
    """Every error of FFmpeg inside becomes a sentence."""
    import av

    container = _container(file, name)
    options = {"format_whitelist": container.demuxer, "protocol_whitelist": ""}
    try:
        with av.open(
            _Reads(file, name),
            mode="r",
            format=container.demuxer,
            options=options,
            metadata_errors="replace",
            io_open=refuse_to_open,
        ) as source:
            yield _Opened(source, _first_audio(source, name), container, name)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableUpload:
    return UnreadableUpload(f"{name} is damaged, or only a part of a sound file.")


def _container(file: BinaryIO, name: str) -> Container:
    file.seek(0)
    head = file.read(HEAD)
    found = container_of(head)
    if found:
        return found
    if is_playlist(head):
        raise UnreadableUpload(f"{name} is a playlist that names other files, not a sound file.")
    raise UnreadableUpload(f"{name} is not a sound file of a known kind.")


def _first_audio(source: "InputContainer", name: str) -> "AudioStream":
    if not source.streams.audio:
        raise UnreadableUpload(f"{name} holds no sound.")
    stream = source.streams.audio[0]
    if stream.codec_context is None:
        raise UnreadableUpload(f"{name} holds sound in a form that cannot be decoded.")
    return stream


def _try_decoding(found: _Opened) -> None:
    for number, packet in enumerate(found.packets()):
        if found.decoded(packet):
            return
        if number > _TRIED:
            break
    raise _damaged(found.name)


def _duration_ms(found: _Opened, longest_ms: int) -> int:
    end = 0.0
    for packet in found.packets():
        end = max(end, found.end_of(packet))
        if end * 1000 > longest_ms:
            limit = _limit(longest_ms)
            raise UnreadableUpload(f"{found.name} lasts longer than {limit}, more than Threepass takes at once.")
    return round(end * 1000)


def _limit(longest_ms: int) -> str:
    hours = longest_ms / 3_600_000
    return f"{hours:g} hours" if hours >= 1 else f"{longest_ms / 60_000:g} minutes"


def _resampled(found: _Opened, start_s: float) -> Iterator[tuple[float | None, Samples]]:
    """What lies well before the start is skipped undecoded; decoders need a second to find their feet."""
    for frame in _same_shape(_frames(found, start_s - _LEAD_S)):
        told = None if frame.pts is None else float(frame.pts * (frame.time_base or 1)) - found.zero
        yield told, frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)


def _frames(found: _Opened, start_s: float) -> Iterator["AudioFrame"]:
    for packet in found.packets():
        if not packet.size or packet.pts is None or found.end_of(packet) >= start_s:
            yield from found.decoded(packet)


def _same_shape(frames: Iterator["AudioFrame"]) -> Iterator["AudioFrame"]:
    """A stream may change its rate or its channels on the way; each shape gets a resampler of its own."""
    import av

    shape, resampler = None, None
    for frame in frames:
        own = (frame.format.name, frame.layout.name, frame.sample_rate)
        if own != shape:
            if resampler:
                yield from resampler.resample(None)
            shape, resampler = own, av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        if resampler:
            yield from resampler.resample(frame)
    if resampler:
        yield from resampler.resample(None)
