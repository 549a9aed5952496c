import os
from pathlib import Path

import pytest

_LISTS = Path(__file__).parent / "lists"


@pytest.fixture
def inputs() -> Path:
    folder = Path(os.environ.get("THREEPASS_INPUTS", Path(__file__).parents[2].parent / "shared" / "inputs"))
    if not folder.is_dir():
        pytest.skip("the shared real files are not here")
    return folder


@pytest.fixture
def one_input(inputs):
    return lambda prefix: next(inputs.glob(f"{prefix}_*")).read_bytes()


@pytest.fixture
def labelled():
    """Lists written for these tests: lines, and the indexes of those that begin an entry."""

    def load(pattern):
        for path in sorted(_LISTS.glob(pattern)):
            entries = [entry.strip("\n").split("\n") for entry in path.read_text("utf-8").split("%%")]
            starts, count = set(), 0
            for entry in entries:
                starts.add(count)
                count += len(entry)
            yield [line for entry in entries for line in entry], starts

    return load
