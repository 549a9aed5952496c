"""`kill -9` in the middle of an ingest, then a start: the library is as if nothing had happened."""

import json
import os
import signal

import pytest

from curation.project import embedded
from tests.installations import ROOT, Installation, fresh, installation, kill

pytestmark = pytest.mark.long
__all__ = ["fresh", "installation"]

SAMPLES = sorted(str(path) for path in (ROOT / "samples").iterdir() if path.suffix in {".md", ".txt", ".vtt"})
POSTS = str(ROOT / "samples" / "posts.json")

QUEUE = """
import sys
from pathlib import Path
from django.contrib.auth.models import User
from ingest.receive import receive_bytes
owner = User.objects.get(is_superuser=True)
for path in {paths!r}:
    receive_bytes(owner, Path(path).read_bytes(), name=Path(path).name)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("undisturbed") / "var")
    rows = json.loads(installation.manage("ingest", "--json", POSTS, *SAMPLES))
    assert rows["ok"]
    yield installation.library()
    embedded.stop(installation.var)


SOMETHING_IS_READ = "select count(*) > 0 from curation_run where kind = 'read' and status = 'done'"
SOMETHING_IS_EMBEDDED = "select count(*) > 0 from curation_passage where vector is not null"
ALL_IS_DONE = (
    "select count(*) = 0 and (select count(*) > 0 from curation_run where kind = 'group' and status = 'done')"
    " from curation_run where status in ('queued', 'running')"
)


@pytest.mark.parametrize("moment", [SOMETHING_IS_READ, SOMETHING_IS_EMBEDDED], ids=["reading", "embedding"])
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(installation, undisturbed, moment):
    installation.manage("shell", "-v", "0", "-c", QUEUE.format(paths=[POSTS, *SAMPLES]))
    worker = installation.worker()
    installation.wait_until(moment)
    kill(worker)
    assert installation.query("select count(*) > 0 from curation_run where status in ('queued', 'running')")[0][0]

    worker = installation.worker()
    try:
        installation.wait_until(ALL_IS_DONE)
    finally:
        kill(worker)
    assert installation.difference(undisturbed) == []


def test_a_command_killed_in_the_middle_goes_on_when_called_again(installation, undisturbed):
    command = installation.start("manage.py", "ingest", POSTS, *SAMPLES)
    installation.wait_until(SOMETHING_IS_READ)
    kill(command)

    installation.manage("ingest", POSTS, *SAMPLES)
    assert installation.difference(undisturbed) == []


def test_a_database_killed_in_the_middle_comes_back_with_all_that_was_promised(installation, undisturbed):
    installation.manage("shell", "-v", "0", "-c", QUEUE.format(paths=[POSTS, *SAMPLES]))
    pid = int((embedded.cluster(installation.var).data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)

    installation.manage("ingest", POSTS)
    assert installation.difference(undisturbed) == []
