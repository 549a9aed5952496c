import json
import subprocess
import sys
from pathlib import Path

import pytest

from curation.models import Run, Source
from curation.runs import finish_all
from ingest.batch import ingest_all

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def notes(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "notes"
    for name in ("mill.md", "deep/river.md", ".hidden.md", ".git/config"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"What {name} says of rivers, mills and gates is long enough to be read.")
    return folder


def test_a_folder_stands_for_its_files(ada, notes):
    rows = ingest_all(ada, [str(notes)], quiet=True)
    assert [row.path for row in rows if row.status == "ingested"] == [
        str(notes / "deep/river.md"),
        str(notes / "mill.md"),
    ]
    assert Source.objects.count() == 2


def test_what_is_hidden_is_skipped_and_said(ada, notes):
    rows = ingest_all(ada, [str(notes)], quiet=True)
    skipped = {Path(row.path).name: row.error for row in rows if row.status == "skipped"}
    assert skipped == {".git": "It is hidden.", ".hidden.md": "It is hidden."}


def test_a_hidden_file_that_is_named_is_taken(ada, notes):
    assert ingest_all(ada, [str(notes / ".hidden.md")], quiet=True)[0].status == "ingested"


def _ended(ada, monkeypatch, kind, subject):
    """What a batch tells of a file when another run ended badly meanwhile."""
    run = Run(owner=ada, kind=kind, subject=subject, label="talk.mp3", message="It did not work.")
    monkeypatch.setattr("ingest.batch.finish_all", lambda *args: [*finish_all(*args), run])


def test_a_row_tells_of_no_other_upload(ada, notes, monkeypatch):
    _ended(ada, monkeypatch, Run.Kind.TRANSCRIBE, subject=7)
    assert ingest_all(ada, [str(notes / "mill.md")], quiet=True)[0].warnings == []


def test_a_row_tells_what_went_wrong_with_the_whole_library(ada, notes, monkeypatch):
    _ended(ada, monkeypatch, Run.Kind.EMBED, subject=0)
    (told,) = ingest_all(ada, [str(notes / "mill.md")], quiet=True)[0].warnings
    assert told.endswith("It did not work.")


def _spoken(*words):
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("words", [["ingest", "--json"], ["ingest", "x.md", "--bogus", "--json"]])
def test_options_that_do_not_exist_are_told_in_the_envelope(words):
    code, answer = _spoken(*words)
    assert code == 1
    assert answer["error"]["code"] == "refused"
    assert answer["error"]["message"].endswith(".")
