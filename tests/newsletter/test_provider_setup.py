"""With a provider of mail the installation is another one: looked at in a process of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOOK = """
import django
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
from anymail.signals import tracking
try:
    found = resolve("/anymail/postmark/tracking/").view_name
except Resolver404:
    found = "none"
print(found, "anymail" in settings.INSTALLED_APPS, len(tracking.receivers))
"""


@pytest.mark.parametrize(
    ("secret", "told"),
    [("name:password", "anymail:postmark_tracking_webhook True 1"), ("", "none True 1")],
)
def test_a_provider_may_call_only_with_a_secret(secret, told):
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "curation.project.settings",
        "EMAIL_BACKEND": "anymail.backends.postmark.EmailBackend",
        "ANYMAIL": '{"POSTMARK_SERVER_TOKEN": "none"}',
        "ANYMAIL_WEBHOOK_SECRET": secret,
    }
    found = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == told


def test_what_a_provider_answers_is_told_apart(settings):
    settings.ANYMAIL_ON = True
    from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
    from requests import Response

    from digests.newsletter.transport import answer_of

    def answered(code):
        response = Response()
        response.status_code = code
        return answer_of(AnymailRequestsAPIError("It says no.", response=response))

    assert [answered(code).fate for code in (422, 401, 429, 500)] == ["failed", "released", "released", "released"]
    assert answer_of(AnymailRequestsAPIError("No answer.")).fate == "unknown"
    assert answer_of(AnymailRecipientsRefused("All refused.")).fate == "failed"


def test_a_provider_that_was_not_reached_got_no_mail(settings):
    settings.ANYMAIL_ON = True
    from anymail.exceptions import AnymailRequestsAPIError
    from requests import RequestException, Session

    from digests.newsletter.transport import answer_of

    def fate_at(port):
        try:
            Session().post(f"http://127.0.0.1:{port}/", timeout=0.3)
        except RequestException as error:
            raised = AnymailRequestsAPIError("Error posting.")
            raised.__cause__ = error
            return answer_of(raised).fate
        return "answered"

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        refused = fate_at(silent.getsockname()[1])
        silent.listen()
        assert (refused, fate_at(silent.getsockname()[1])) == ("released", "unknown")
