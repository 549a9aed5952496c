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
    monkeypatch.setattr("curation.writers.quoting_writer", lambda: writer)
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
    settings.CHAT = "a.model.somewhere"
    scripted = ScriptedWriter()

    def get_writer(owner, *, run=None, patient=False):
        return FallbackWriter(scripted, quoting, patient=patient)

    monkeypatch.setattr("curation.writers.get_writer", get_writer)
    return scripted


@pytest.fixture
def talk(ada):
    return put_talk(ada)


@pytest.fixture
def passage(talk):
    return talk.passages.first()
