"""Handing something over by HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from curation.models import Run
from ingest.fetch import Fetched
from ingest.models import Upload
from ingest.tasks import read_upload
from tests.ingest.tones import wav

pytestmark = pytest.mark.django_db


def _file(data=b"Small teams ship faster.", name="note.md"):
    return SimpleUploadedFile(name, data)


def test_a_file_is_kept_and_promised_to_be_read(program):
    answer = program.post("/api/uploads", {"file": _file(), "kind": "note"})
    told = answer.json()
    assert (answer.status_code, told["duplicate"]) == (202, False)
    assert (told["upload"]["name"], told["upload"]["kind"], told["upload"]["status"]) == ("note.md", "note", "waiting")
    assert (told["run"]["kind"], told["run"]["status"]) == ("read", "queued")
    assert Run.objects.get().subject == told["upload"]["id"]


def test_sound_is_handed_over_like_any_file(program):
    told = program.post("/api/uploads", {"file": _file(wav((1, True)), "memo.wav")}).json()
    read_upload(told["run"]["id"])
    told = program.get(f"/api/uploads/{told['upload']['id']}").json()
    assert (told["upload"]["status"], told["run"]["kind"], told["run"]["status"]) == ("waiting", "transcribe", "queued")


def test_the_same_bytes_are_known(program):
    first = program.post("/api/uploads", {"file": _file()}).json()
    Upload.objects.update(status=Upload.Status.INGESTED)
    again = program.post("/api/uploads", {"file": _file(name="copy.md")}).json()
    assert (again["duplicate"], again["run"]) == (True, None)
    assert again["upload"]["id"] == first["upload"]["id"]


def test_text_is_taken_in(send):
    status, told = send("POST", "/uploads", {"text": "Small teams\0ship faster.", "title": "Teams", "kind": "memo"})
    assert status == 202
    assert (told["upload"]["name"], told["upload"]["origin"], told["upload"]["kind"]) == ("Teams", "text", "memo")


def test_an_address_is_fetched(send, monkeypatch):
    page = Fetched(url="https://example.org/essay", data=b"<p>So.</p>", content_type="text/html", name="essay")
    monkeypatch.setattr("ingest.fetch.fetch", lambda url, want: page)
    status, told = send("POST", "/uploads", {"url": "https://example.org/essay"})
    assert (status, told["upload"]["url"]) == (202, "https://example.org/essay")


def test_a_page_may_come_from_the_browser_and_is_not_fetched(send):
    sent = {"url": "https://example.org/essay", "html": "<html><p>So.</p></html>", "title": "An essay"}
    status, told = send("POST", "/uploads", sent)
    assert (status, told["upload"]["name"], told["upload"]["url"]) == (202, "An essay", "https://example.org/essay")
    upload = Upload.objects.get()
    assert (upload.origin, upload.content.read()) == (Upload.Origin.URL, b"<html><p>So.</p></html>")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"html": "<p>So.</p>"}, "Send text or url, one of the two."),
        ({"html": "<p>So.</p>", "text": "So."}, "Send the url of the page with its html."),
        ({"html": "<p>So.</p>", "url": "javascript:alert(1)"}, "This is not the address of a web page."),
        ({"html": " ", "url": "https://example.org"}, "There is no page to take in."),
    ],
)
def test_a_page_needs_its_address(send, sent, says):
    assert (send("POST", "/uploads", sent)[0], send("POST", "/uploads", sent)[1]["detail"]) == (422, says)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "nonsense"])
def test_an_address_inside_the_network_is_refused(send, url, counts):
    status, problem = send("POST", "/uploads", {"url": url})
    assert (status, problem["code"]) == (422, "refused")
    assert counts() == (0, 0, 0)


@pytest.mark.parametrize("body", [{}, {"title": "Only"}, {"text": "So.", "url": "https://example.org"}])
def test_it_takes_text_or_an_address(send, body):
    status, problem = send("POST", "/uploads", body)
    assert (status, problem["detail"]) == (422, "Send text or url, one of the two.")


@pytest.mark.parametrize("data", [{}, {"kind": "note"}, {"text": "So."}])
def test_a_form_without_a_file_is_refused(program, data):
    assert program.post("/api/uploads", data).json()["code"] == "refused"


def test_an_empty_file_is_refused(program):
    problem = program.post("/api/uploads", {"file": _file(b"")}).json()
    assert (problem["code"], problem["detail"]) == ("refused", "note.md is empty.")


def test_blank_text_is_refused(send):
    assert send("POST", "/uploads", {"text": "  "})[1]["code"] == "refused"


def test_a_file_over_the_limit_is_refused(program, settings):
    settings.LARGEST_UPLOAD = 10
    assert program.post("/api/uploads", {"file": _file()}).json()["code"] == "refused"


def test_what_became_of_an_upload_is_told(send, shelf, ada):
    shelf.upload.sources.add(shelf.source)
    Run.objects.create(owner=ada, kind="read", subject=shelf.upload.pk, status="done", message="1 new.")
    _, told = send("GET", f"/uploads/{shelf.upload.pk}")
    assert (told["upload"]["sources"], told["upload"]["passages"], told["upload"]["filtered"]) == (1, 2, 0)
    assert told["upload"]["source_ids"] == [shelf.source.pk]
    assert (told["run"]["status"], told["run"]["message"]) == ("done", "1 new.")
