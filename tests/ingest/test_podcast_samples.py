"""Real transcripts, where they are at hand, come in with what they hold."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.split import split

FORMATS = Path(os.environ.get("THREEPASS_EVAL", Path(__file__).parents[2].parent / "shared" / "eval")) / "formats"
TIMED = sorted(path for ending in ("srt", "vtt", "html", "json") for path in FORMATS.glob(f"podcast/ex*.{ending}"))
EDITED = sorted(FORMATS.glob("transcripts/*.md"))

pytestmark = [
    pytest.mark.inputs,
    pytest.mark.skipif(not FORMATS.is_dir(), reason="the shared real files are not here"),
]


def only(path):
    (draft,) = read(Given.of(path.read_bytes(), name=path.name)).drafts
    return draft


@pytest.mark.parametrize("path", TIMED, ids=lambda path: path.name)
def test_each_passage_has_its_speaker_and_its_time(path):
    spans = split(only(path))
    assert all(span.speaker and span.start_ms is not None for span in spans)
    assert all(before.start_ms <= after.start_ms for before, after in pairwise(spans))


@pytest.mark.parametrize("path", EDITED, ids=lambda path: path.name)
def test_an_edited_transcript_keeps_its_speakers_and_stamps(path):
    draft = only(path)
    assert draft.kind is Kind.EPISODE
    assert all(span.speaker for span in split(draft))
    times = [ms for _, ms in draft.spoken.stamps]
    assert len(times) > 2
    assert times == sorted(times)


def test_two_transcripts_of_one_episode_agree_on_who_speaks():
    captions, page = (only(path) for path in TIMED if path.suffix in {".srt", ".html"} and path.stem == "example")
    assert turns_of(captions) == turns_of(page)


def turns_of(draft):
    names = [turn.speaker for turn in draft.turns]
    return names[:1] + [now for before, now in pairwise(names) if now != before]
