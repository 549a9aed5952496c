import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.errors import Refused
from curation.models import Run
from ingest import receive
from ingest.models import Upload

pytestmark = pytest.mark.django_db


def hand_over(reader, way, **fields):
    return reader.post(reverse("add"), {"way": way, "kind": "", **fields})


def test_pasted_text_is_kept_and_promised_to_be_read(reader):
    answer = hand_over(reader, "text", text="Small teams ship faster.", title="A thought")
    assert answer.url == reverse("activity")
    assert Upload.objects.get().content.read() == b"Small teams ship faster."
    assert Run.objects.get().status == "queued"


def test_several_files_are_taken_at_once(reader):
    files = [SimpleUploadedFile("one.txt", b"One."), SimpleUploadedFile("two.txt", b"Two.")]
    hand_over(reader, "files", file=files)
    assert set(Upload.objects.values_list("name", flat=True)) == {"one.txt", "two.txt"}


def test_one_bad_file_does_not_hold_up_the_others(reader):
    files = [SimpleUploadedFile("one.txt", b"One."), SimpleUploadedFile("empty.txt", b"")]
    answer = hand_over(reader, "files", file=files)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "empty.txt is empty." in shown
    assert "Taken in: “one.txt”." in shown


def test_the_same_bytes_are_not_taken_twice(reader, ada):
    received = receive.receive_text(ada, "Small teams ship faster.")
    Upload.objects.filter(pk=received.upload.pk).update(status="ingested")
    answer = reader.post(reverse("add"), {"way": "text", "text": "Small teams ship faster."}, follow=True)
    assert "Here already, byte for byte" in answer.content.decode()


def test_an_address_is_fetched_through_the_guarded_client(reader, monkeypatch):
    def refuse(url, want):
        raise Refused("This address is inside the network.")

    monkeypatch.setattr("ingest.fetch.fetch", refuse)
    answer = hand_over(reader, "address", url="http://10.0.0.1/")
    assert answer.status_code == 422
    assert "This address is inside the network." in answer.content.decode()


@pytest.mark.parametrize(
    ("way", "fields", "said"),
    [
        ("text", {"text": ""}, "Paste some text."),
        ("files", {}, "Choose at least one file."),
        ("address", {"url": ""}, "Write an address."),
        ("address", {"url": "not an address"}, "This is not the address of a page."),
        ("teleport", {}, "Add something to read"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(reader, way, fields, said):
    answer = hand_over(reader, way, **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_mistake_keeps_what_was_typed(reader):
    shown = hand_over(reader, "text", text="", title="A thought").content.decode()
    assert 'value="A thought"' in shown


def test_the_limit_is_said_beforehand(reader):
    assert "Up to 2 GB each" in reader.get(reverse("add")).content.decode()


def test_a_failed_upload_says_why_and_is_read_again(reader, ada, shelf):
    Upload.objects.update(status="failed", error="This is not a text.", warnings=["Odd bytes."])
    shown = reader.get(reverse("activity")).content.decode()
    assert "This is not a text." in shown
    assert "Odd bytes." in shown
    reader.post(reverse("retry-upload", args=[shelf.upload.pk]))
    assert Upload.objects.get().status == "waiting"


def test_an_upload_that_nobody_works_on_can_be_read_again(reader, ada):
    receive.receive_text(ada, "Small teams ship faster.")
    assert "Read again" not in reader.get(reverse("activity")).content.decode()
    Run.objects.update(status="failed", message="The work was interrupted too often; try it again by hand.")
    shown = reader.get(reverse("activity")).content.decode()
    assert "Read again" in shown
    assert "The work on it was interrupted." in shown


def test_writing_down_shows_how_much_of_the_sound_is_done(reader, ada):
    Run.objects.create(owner=ada, kind="transcribe", status="running", done=75, total=630)
    assert "1:15 of 10:30 written down" in reader.get(reverse("activity")).content.decode()


def test_a_recording_is_taken_in_with_its_title(reader):
    file = SimpleUploadedFile("Recording 2026-03-02 14.05.webm", b"\x1a\x45\xdf\xa3webm")
    answer = reader.post(reverse("record"), {"file": file, "title": " On ten users "})
    upload = Upload.objects.get()
    assert (answer.status_code, answer.json()["duplicate"]) == (201, False)
    assert (upload.origin, upload.hints) == ("recording", {"title": "On ten users"})


@pytest.mark.parametrize(("data", "said"), [(None, "no recording"), (b"", "is empty")])
def test_a_recording_that_is_none_is_refused_in_words(reader, data, said):
    files = {} if data is None else {"file": SimpleUploadedFile("memo.webm", data)}
    answer = reader.post(reverse("record"), files)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_what_was_just_recorded_can_be_heard_on_the_page(reader):
    policy = reader.get(reverse("add"))["Content-Security-Policy"]
    assert "media-src 'self' blob:" in policy


def test_the_page_looks_again_while_work_is_under_way(reader, shelf):
    shown = reader.get(reverse("activity")).content.decode()
    assert 'hx-trigger="every 1500ms"' in shown
    assert '<progress max="10" value="4"' in shown


def test_the_page_stops_looking_when_nothing_is_under_way(reader, shelf):
    Run.objects.update(status="done", message="4 passages embedded.")
    shown = reader.get(reverse("work")).content.decode()
    assert "hx-trigger" not in shown
    assert "4 passages embedded." in shown


def test_what_was_handed_over_comes_back_as_a_download(reader, ada):
    upload = receive.receive_text(ada, "<script>alert(1)</script>").upload
    answer = reader.get(reverse("original", args=[upload.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


def test_the_file_chooser_says_what_is_taken_and_offers_its_endings(reader):
    shown = reader.get(reverse("add")).content.decode()
    assert "Posts, bookmarks" in shown
    assert "text and recordings." in shown
    assert re.search(r'accept="[^"]*\.epub,[^"]*\.m4a,[^"]*\.vtt', shown)


def test_a_mistake_is_where_the_page_opens(reader):
    shown = hand_over(reader, "address", url="not an address").content.decode()
    assert re.search(r'<input type="url" name="url"[^>]* autofocus', shown)


def test_what_became_of_an_upload_is_told_once(reader, ada):
    Run.objects.create(owner=ada, kind="read", status="failed", message="It is empty, alas.")
    assert "alas" not in reader.get(reverse("activity")).content.decode()
