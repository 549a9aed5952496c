"""In: a recording that a browser wrote as it went. Out: the same sound with its length and an index. Pure.

Such a WebM says neither how long it is nor where its moments lie; a player then shows no length, and reads the
file from the start for each jump. The packets are copied, nothing is decoded.
"""

from io import BytesIO
from typing import Any, BinaryIO

from ingest.sound import refuse_to_open

WEBM = "audio/webm"


def seekable(file: BinaryIO) -> bytes | None:
    """None where the file has a length already, or cannot be copied: then it plays as it is."""
    import av

    copy = BytesIO()
    try:
        with av.open(
            file, "r", format="matroska", options={"protocol_whitelist": ""}, io_open=refuse_to_open
        ) as source:
            if source.duration or not source.streams.audio:
                return None
            _copy(source, copy)
    except (av.FFmpegError, ValueError):
        return None
    return copy.getvalue()


def _copy(source: Any, into: BinaryIO) -> None:
    import av

    stream = source.streams.audio[0]
    with av.open(into, "w", format="webm") as copy:
        target = copy.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = target
                copy.mux(packet)
