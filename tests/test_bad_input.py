"""Bad input gets one clear sentence each and leaves the library as it was."""

import io
import json
import os
import zipfile

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def _ingest(capsys, *paths):
    capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("ingest", *map(str, paths), "--json", "--owner", "ada")
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    return answer["data"]


def _zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("tweets.js", "[]")
    return buffer.getvalue()


BAD = {
    "empty.txt": b"",
    "blank.md": b" \n\t\n",
    "program.bin": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8,
    "noise.txt": os.urandom(4096) + b"\x00" * 64,
    "archive.zip": _zip(),
    "disguised.txt": _zip(),
    "picture.md": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"0" * 100,
    "broken.json": b'{"segments": [',
    "other.json": b'{"a": 1}',
    "cues.vtt": b"WEBVTT\n\n",
}


@pytest.mark.parametrize("name", BAD)
def test_it_says_in_a_sentence_what_is_wrong(ada, capsys, counts, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    before = counts()
    row = _ingest(capsys, tmp_path / name)[0]
    assert row["status"] == "failed"
    assert row["error"].endswith(".")
    assert 10 < len(row["error"]) < 250
    assert counts()[1:] == before[1:]


def test_text_of_another_encoding_is_read_with_a_warning(ada, capsys, tmp_path):
    (tmp_path / "old.txt").write_bytes("Café owners price by the seat, not by the cup. ".encode("cp1252") * 3)
    call_command("ingest", str(tmp_path / "old.txt"), "--json", "--owner", "ada")
    row = json.loads(capsys.readouterr().out)["data"][0]
    assert row["status"] == "ingested"
    assert "UTF-8" in row["warnings"][0]


def test_a_file_over_the_limit_is_refused_unread(ada, capsys, counts, settings, tmp_path):
    settings.LARGEST_UPLOAD = 50_000_000
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert _ingest(capsys, tmp_path / "huge.txt")[0]["error"] == "huge.txt has 200 MB; the limit is 50 MB."
    assert counts() == (0, 0, 0)


def test_an_empty_folder_is_refused(ada, capsys, counts, tmp_path):
    assert "is a folder" in _ingest(capsys, tmp_path)[0]["error"]
    assert counts() == (0, 0, 0)


def test_a_file_that_is_not_there_is_refused(ada, capsys, tmp_path):
    assert "does not exist" in _ingest(capsys, tmp_path / "nothing.txt")[0]["error"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://169.254.169.254/"]
)
def test_an_address_inside_the_network_is_refused(ada, capsys, counts, url):
    row = _ingest(capsys, url)[0]
    assert row["error"].endswith(".")
    assert counts() == (0, 0, 0)


def test_one_bad_file_does_not_hold_up_the_others(ada, capsys, tmp_path):
    (tmp_path / "good.txt").write_text("Ask people what they did last week before you build anything for them.")
    (tmp_path / "bad.txt").write_bytes(b"")
    rows = _ingest(capsys, tmp_path / "bad.txt", tmp_path / "good.txt")
    assert [row["status"] for row in rows] == ["failed", "ingested"]


def test_the_envelope_names_the_error_beside_the_rows(ada, capsys, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path / "bad.txt"), "--json", "--owner", "ada")
    answer = json.loads(capsys.readouterr().out)
    assert answer["error"] == {"code": "unreadable", "message": "bad.txt is empty."}


def test_what_could_not_be_read_is_kept(ada, capsys, tmp_path):
    from ingest.models import Upload

    (tmp_path / "archive.zip").write_bytes(_zip())
    _ingest(capsys, tmp_path / "archive.zip")
    upload = Upload.objects.get()
    assert upload.content.open().read() == _zip()
    assert upload.error


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "999999"], "There is no source 999999 in this library."),
        (["ask", "  "], "There is no question to answer."),
        (["explain", "999999"], "There is no source 999999 in this library."),
        (["digest"], "The library is empty; add something to read first."),
        (["digest", "--from", "2026-02-02", "--to", "2026-02-01"], "The period ends"),
        (["deck", "--digest", "999999", "--out", "x.pptx"], "There is no digest 999999"),
        (["deck", "--digest", "1", "--out", "x.docx"], "x.docx should end in"),
        (["newsletter", "send", "--digest", "999999"], "There is no digest 999999"),
        (["sources", "--owner", "nobody"], "There is no account named nobody."),
    ],
)
def test_a_verb_that_cannot_says_why(ada, capsys, words, message):
    words = words if "--owner" in words else [*words, "--owner", "ada"]
    with pytest.raises(SystemExit):
        call_command(*words, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert message in answer["error"]["message"]
