"""Node comes with the tests' requirements; what it runs comes from npm, as the lock file pins it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _tool(name):
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


@pytest.fixture(scope="session")
def check_mail():
    """Out: a function that hands HTML to the checks. They are installed where they are missing, and kept."""
    installed = HERE / "node_modules" / ".package-lock.json"
    wanted = HERE / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        subprocess.run(
            [_tool("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=HERE,
            check=True,
            capture_output=True,
        )

    def check(html):
        done = subprocess.run(
            [_tool("node"), "check.mjs"], cwd=HERE, input=html.encode(), check=True, capture_output=True, timeout=60
        )
        return json.loads(done.stdout)

    return check
