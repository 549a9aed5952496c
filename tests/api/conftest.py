import json

import pytest
from django.test import Client

from curation.tokens import issue
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.web.conftest import private_folders, shelf, silent_broker  # noqa: F401


@pytest.fixture(autouse=True)
def light_models(monkeypatch):
    embedder = WordEmbedder()
    monkeypatch.setattr("curation.embedding.get_embedder", lambda: embedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(embedder))


def program_of(owner):
    """A program that knows a token and no cookie; like the world outside it is not excused from CSRF."""
    secret = issue(owner, "Notebook").secret
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})


@pytest.fixture
def program(ada):
    return program_of(ada)


@pytest.fixture
def send(program):
    """Send JSON as ada's program does. Out: status and data."""

    def send(method, path, body=None):
        answer = program.generic(method, f"/api{path}", json_of(body), content_type="application/json")
        return answer.status_code, answer.json()

    return send


def json_of(body):
    return b"" if body is None else json.dumps(body).encode()
