"""A library, and the double as its model, behind the real adapter."""

import pytest
from django.db.models import Sum

from curation.models import ModelCall
from tests.fakes import WordEmbedder
from tests.faults.works import KINDS, put_harbour


@pytest.fixture
def hosted(settings, double, monkeypatch):
    from curation.ai.openai_chat import openai_chat

    openai_chat.cache_clear()
    settings.CHAT, settings.OPENAI_API_KEY = "curation.ai.openai_chat.openai_chat", "sk-not-for-anybody"
    settings.OPENAI_BASE_URL = double.url
    settings.LLM_SECONDS, settings.LARGEST_LLM_ANSWER = 20.0, 200_000
    settings.LLM_MODELS = {"small": "small-model", "large": "large-model"}
    monkeypatch.setattr("curation.runs.send", lambda run: None)
    yield double
    openai_chat.cache_clear()


@pytest.fixture
def model(hosted, monkeypatch):
    """The same, and what embeds is light."""
    from curation.writers import quoting_writer

    for place in ("curation.embedding", "curation.writers"):
        monkeypatch.setattr(f"{place}.get_embedder", WordEmbedder)
    quoting_writer.cache_clear()
    yield hosted
    quoting_writer.cache_clear()


@pytest.fixture
def harbour(ada):
    put_harbour(ada)


@pytest.fixture(params=KINDS)
def work(request, ada, harbour, model):
    return KINDS[request.param](ada).promise()


@pytest.fixture
def digest_work(ada, harbour, model):
    return KINDS["digest"](ada).promise()


@pytest.fixture
def booked(ada):
    """What the ledger says of ada's calls: how many, tokens in, tokens out."""

    def book():
        made = ModelCall.objects.of(ada).exclude(outcome="known").exclude(tokens_in=0)
        sums = made.aggregate(tokens_in=Sum("tokens_in"), tokens_out=Sum("tokens_out"))
        return made.count(), sums["tokens_in"] or 0, sums["tokens_out"] or 0

    return book
