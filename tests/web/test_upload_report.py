import pytest
from django.urls import reverse

from curation.models import Likeness, Run
from tests.web.cast import put_talk, put_upload

pytestmark = pytest.mark.django_db

REPORT = {
    "found": 41,
    "new": 30,
    "updated": 1,
    "known": 10,
    "left_out": [
        {"what": "entry 14", "reason": "It has no text.", "count": 3},
        {"what": "notes/scan.pdf", "reason": "It is a scan without text.", "count": 1},
    ],
}


@pytest.fixture
def upload(ada):
    return put_upload(ada, sha256="c" * 64, name="export.zip", report=REPORT, warnings=["the file counts 42 notes"])


def page(reader, upload):
    return reader.get(reverse("upload", args=[upload.pk])).content.decode()


@pytest.mark.parametrize("number", ["41", "30", "10", "4"])
def test_it_counts_what_was_found_new_known_and_left_out(reader, upload, number):
    assert f"<dd>{number}</dd>" in page(reader, upload)


def test_each_part_that_was_left_out_has_its_reason(reader, upload):
    shown = page(reader, upload)
    assert "entry 14" in shown
    assert "and 2 more" in shown
    assert "It is a scan without text." in shown


def test_warnings_are_sentences(reader, upload):
    assert "The file counts 42 notes." in page(reader, upload)


def test_sources_stand_with_what_became_of_them(reader, upload, ada):
    source = put_talk(ada, title="Filtered talk", standing="filtered", signal_reason="Says next to nothing.")
    upload.sources.add(source)
    shown = page(reader, upload)
    assert "Filtered talk" in shown
    assert "Says next to nothing." in shown


def test_doubles_are_counted(reader, upload, ada):
    one, other = put_talk(ada, title="One"), put_talk(ada, title="Other")
    upload.sources.add(one, other)
    Likeness.objects.create(source=one, of=other, relation="same")
    assert "same as something else" in page(reader, upload)


def test_a_failed_upload_says_why_and_can_be_read_again(reader, ada):
    upload = put_upload(ada, sha256="d" * 64, status="failed", error="It is protected by a password.")
    assert "It is protected by a password." in page(reader, upload)
    reader.post(reverse("retry-upload", args=[upload.pk]))
    assert Run.objects.filter(kind="read", subject=upload.pk, status="queued").exists()


def test_while_it_is_read_the_page_follows(reader, ada):
    upload = put_upload(ada, sha256="e" * 64, status="waiting")
    Run.objects.create(owner=ada, kind="read", subject=upload.pk, status="running", done=1200, total=5000)
    shown = page(reader, upload)
    assert "1,200 of 5,000" in shown
    assert "hx-trigger" in shown


def test_an_upload_from_before_there_were_reports_still_has_a_page(reader, shelf):
    assert reader.get(reverse("upload", args=[shelf.upload.pk])).status_code == 200


def test_the_list_of_uploads_leads_to_the_report(reader, upload):
    assert reverse("upload", args=[upload.pk]) in reader.get(reverse("activity")).content.decode()


def test_a_reason_is_a_sentence_with_one_full_stop(reader, ada):
    report = {"left_out": [{"what": "a", "reason": "liked post without text"}, {"what": "b", "reason": "It is empty."}]}
    shown = page(reader, put_upload(ada, sha256="f" * 64, report=report))
    assert "<td>Liked post without text.</td>" in shown
    assert "<td>It is empty.</td>" in shown


def test_a_recording_is_followed_by_its_clock(reader, ada):
    upload = put_upload(ada, sha256="e" * 64, status="waiting")
    Run.objects.create(owner=ada, kind="transcribe", subject=upload.pk, status="running", done=75, total=630)
    assert "Being written down: 1:15 of 10:30." in page(reader, upload)


def test_a_recording_that_could_not_be_written_down_is_said_to_be_kept(reader, ada):
    upload = put_upload(ada, sha256="e" * 64, status="failed", error="There is no speech model.")
    Run.objects.create(owner=ada, kind="transcribe", subject=upload.pk, status="failed")
    shown = page(reader, upload)
    assert "the recording is kept" in shown
    assert "Write it down again" in shown
