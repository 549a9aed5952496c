import json

import pytest

from bench import transcribe
from bench.made_whisper import SHAPES, vocabulary
from tests.ai.speech import spoken
from tests.ingest.sounds import encoded


@pytest.fixture
def report(tmp_path, capsys):
    path = tmp_path / "speech.flac"
    path.write_bytes(encoded(spoken(), "flac"))
    options = ["--shapes", "tiny", "--seconds", "31", "--batches", "1,2", "--computes", "int8", "--rounds", "1"]
    transcribe.main([str(path), *options, "--tokens", "10", "--beam", "1"])
    return json.loads(capsys.readouterr().out)


def test_every_engine_writes_as_many_tokens(report):
    assert {found["tokens_a_window"] for found in report["engines"].values()} == {10}
    assert report["windows"] == 2


@pytest.mark.parametrize(("name", "tokens"), [("tiny", 51_865), ("large-v3", 51_866)])
def test_made_up_models_know_as_many_tokens_as_true_ones(name, tokens):
    found = vocabulary(SHAPES[name])
    assert len(found) == len(set(found)) == tokens
    assert found[50_257] == "<|endoftext|>"
