import pytest

from tests.newsletter.cast import approved, issue, series
from tests.newsletter.catcher import Catcher

__all__ = ["approved", "issue", "series"]


@pytest.fixture
def catcher(settings):
    """A real mail server, and this installation sending by it."""
    with Catcher() as catcher:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        yield catcher
