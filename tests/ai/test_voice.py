import subprocess
import sys

import numpy as np
import pytest

from curation.ai import voice
from curation.ai.base import SAMPLE_RATE
from curation.ai.voice import covered_ms, speech_spans
from curation.errors import Misconfigured
from tests.ai.speech import music, noise, silence, spoken


@pytest.mark.parametrize("sound", [silence(20), noise(20), noise(20, loud=0.25), music(30), silence(0), silence(0.01)])
def test_where_nobody_speaks_there_is_no_speech(sound):
    assert speech_spans(sound) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_it_finds_speech_in_any_language(language):
    speech = spoken("No no no, la la la, ma ma ma, so so so.", voice=language)
    assert covered_ms(speech_spans(speech)) > 500


def test_it_finds_where_speech_begins_and_ends():
    speech = spoken()
    sound = np.concatenate([silence(3), speech, silence(3)])
    spans = speech_spans(sound)
    assert spans[0][0] == pytest.approx(3000, abs=400)
    assert spans[-1][1] == pytest.approx(3000 + len(speech) * 1000 // SAMPLE_RATE, abs=600)


def test_it_finds_the_speech_between_pieces_of_music():
    before = music(10)
    spans = speech_spans(np.concatenate([before, spoken(), music(10)]))
    assert spans
    assert all(9_500 < start < end < 15_500 for start, end in spans)


def test_spans_are_in_order_and_short_enough_for_one_window():
    spans = speech_spans(np.concatenate([spoken() for _ in range(15)]))
    assert all(0 < end - start <= voice.LONGEST_MS + 500 for start, end in spans)
    assert [edge for span in spans for edge in span] == sorted(edge for span in spans for edge in span)


def test_a_missing_engine_names_the_command_that_mends_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper.vad", None)
    with pytest.raises(Misconfigured, match="make setup"):
        speech_spans(silence(1))


def test_importing_the_module_loads_no_engine():
    code = (
        "import sys, curation.ai.voice;"
        "sys.exit(any(m in sys.modules for m in ('faster_whisper', 'onnxruntime', 'ctranslate2')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
