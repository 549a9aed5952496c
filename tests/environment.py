"""Loaded before Django reads its settings: tests have a VAR folder of their own, beside the developer's."""

import os
from pathlib import Path

os.environ["THREEPASS_VAR"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["CELERY_BROKER_URL"] = "memory://"
