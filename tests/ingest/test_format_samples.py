"""The shared samples of posts and clippings, where they are at hand: what is to come in does, the rest is refused."""

import os
from pathlib import Path

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read

pytestmark = pytest.mark.inputs
FOLDER = Path(os.environ.get("THREEPASS_EVAL", Path(__file__).parents[2].parent / "shared" / "eval")) / "formats"


@pytest.fixture
def sample():
    if not FOLDER.is_dir():
        pytest.skip("the shared samples are not here")
    return lambda name: Given.of((FOLDER / name).read_bytes(), name=Path(name).name)


def test_clippings_keep_book_place_day_and_note(sample):
    (draft,) = read(sample("kindle/clippings_for_upload.txt")).drafts
    assert all((draft.title, draft.author, draft.place, draft.note, draft.met_at))


def test_posts_keep_author_day_and_whose_words_they_hand_on(sample):
    drafts = read(sample("tweets/api_tweets.json")).drafts
    assert all(draft.handle and draft.external_id for draft in drafts)
    assert any(draft.via for draft in drafts)
    assert any(len({turn.speaker for turn in draft.turns}) > 1 for draft in drafts)


def test_what_is_personal_in_an_archive_is_refused(sample):
    for path in sorted((FOLDER / "tweets" / "archive_misc").glob("*.js")):
        with pytest.raises(UnreadableUpload, match=r"\.$"):
            read(Given.of(path.read_bytes(), name=path.name))
