import io
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from curation.ai.base import SAMPLE_RATE
from curation.errors import UnreadableUpload
from ingest import sound
from tests.ingest.sounds import FORMATS, encoded, tone
from tests.ingest.tones import halting

SPEECH = Path(__file__).parents[2].parent / "shared" / "eval" / "formats" / "audio" / "jfk.flac"
TEXTS = [
    b"Just some words.",
    b"%PDF-1.7",
    b"PK\x03\x04 a zip",
    b"<html><body>page</body></html>",
    "Zwölf Boxkämpfer".encode("utf-16"),
    b"\x00\x00\x00\x18ftypheic",
    b"\xff\xd8\xff\xe0 a picture",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"",
    b"ID3 (Iterative Dichotomiser 3) is a decision tree algorithm.",
    b"caffeine helps, but sleep helps more.",
    b"the ftyp box is the first of an MP4 file.",
    b"OggSpeex and its like are containers.",
    b"fLaC is how a FLAC file begins.",
    b"RIFF or WAVE, the difference is small.",
    b"FORM of AIFF files: chunks within chunks.",
    b"#!AMR is the mark of a telephone's recordings.",
    "явление природы".encode("cp1251"),
    "ясно, что нет".encode("cp1251"),
    "яснотка ".encode("cp1251") * 40,
]


def probed(data, name="memo"):
    return sound.probe(io.BytesIO(data), name=name)


def heard(data, start_ms=0, end_ms=10_000):
    return sound.samples(io.BytesIO(data), start_ms, end_ms, name="memo")


def onset_ms(samples):
    return int(np.argmax(np.abs(samples) > 0.1)) * 1000 // SAMPLE_RATE


@pytest.fixture(scope="module")
def every_format():
    return {ending: encoded(tone(3, start=1.5), ending) for ending in FORMATS}


@pytest.mark.parametrize("ending", FORMATS)
def test_it_knows_sound_by_its_first_bytes(every_format, ending):
    assert sound.is_sound(every_format[ending][: sound.HEAD])


@pytest.mark.parametrize("data", TEXTS)
def test_it_takes_nothing_else_for_sound(data):
    assert not sound.is_sound(data)
    assert sound.media_type_of(data) == ""


@pytest.mark.parametrize("ending", FORMATS)
def test_it_measures_every_format(every_format, ending):
    found = probed(every_format[ending])
    assert found.duration_ms == pytest.approx(3000, abs=120)
    assert found.codec == FORMATS[ending][2]


@pytest.mark.parametrize("ending", FORMATS)
def test_it_decodes_every_format_to_mono_at_16_khz(every_format, ending):
    samples = heard(every_format[ending])
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(3 * SAMPLE_RATE, rel=0.04)


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_heard_stands_where_it_was_recorded(every_format, ending):
    assert onset_ms(heard(every_format[ending])) == pytest.approx(1500, abs=60)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_window_is_cut_from_the_same_clock(every_format, ending):
    window = heard(every_format[ending], 1200, 2200)
    assert len(window) == SAMPLE_RATE
    assert onset_ms(window) == pytest.approx(300, abs=60)


def test_a_recording_without_a_length_in_its_header_is_measured():
    live = encoded(tone(4), "webm", live=True)
    assert probed(live).duration_ms == pytest.approx(4000, abs=60)


def test_windows_join_without_a_seam():
    data = encoded(tone(4), "mp3")
    joined = np.concatenate([heard(data, 0, 2000), heard(data, 2000, 3000)])
    assert np.allclose(joined[SAMPLE_RATE:], heard(data, 1000, 3000), atol=0.04)


def test_a_gap_in_the_clock_is_a_silence():
    data = halting((0, 2), (60, 2))
    assert len(heard(data, 0, 10_000)) == len(heard(data, 20_000, 30_000)) == 10 * SAMPLE_RATE
    assert not heard(data, 20_000, 30_000).any()
    assert onset_ms(heard(data, 50_000, 70_000)) == pytest.approx(10_000, abs=60)
    assert len(heard(data, 50_000, 70_000)) == pytest.approx(12 * SAMPLE_RATE, rel=0.01)


def test_a_window_behind_the_end_is_empty():
    assert len(heard(encoded(tone(1)), 5000, 9000)) == 0


def test_stereo_becomes_mono(tmp_path):
    left = np.column_stack([tone(1), np.zeros(SAMPLE_RATE)])
    data = _wave((left * 32_767).astype("<i2").tobytes(), channels=2)
    assert 0.1 < np.abs(heard(data)).max() < 0.4


def test_a_video_gives_its_sound_only():
    data = encoded(tone(2), "mov", video=True)
    assert probed(data).codec == "aac"
    assert len(heard(data)) == pytest.approx(2 * SAMPLE_RATE, rel=0.05)


def test_the_media_type_is_what_a_browser_understands(every_format):
    types = {ending: sound.media_type_of(every_format[ending]) for ending in ("mp3", "m4a", "webm", "opus", "wav")}
    assert types == {
        "mp3": "audio/mpeg",
        "m4a": "audio/mp4",
        "webm": "audio/webm",
        "opus": "audio/ogg",
        "wav": "audio/wav",
    }


@pytest.mark.parametrize("size", [256, sound.HEAD - 40, sound.HEAD - 10, 2 * sound.HEAD])
def test_an_mp3_is_known_behind_its_tag_however_long(every_format, size):
    tag = b"ID3\x04\x00\x00" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + bytes(size)
    assert sound.media_type_of((tag + every_format["mp3"])[: sound.HEAD]) == "audio/mpeg"


def test_an_aac_is_known_behind_its_tag(every_format):
    tag = b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256)
    assert sound.media_type_of((tag + every_format["aac"])[:300]) == "audio/aac"
    assert sound.media_type_of(tag + every_format["aac"]) == "audio/aac"


@pytest.mark.parametrize("ending", ["mp3", "wav", "m4a"])
@pytest.mark.parametrize("prefix", [b"", b"ID3\x04\x00\x00\x00\x00\x00\x00", b"\xff\xfb\x90\x64"])
@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{path}'\n",
        "#EXTM3U\n{path}\n",
    ],
)
def test_a_playlist_in_disguise_opens_no_other_file(tmp_path, playlist, prefix, ending):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(encoded(tone(5)))
    evil = prefix + playlist.format(path=secret, url=secret.as_uri()).encode()
    with pytest.raises(UnreadableUpload, match=r"^evil\.\w+ (is|holds) .*\.$"):
        probed(evil, f"evil.{ending}")
    with pytest.raises(UnreadableUpload):
        heard(evil)


def test_a_playlist_is_named_as_one():
    with pytest.raises(UnreadableUpload, match="playlist that names other files"):
        probed(b"#EXTM3U\nhttp://127.0.0.1/secret.mp3\n")


def test_an_upload_too_long_is_refused_with_the_limit():
    data = encoded(tone(5))
    with pytest.raises(UnreadableUpload, match=r"^memo lasts longer than 0\.05 minutes"):
        sound.probe(io.BytesIO(data), name="memo", longest_ms=3000)


def test_a_recording_of_nothing_is_refused():
    with pytest.raises(UnreadableUpload):
        probed(_wave(b""))


def test_pictures_without_sound_are_refused():
    import av

    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=1)
        stream.width = stream.height = 64
        output.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        output.mux(stream.encode(None))
    with pytest.raises(UnreadableUpload, match="holds no sound"):
        probed(target.getvalue())


@pytest.mark.parametrize("ending", FORMATS)
def test_damage_ends_in_a_sentence_or_in_what_is_left(every_format, ending):
    chance = random.Random(ending)
    for _ in range(40):
        data = _damaged(every_format[ending], chance)
        assert _said_of(data) in {"sound", "memo."}


def test_half_a_recording_is_half_as_long(every_format):
    half = every_format["mp3"][: len(every_format["mp3"]) // 2]
    assert probed(half).duration_ms == pytest.approx(1500, abs=150)


def test_damage_in_the_middle_moves_nothing_after_it():
    data = bytearray(encoded(tone(6, start=5), "mka"))
    middle = len(data) // 5
    data[middle : middle + 2_000] = bytes(2_000)
    assert onset_ms(heard(bytes(data))) == pytest.approx(5000, abs=100)


@pytest.mark.inputs
@pytest.mark.skipif(not SPEECH.exists(), reason="the shared recording is not here")
def test_it_reads_a_real_speech():
    data = SPEECH.read_bytes()
    assert probed(data).duration_ms == pytest.approx(11_000, abs=50)
    assert len(heard(data, 0, 60_000)) == 11 * SAMPLE_RATE


def test_importing_the_module_loads_no_decoder():
    code = "import sys, ingest.sound; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _said_of(data):
    """`sound` for what can be played, else how the sentence begins and ends."""
    try:
        found, samples = probed(data), heard(data)
    except UnreadableUpload as error:
        return str(error)[:4] + str(error)[-1]
    return "sound" if 0 < found.duration_ms <= sound.LONGEST_MS and np.isfinite(samples).all() else "nonsense"


def _wave(pcm, *, channels=1):
    import wave

    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm)
    return target.getvalue()


def _damaged(data, chance):
    """Cut short, overwritten in places, or both."""
    broken = bytearray(data)
    for _ in range(chance.choice([0, 1, 3, 10, 100])):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken[: chance.choice([len(broken), chance.randrange(4, len(broken))])])
