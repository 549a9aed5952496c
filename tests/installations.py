"""Installations in folders of their own, with real processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from curation.project import embedded

ROOT = Path(__file__).resolve().parent.parent


class Installation:
    """An installation in a folder of its own, with real processes."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.env = {**os.environ, "THREEPASS_VAR": str(var), "DJANGO_SETTINGS_MODULE": "curation.project.settings"}
        for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
            self.env.pop(name, None)

    def start(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        finished = subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=300, check=False
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def worker(self) -> subprocess.Popen:
        options = ["--concurrency", "2", "--without-gossip", "--without-mingle", "-l", "WARNING"]
        return self.start("-m", "celery", "-q", "-A", "curation.project.celery", "worker", *options)

    def query(self, sql: str) -> list[tuple]:
        socket = str(embedded.cluster(self.var).socket)
        with psycopg.connect(host=socket, user="postgres", dbname="threepass") as connection:
            return connection.execute(sql).fetchall()

    def wait_until(self, sql: str, patience: float = 120.0) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.query(sql)[0][0]:
                return
            time.sleep(0.02)
        pytest.fail(f"still not so after {patience} s: {sql}; runs: {self.query('select * from curation_run')}")

    def difference(self, undisturbed: dict[str, list[tuple]]) -> list[str]:
        """Rows that only one of the two libraries has, and runs that failed."""
        found = [
            str(row) for row in self.query("select kind, label, message from curation_run where status = 'failed'")
        ]
        for name, rows in self.library().items():
            found += [f"{name}: {row}" for row in set(rows) ^ set(undisturbed[name])]
        return found

    def library(self) -> dict[str, list[tuple]]:
        return {
            "sources": self.query("select identity, kind, standing, md5(text) from curation_source order by identity"),
            "passages": self.query(
                "select s.identity, p.position, p.start, p.end, md5(p.text), p.vector is not null"
                " from curation_passage p join curation_source s on s.id = p.source_id order by 1, 2"
            ),
        }


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """The database of an installation that was made and is at rest: each test goes on from a copy."""
    installation = Installation(tmp_path_factory.mktemp("fresh") / "var")
    installation.manage("sources")
    embedded.stop(installation.var)
    return embedded.cluster(installation.var).data


@pytest.fixture
def installation(fresh, tmp_path):
    installation = Installation(tmp_path / "var")
    data = embedded.cluster(installation.var).data
    data.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", str(fresh), str(data)], check=True)
    embedded.start(installation.var)
    yield installation
    embedded.stop(installation.var)


def kill(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
