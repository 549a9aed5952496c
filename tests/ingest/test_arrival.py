import errno
import os
from pathlib import Path

import pytest

from curation.errors import Refused
from ingest import arrival
from ingest.models import Upload
from ingest.receive import receive_bytes, receive_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_a_large_file_passes_through_in_pieces(ada, media, tmp_path, monkeypatch):
    monkeypatch.setattr(arrival, "CHUNK", 1000)
    (tmp_path / "long.bin").write_bytes(data := os.urandom(12_345))
    upload = receive_path(ada, tmp_path / "long.bin").upload
    assert upload.content.open().read() == data
    assert (upload.size, upload.content.name) == (12_345, f"uploads/{ada.pk}/{upload.sha256[:2]}/{upload.sha256}")


def test_only_the_upload_is_left_in_the_folder(ada, media):
    receive_bytes(ada, b"Once.", name="once.txt")
    receive_bytes(ada, b"Once.", name="once.txt")
    assert len(files(media)) == 1


def test_what_grows_over_the_limit_on_its_way_leaves_nothing(ada, media, settings):
    settings.LARGEST_UPLOAD = 10
    with pytest.raises(Refused, match="the limit is"), arrival.arriving([b"x" * 6, b"x" * 6], "long.txt"):
        pass
    assert files(media) == []


def test_what_was_killed_on_its_way_goes_after_a_day(ada, media):
    (media / "arriving").mkdir(parents=True)
    (media / "arriving" / "left").write_bytes(b"half")
    os.utime(media / "arriving" / "left", (0, 0))
    receive_bytes(ada, b"Once.", name="once.txt")
    assert len(files(media)) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no room left"), (errno.EACCES, "may not write"), (errno.EIO, "could not be read to its end")],
)
def test_what_the_disk_refuses_is_a_sentence(ada, media, number, said):
    def pieces():
        yield b"half"
        raise OSError(number, os.strerror(number))

    with pytest.raises(Refused, match=rf"{said}.*\.$"), arrival.arriving(pieces(), "talk.mp3"):
        pass
    assert files(media) == []


def test_a_pipe_is_no_file(ada, media, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="is no file"):
        receive_path(ada, tmp_path / "pipe")


@pytest.mark.parametrize(("size", "said"), [(2_000_000_000, "2 GB"), (1_500_000_000, "1.5 GB"), (50_000_000, "50 MB")])
def test_sizes_are_said_as_people_say_them(size, said):
    assert arrival.sized(size) == said


def test_nothing_is_stored_of_what_did_not_arrive(ada, media):
    with pytest.raises(Refused):
        receive_bytes(ada, b"", name="empty.txt")
    assert not Upload.objects.exists()
