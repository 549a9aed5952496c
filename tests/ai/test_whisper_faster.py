import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from curation.ai import whisper_faster, whisper_weights
from curation.ai.base import SAMPLE_RATE, Heard
from curation.ai.voice import speech_spans
from curation.ai.whisper_faster import FasterWhisper
from curation.errors import Misconfigured, TemporaryError
from curation.transcribing import get_transcriber
from ingest.sound import samples
from tests.ai.conftest import HEARD
from tests.ai.speech import music, noise, silence, spoken

SPEECH = Path(__file__).parents[2].parent / "shared" / "eval" / "formats" / "audio" / "jfk.flac"


@pytest.fixture
def whisper(made, tmp_path):
    def build(text=HEARD, **options):
        return FasterWhisper(str(made(text)), cache=tmp_path, device="cpu", **options)

    return build


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """No weights here, none in the usual places, and a network where nobody answers."""
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "usual"))
    return tmp_path


def text_of(heard):
    return " ".join(word.text for word in heard.words)


@pytest.mark.parametrize("batch", [1, 4])
def test_it_hears_the_words_of_the_model(whisper, batch):
    assert text_of(whisper(batch=batch).transcribe(spoken())) == HEARD


@pytest.mark.parametrize("batch", [1, 4])
def test_every_word_lies_in_speech_and_in_order(whisper, batch):
    sound = np.concatenate([silence(4), spoken(pause=5), spoken()])
    heard = whisper(batch=batch).transcribe(sound)
    spans = speech_spans(sound)
    assert all(any(start <= w.start_ms <= w.end_ms <= end for start, end in spans) for w in heard.words)
    edges = [edge for word in heard.words for edge in (word.start_ms, word.end_ms)]
    assert edges == sorted(edges)


@pytest.mark.parametrize("batch", [1, 2])
def test_each_stretch_of_speech_is_heard(whisper, batch):
    sound = np.concatenate([spoken(pause=4) for _ in range(5)])
    assert text_of(whisper(batch=batch).transcribe(sound)) == " ".join([HEARD] * 5)


@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize("sound", [silence(5), noise(5), music(10), silence(0)])
def test_silence_and_music_give_no_words(whisper, sound, batch):
    assert whisper(batch=batch).transcribe(sound) == Heard()


def test_silence_needs_no_weights(empty):
    assert FasterWhisper("tiny", cache=empty).transcribe(silence(5)) == Heard()


def test_it_tells_the_language(made, tmp_path):
    heard = FasterWhisper(str(made("Guten Tag", "de")), cache=tmp_path).transcribe(spoken())
    assert (heard.language, heard.probability) == ("de", pytest.approx(1, abs=0.01))


def test_it_believes_who_knows_the_language(whisper):
    assert whisper().transcribe(spoken(), language="fr").language == "fr"
    assert whisper(language="fr").transcribe(spoken()).language == "fr"
    assert whisper(language="fr").transcribe(spoken(), language="de-AT").language == "de"


def test_a_language_it_does_not_know_is_told_by_listening(whisper):
    assert whisper().transcribe(spoken(), language="tlh").language == "en"


@pytest.mark.parametrize("batch", [1, 4])
def test_a_loop_is_not_written_down(whisper, batch):
    looping = "we went " * 40
    assert len(whisper(looping, batch=batch).transcribe(spoken()).words) <= 2


def test_more_words_than_were_said_are_not_written_down(whisper):
    invented = " ".join(f"thing{number}" for number in range(150))
    assert whisper(invented).transcribe(spoken("Yes, I will.")) == Heard()


def test_it_says_which_weights_and_engine_it_is(whisper):
    assert whisper().model == "faster-whisper tiny-made int8"
    assert whisper(compute="float32").model == "faster-whisper tiny-made float32"


@pytest.mark.inputs
@pytest.mark.skipif(not SPEECH.exists(), reason="the shared recording is not here")
@pytest.mark.parametrize("batch", [1, 4])
def test_it_hears_a_real_recording(whisper, batch):
    with SPEECH.open("rb") as file:
        sound = samples(file, 0, 60_000, name="speech")
    heard = whisper(batch=batch).transcribe(sound)
    assert text_of(heard) == HEARD
    assert heard.words[-1].end_ms <= len(sound) * 1000 // SAMPLE_RATE


def test_missing_weights_without_a_network_say_what_to_do(empty):
    with pytest.raises(Misconfigured) as stopped:
        FasterWhisper("small", cache=empty / "whisper").transcribe(spoken())
    assert str(stopped.value) == (
        "The Whisper model “small” is not here and could not be fetched. "
        f"Put its files into {empty}/whisper/small, or set WHISPER_MODEL to their folder, then transcribe again."
    )


def test_a_network_that_never_answers_is_soon_given_up(empty, monkeypatch):
    monkeypatch.setattr(whisper_weights, "PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{deaf.getsockname()[1]}")
        waiting = threading.Thread(target=_give_up, args=(empty,), daemon=True)
        waiting.start()
        waiting.join(30)
    assert not waiting.is_alive()


def test_weights_put_there_later_are_found_by_the_same_transcriber(empty, made):
    whisper = FasterWhisper("small", cache=empty)
    with pytest.raises(Misconfigured):
        whisper.transcribe(spoken())
    (empty / "small").symlink_to(made())
    assert text_of(whisper.transcribe(spoken())) == HEARD


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Misconfigured, match="names the folder /no/such/folder, which is not there"):
        FasterWhisper("/no/such/folder", cache=tmp_path).transcribe(spoken())


def test_a_name_that_no_model_has_is_answered_with_those_known(tmp_path):
    with pytest.raises(Misconfigured, match=r"names “smal”; known are .*small.*"):
        FasterWhisper("smal", cache=tmp_path).transcribe(spoken())


def test_incomplete_weights_are_named(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(Misconfigured, match=r"lacks model.bin and tokenizer.json"):
        FasterWhisper(str(tmp_path), cache=tmp_path).transcribe(spoken())


def test_damaged_weights_are_named(tmp_path):
    for name in ("config.json", "tokenizer.json", "model.bin"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(Misconfigured, match="cannot be loaded on cpu as int8"):
        FasterWhisper(str(tmp_path), cache=tmp_path, device="cpu").transcribe(spoken())


def test_a_device_that_is_none_is_named(tmp_path):
    with pytest.raises(Misconfigured, match="WHISPER_DEVICE is gpu; it may be auto, cpu or cuda"):
        FasterWhisper(cache=tmp_path, device="gpu")


def test_an_engine_that_stops_may_be_asked_again(whisper, monkeypatch):
    stopping = whisper()
    monkeypatch.setattr(whisper_faster, "clips", _stop)
    with pytest.raises(TemporaryError, match="out of memory"):
        stopping.transcribe(spoken())


def test_a_missing_engine_names_the_command_that_mends_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(Misconfigured, match="make setup"):
        FasterWhisper(cache=tmp_path)


def test_the_settings_pick_it(settings, made):
    settings.WHISPER_MODEL = str(made())
    whisper_faster.transcriber.cache_clear()
    get_transcriber.cache_clear()
    assert get_transcriber().model.startswith("faster-whisper tiny-made")
    assert get_transcriber() is get_transcriber()
    whisper_faster.transcriber.cache_clear()
    get_transcriber.cache_clear()


def test_importing_the_module_loads_no_engine():
    code = (
        "import sys, curation.transcribing, curation.ai.whisper_faster;"
        "sys.exit(any(m in sys.modules for m in ('faster_whisper', 'ctranslate2', 'torch', 'onnxruntime')))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "curation.project.settings"}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0


def _stop(spans):
    raise RuntimeError("CUDA failed with error out of memory")


def _give_up(cache):
    with pytest.raises(Misconfigured):
        FasterWhisper("small", cache=cache).transcribe(spoken())
