"""The true engine needs torch, which Threepass goes without: a scripted one stands in its place here."""

import subprocess
import sys
from types import ModuleType, SimpleNamespace
from urllib.error import URLError

import numpy as np
import pytest

from curation.ai.base import SAMPLE_RATE, Heard
from curation.ai.voice import speech_spans
from curation.ai.whisper_openai import OpenAIWhisper
from curation.errors import Misconfigured, TemporaryError
from curation.project import diagnosis
from tests.ai.speech import music, silence, spoken


class ScriptedWhisper:
    """Hears the same words in every stretch and remembers what it was asked."""

    is_multilingual = True
    dims = SimpleNamespace(n_mels=80)
    device = "cpu"

    def __init__(self):
        self.words = [("The", 0.3, 0.6), ("harbour", 0.6, 1.2)]
        self.asked = []
        self.stops = None

    def detect_language(self, bands):
        return None, {"en": 0.1, "de": 0.9}

    def transcribe(self, samples, **options):
        if self.stops:
            raise self.stops
        self.asked.append((len(samples), options))
        words = [{"word": " " + text, "start": a, "end": b, "probability": 0.8} for text, a, b in self.words]
        return {"segments": [{"words": words}]}


@pytest.fixture
def engine(monkeypatch):
    """An installed `whisper` on an installed `torch`."""
    scripted = ScriptedWhisper()
    whisper, torch, tokenizer = ModuleType("whisper"), ModuleType("torch"), ModuleType("whisper.tokenizer")
    whisper.load_model = lambda name, device, download_root: scripted
    whisper.pad_or_trim = lambda samples: samples
    whisper.log_mel_spectrogram = lambda samples, bands: SimpleNamespace(to=lambda device: samples)
    torch.cuda = SimpleNamespace(is_available=lambda: False)
    tokenizer.LANGUAGES = {"en": "english", "de": "german"}
    for name, module in (("whisper", whisper), ("torch", torch), ("whisper.tokenizer", tokenizer)):
        monkeypatch.setitem(sys.modules, name, module)
    scripted.module = whisper
    return scripted


@pytest.fixture
def whisper(engine, tmp_path):
    return OpenAIWhisper(cache=tmp_path)


def test_times_count_from_the_beginning_of_the_sound(whisper):
    sound = np.concatenate([silence(5), spoken()])
    first = whisper.transcribe(sound).words[0]
    assert first.start_ms == pytest.approx(speech_spans(sound)[0][0] + 300, abs=5)


def test_each_stretch_of_speech_is_heard_by_itself(whisper, engine):
    heard = whisper.transcribe(np.concatenate([spoken(pause=6), spoken()]))
    assert [word.text for word in heard.words] == ["The", "harbour", "The", "harbour"]
    assert all(length < 8 * SAMPLE_RATE for length, _ in engine.asked)


def test_the_language_is_told_by_listening_or_beforehand(whisper):
    assert (whisper.transcribe(spoken()).language, whisper.transcribe(spoken()).probability) == ("de", 0.9)
    assert whisper.transcribe(spoken(), language="en-GB").language == "en"


def test_silence_and_music_give_no_words(whisper, engine):
    assert whisper.transcribe(silence(5)) == whisper.transcribe(music(5)) == Heard()
    assert engine.asked == []


def test_it_says_which_weights_and_engine_it_is(whisper):
    assert whisper.model == "openai-whisper small"


def test_an_engine_that_stops_may_be_asked_again(whisper, engine):
    engine.stops = RuntimeError("CUDA out of memory")
    with pytest.raises(TemporaryError, match="out of memory"):
        whisper.transcribe(spoken())


def test_missing_weights_say_what_to_do(whisper, engine, tmp_path):
    def unreachable(*_, **__):
        raise URLError("no network")

    engine.module.load_model = unreachable
    with pytest.raises(Misconfigured, match=f"Put small.pt into {tmp_path}"):
        whisper.transcribe(spoken())


def test_a_device_that_is_none_is_named(engine, tmp_path):
    with pytest.raises(Misconfigured, match="WHISPER_DEVICE is gpu"):
        OpenAIWhisper(cache=tmp_path, device="gpu")


def test_a_missing_engine_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "whisper", None)
    with pytest.raises(Misconfigured, match="pip install openai-whisper"):
        OpenAIWhisper(cache=tmp_path)


@pytest.mark.parametrize(
    ("engine", "installed", "status", "message"),
    [
        ("whisper_faster", False, "ok", "Absent, as it should be"),
        ("whisper_faster", True, "off", "Threepass does not use it"),
        ("whisper_openai", False, "off", "openai-whisper cannot do without it"),
        ("whisper_openai", True, "ok", "openai-whisper runs on it"),
    ],
)
def test_the_doctor_knows_what_torch_is_for(settings, monkeypatch, engine, installed, status, message):
    settings.TRANSCRIBER = f"curation.ai.{engine}.transcriber"
    monkeypatch.setattr(diagnosis, "find_spec", lambda name: installed or None)
    finding = diagnosis._torch()
    assert finding.status == status
    assert message in finding.message


def test_importing_the_module_loads_no_engine():
    code = "import sys, curation.ai.whisper_openai; sys.exit(any(m in sys.modules for m in ('torch', 'whisper')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
