"""Real files, as people have them. They are not part of the project; where they are absent, these tests skip."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.inputs, pytest.mark.django_db]

ROLES = ("statements", "quotes", "questions")
FOLDER = Path(os.environ.get("THREEPASS_INPUTS") or Path(__file__).resolve().parents[2] / "shared" / "inputs")


@pytest.fixture
def paths(settings, tmp_path):
    if not FOLDER.is_dir():
        pytest.skip("The real files are not here; name their folder in THREEPASS_INPUTS.")
    settings.MEDIA_ROOT = tmp_path
    return sorted(str(path) for path in FOLDER.iterdir())


def _verb(capsys, *words):
    capsys.readouterr()
    call_command(*words, "--json", "--owner", "ada")
    return json.loads(capsys.readouterr().out)["data"]


def test_real_files_come_in_whole_and_once(ada, capsys, paths, counts):
    rows = _verb(capsys, "ingest", *paths)
    before = counts()
    again = _verb(capsys, "ingest", *paths)
    assert [row["status"] for row in rows] == ["ingested"] * len(paths)
    assert [row["status"] for row in again] == ["duplicate"] * len(paths)
    assert counts() == before


def test_real_files_make_a_digest_of_verified_statements(ada, capsys, paths):
    _verb(capsys, "ingest", *paths)
    digest = _verb(capsys, "digest")
    told = [one for section in digest["sections"] for name in ROLES for one in section[name]]
    assert len(digest["sections"]) >= 6
    assert {one["status"] for one in told} == {c["status"] for one in told for c in one["citations"]} == {"verified"}
    assert digest["minutes"] < 10
