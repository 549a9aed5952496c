from io import BytesIO

import av
import pytest

from ingest.seekable import seekable
from tests.ingest.tones import wav, webm


def test_a_browsers_recording_gets_its_length():
    with av.open(BytesIO(seekable(BytesIO(webm(3, live=True))))) as copy:
        assert copy.duration == pytest.approx(3_000_000, rel=0.02)


def test_the_sound_stays_the_same():
    def packets(data):
        with av.open(BytesIO(data)) as file:
            return [bytes(packet) for packet in file.demux(file.streams.audio[0]) if packet.size]

    data = webm(2, live=True)
    assert packets(seekable(BytesIO(data))) == packets(data)


@pytest.mark.parametrize("data", [webm(1, live=False), wav((1, True)), b"", b"\x1a\x45\xdf\xa3" + b"\0" * 99])
def test_what_needs_no_copy_or_allows_none_gets_none(data):
    assert seekable(BytesIO(data)) is None
