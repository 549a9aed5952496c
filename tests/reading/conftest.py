import json
from decimal import Decimal

import pytest

from curation.writing.extractive import ExtractiveWriter
from curation.writing.fallback import FallbackWriter
from tests.fakes import WordEmbedder
from tests.reading.scripted import ScriptedWriter
from tests.web.cast import put_talk


@pytest.fixture(autouse=True)
def quoting(monkeypatch):
    """No model is configured, and what embeds is light."""
    writer = ExtractiveWriter(WordEmbedder())
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: writer)
    return writer


@pytest.fixture
def announced(monkeypatch):
    """The runs that the broker would have been told of."""
    runs = []
    monkeypatch.setattr("curation.runs.send", runs.append)
    monkeypatch.setattr("curation.reading.background.send", runs.append)
    return runs


@pytest.fixture
def model(monkeypatch, settings, quoting, announced):
    """A model is configured; it says what its script says, and where it fails, sentences are quoted."""
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    scripted, stand_in = ScriptedWriter(), quoting

    def get_writer(owner, *, run=None, patient=False, quoting=False):
        return stand_in if quoting else FallbackWriter(scripted, stand_in, patient=patient)

    monkeypatch.setattr("curation.writers.get_writer", get_writer)
    return scripted


@pytest.fixture
def talk(ada):
    return put_talk(ada)


@pytest.fixture
def passage(talk):
    return talk.passages.first()


@pytest.fixture
def pricey(settings):
    """Every call costs money, and the reader is asked about any."""
    settings.LLM_PRICES = json.dumps({model: [3, 15] for model in settings.LLM_MODELS.values()})
    settings.LLM_ASK_ABOVE = Decimal(0)
