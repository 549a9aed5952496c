import pytest

from tests.digests.library import put_week


@pytest.fixture
def themes(ada):
    return put_week(ada)


@pytest.fixture
def writes(monkeypatch):
    """Makes this the writer of all work. Out: whether a patient one was asked for, each time."""

    def use(writer):
        patience = []

        def get(owner, *, run=None, patient=False, quoting=False):
            patience.append(patient)
            return writer

        for name in ("curation.writers.get_writer", "digests.tasks.get_writer"):
            monkeypatch.setattr(name, get)
        return patience

    return use


@pytest.fixture
def a_model(settings, monkeypatch):
    """A model is set; rows of promised work are looked at, and done by the test alone."""
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    monkeypatch.setattr("curation.runs.send", lambda run: None)
