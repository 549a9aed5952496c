"""Whisper in small: the true engines on weights made here, which hear one sentence in whatever is said."""

import pytest

from bench.made_whisper import SMALLEST, make

HEARD = "And so the harbour was quiet."


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Makes a model that hears these words in every window; a model is made once a session."""
    folders = {}

    def build(text=HEARD, language="en"):
        key = (text, language)
        if key not in folders:
            folder = tmp_path_factory.mktemp("whisper") / "tiny-made"
            folders[key] = make(folder, SMALLEST, script=text.split(), language=language)
        return folders[key]

    return build
