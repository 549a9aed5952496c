import os
import shutil
import time
from threading import Lock

import pytest
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Error

from tests.web.cast import LETTER, put_shelf

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
MAIL = (
    b"From: Threepass <digest@localhost>\nTo: ada@example.org\nSubject: Reading by hand\n"
    b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
    b"--b\nContent-Type: text/plain; charset=utf-8\n\nIn words.\n"
    b"--b\nContent-Type: text/html; charset=utf-8\n\n<p style='color:red'>In colour.</p>\n--b--\n"
)


@pytest.fixture(autouse=True)
def private_folders(settings, tmp_path):
    settings.OUTBOX = tmp_path / "outbox"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def silent_broker(monkeypatch):
    """Rows of promised work are looked at, not done."""
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture
def shelf(ada):
    return put_shelf(ada)


@pytest.fixture
def reader(client, ada):
    """A browser in which ada is signed in."""
    client.force_login(ada)
    return client


@pytest.fixture
def letter(settings):
    settings.OUTBOX.mkdir(parents=True, exist_ok=True)
    (settings.OUTBOX / LETTER).write_bytes(MAIL)
    return LETTER


@pytest.fixture(scope="module")
def launch():
    """Starts Chromium with these further arguments."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not executable:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browsers = []

        def start(*arguments):
            browsers.append(playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", *arguments]))
            return browsers[-1]

        yield start
        for browser in browsers:
            browser.close()


class Traffic:
    """Requests under way at the live server. What a page sends as it is left comes after it, and needs its rows."""

    def __init__(self):
        self._lock, self._count = Lock(), 0

    def began(self, **_told):
        with self._lock:
            self._count += 1

    def ended(self, **_told):
        with self._lock:
            self._count -= 1

    def calm_down(self):
        """Until nothing was under way for a fifth of a second, and five seconds at most: a stream may go on."""
        calm = 0
        for _ in range(100):
            calm = 0 if self._count > 0 else calm + 1
            if calm == 4:
                return
            time.sleep(0.05)


@pytest.fixture
def traffic():
    traffic = Traffic()
    request_started.connect(traffic.began)
    request_finished.connect(traffic.ended)
    yield traffic
    request_started.disconnect(traffic.began)
    request_finished.disconnect(traffic.ended)


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.session.session_key


@pytest.fixture
def sign_in(live_server, settings, ada, traffic):
    """Opens an empty page in this browser, in which ada is signed in.

    `complaints` of a page are what its console said.
    """
    settings.SITE_URL = live_server.url
    contexts = []

    def open_page(browser, **wanted):
        context = browser.new_context(base_url=live_server.url, **wanted)
        contexts.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(ada), "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")
        context.close()
    traffic.calm_down()


def become(page, condition):
    """Wait until this is so, over as many pages as it takes.

    The site's policy forbids playwright's own way to wait for an expression.
    """
    until(page, lambda: _so(page, condition), condition)


def until(page, is_so, told=""):
    """Wait for what the server is to do, while the page goes on."""
    for _ in range(400):
        if is_so():
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never so: {told}")


def _so(page, condition):
    try:
        return page.evaluate(condition)
    except Error as error:
        if "because of a navigation" not in error.message:
            raise
        return False
