"""The web process stays light: serving pages loads no model and no file writer."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = [
    "torch",
    "transformers",
    "whisper",
    "faster_whisper",
    "ctranslate2",
    "openvino",
    "tokenizers",
    "scipy",
    "sknetwork",
    "pptx",
    "typst",
    "trafilatura",
    "openai",
]

SCRIPT = """
import sys
import curation.project.asgi
from django.urls import get_resolver
patterns = get_resolver().url_patterns
assert patterns
print(",".join(name for name in sys.argv[1].split(",") if name in sys.modules))
"""


@pytest.mark.parametrize("model", [{}, {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}], ids=["quoting", "with a model"])
def test_the_web_process_loads_nothing_heavy(model):
    finished = subprocess.run(
        [sys.executable, "-c", SCRIPT, ",".join(HEAVY)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "curation.project.settings", **model},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == ""


def test_torch_is_not_installed():
    assert find_spec("torch") is None
