import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from curation import runs
from curation.errors import Refused
from curation.models import Run
from ingest.models import Upload
from ingest.receive import receive_bytes, receive_file, receive_text
from ingest.tasks import read_upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_bytes_are_kept_as_they_came(ada):
    data = b"\xff\xfenot text at all\x00"
    upload = receive_bytes(ada, data, name="odd.bin").upload
    assert upload.content.open().read() == data
    assert upload.sha256 == hashlib.sha256(data).hexdigest()


def test_the_promise_to_read_is_written_with_the_upload(ada):
    received = receive_text(ada, "Something worth reading.")
    assert Run.objects.get(subject=received.upload.pk, kind="read").status == "queued"


def test_the_same_bytes_are_promised_once(ada):
    first = receive_text(ada, "Once.")
    second = receive_text(ada, "Once.")
    assert first.upload == second.upload
    assert Run.objects.count() == 1


def test_bytes_that_were_taken_in_are_a_duplicate(ada):
    Upload.objects.filter(pk=receive_text(ada, "Once.").upload.pk).update(status="ingested")
    assert receive_text(ada, "Once.").duplicate


def test_a_failed_upload_handed_over_again_is_tried_again(ada):
    upload = receive_text(ada, "Once.").upload
    Upload.objects.update(status="failed", error="It broke.")
    Run.objects.update(status="failed")
    again = receive_text(ada, "Once.")
    assert (again.upload, again.duplicate, again.upload.error) == (upload, False, "")


def test_nothing_is_refused_in_words(ada):
    with pytest.raises(Refused, match=r"empty\.txt is empty\."):
        receive_file(ada, SimpleUploadedFile("empty.txt", b""))
    assert not Upload.objects.exists()


def test_too_much_is_refused_in_words(ada, settings):
    settings.LARGEST_UPLOAD = 1_000_000
    with pytest.raises(Refused, match=r"has 2 MB; the limit is 1 MB\."):
        receive_bytes(ada, b"x" * 2_000_000, name="big.txt")
    assert not Upload.objects.exists()


def test_a_name_never_becomes_a_path(ada):
    upload = receive_bytes(ada, b"text", name="../../etc/passwd").upload
    assert upload.content.name == f"uploads/{ada.pk}/{upload.sha256[:2]}/{upload.sha256}"


def test_an_upload_that_still_waits_is_promised_again(ada):
    receive_text(ada, "Once.")
    Run.objects.update(status="failed")
    receive_text(ada, "Once.")
    assert Run.objects.filter(status="queued").count() == 1


def test_an_upload_whose_worker_died_again_and_again_says_so(ada):
    upload = receive_text(ada, "Once.").upload
    gone = {"status": "running", "holder": "elsewhere:7:7", "lease_until": timezone.now() - timedelta(1)}
    Run.objects.update(attempts=runs.MOST_ATTEMPTS, **gone)
    runs.sweep()
    upload.refresh_from_db()
    assert (upload.status, upload.error) == ("failed", Run.objects.get().message)
    assert receive_text(ada, "Once.").run.status == "queued"


def test_an_upload_that_nobody_foresaw_says_so(ada, monkeypatch):
    upload = receive_text(ada, "Once.").upload
    monkeypatch.setattr("ingest.tasks.take_in", lambda *_: 1 / 0)
    read_upload(Run.objects.get().pk)
    upload.refresh_from_db()
    assert (upload.status, upload.error) == ("failed", "Something unexpected went wrong; the log has the details.")
