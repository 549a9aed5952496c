import pytest

from tests.web.cast import LETTER, put_shelf

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
