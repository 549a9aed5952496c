import json

import pytest
from django.core.files.base import ContentFile

from curation.errors import UnreadableUpload
from ingest.intake import take_in
from ingest.models import Upload
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded(ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def make(name, data):
        upload = Upload(owner=ada, name=name, sha256="a" * 64, size=len(data))
        upload.content.save(name, ContentFile(data))
        return upload

    return make


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_no_database_takes_in_an_id_costs_no_source(uploaded, sign):
    rows = [{"id_str": "1", "full_text": "Clay.", "created_at": "2024-01-02"}, {"id_str": f"2{sign}"}]
    upload = uploaded("posts.json", json.dumps(rows).encode())
    assert take_in(upload, WordEmbedder()) == "1 new."
    assert upload.report["left_out"][0]["what"].startswith("entry 2")


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_no_database_takes_is_no_part_of_a_refusal(uploaded, sign, monkeypatch):
    def refuse(given):
        raise UnreadableUpload(f"entry 2{sign} is broken.")

    monkeypatch.setattr("ingest.intake.read", refuse)
    upload = uploaded("posts.json", b"[]")
    with pytest.raises(UnreadableUpload, match=r"^entry 2.? is broken\.$"):
        take_in(upload, WordEmbedder())
    upload.refresh_from_db()
    assert upload.status == Upload.Status.FAILED
