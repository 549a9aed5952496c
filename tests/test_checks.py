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
