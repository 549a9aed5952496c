from decimal import Decimal

import pytest
from django.core.checks import run_checks

from curation.project.checks import SMTP, TAG


def ids():
    return [found.id for found in run_checks(tags=[TAG])]


@pytest.fixture(autouse=True)
def fine(settings):
    settings.DEBUG = False
    settings.SITE_URL = "https://read.example.org"
    settings.EMAIL_BACKEND = SMTP
    settings.DEFAULT_FROM_EMAIL = "Threepass <digest@example.org>"


def test_they_pass_what_is_well_configured():
    assert ids() == []


@pytest.mark.parametrize("path", ["nowhere.Embedder", "curation.ai.base.Nothing", "nonsense", ""])
def test_they_find_an_embedder_that_is_none(settings, path):
    settings.EMBEDDER = path
    assert ids() == ["threepass.E001"]


def test_they_find_a_writer_that_is_none(settings):
    settings.WRITER = "nowhere.Writer"
    assert ids() == ["threepass.E002"]


def test_they_find_a_transcriber_that_is_none(settings):
    settings.TRANSCRIBER = "nowhere.transcriber"
    assert ids() == ["threepass.E003"]


def test_windows_that_lead_nowhere_are_an_error(settings):
    settings.TRANSCRIBE_WINDOW_SECONDS = 0
    assert ids() == ["threepass.E004"]


def test_they_warn_of_a_site_without_encryption(settings):
    settings.SITE_URL = "http://read.example.org"
    assert ids() == ["threepass.W001"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_one_machine_alone_needs_no_encryption(settings, url):
    settings.SITE_URL = url
    assert ids() == []


def test_a_developer_needs_no_encryption(settings):
    settings.DEBUG, settings.SITE_URL = True, "http://read.example.org"
    assert ids() == []


@pytest.mark.parametrize("sender", ["Threepass <digest@localhost>", "digest@localhost.localdomain", ""])
def test_they_warn_of_mail_from_nowhere(settings, sender):
    settings.DEFAULT_FROM_EMAIL = sender
    assert ids() == ["threepass.W002"]


def test_the_outbox_takes_mail_from_anywhere(settings):
    settings.EMAIL_BACKEND = "curation.project.outbox.OutboxBackend"
    settings.DEFAULT_FROM_EMAIL = "Threepass <digest@localhost>"
    assert ids() == []


@pytest.fixture
def hosted(settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    settings.OPENAI_BASE_URL = "https://models.example.com/v1"
    settings.LLM_MODELS = {"small": "quill-small", "large": "quill-large"}
    settings.LLM_PRICES = "{}"


def test_they_find_a_chat_that_is_none(settings, hosted):
    settings.CHAT, settings.OPENAI_BASE_URL = "nowhere.chat", "http://localhost:11434/v1"
    assert ids() == ["threepass.E005"]


def test_they_find_an_address_that_is_none(settings, hosted):
    from curation.ai.openai_chat import openai_chat

    openai_chat.cache_clear()
    settings.CHAT, settings.OPENAI_BASE_URL = "curation.ai.openai_chat.openai_chat", "localhost:11434"
    assert ids() == ["threepass.E005"]


def test_they_find_prices_that_are_none(settings, hosted):
    settings.LLM_PRICES = "cheap"
    assert ids() == ["threepass.E006"]


def test_they_find_models_of_tasks_that_are_none(settings):
    settings.LLM_TASK_MODELS = '{"answer": 1}'
    assert ids() == ["threepass.E007"]


def test_they_warn_of_models_without_a_price(settings, hosted):
    settings.LLM_PRICES = '{"quill-small": [1, 2]}'
    found = run_checks(tags=[TAG])[0]
    assert (found.id, found.msg) == (
        "threepass.W003",
        "LLM_PRICES has no price for quill-large: what it costs is not known.",
    )


def test_they_warn_of_a_cap_that_cannot_be_kept(settings, hosted):
    settings.LLM_MONTHLY_CAP = Decimal(5)
    assert run_checks(tags=[TAG])[0].msg.endswith("LLM_MONTHLY_CAP forbids every call.")


def test_models_of_ones_own_need_no_price(settings, hosted):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:11434/v1"
    assert ids() == []
