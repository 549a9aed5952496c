"""Loaded before Django reads its settings: tests have a VAR folder of their own, beside the developer's."""

import os
from pathlib import Path

from hypothesis import settings

os.environ["THREEPASS_VAR"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["CELERY_BROKER_URL"] = "memory://"
# How long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
