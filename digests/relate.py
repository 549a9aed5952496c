"""In: a digest as it is kept. Out: the same, set in its place: beside what was met before, and beside the lane."""

from curation.writing.base import Writer
from digests.lanes import quote_lane_picks
from digests.models import Digest
from digests.novelty import compare


def relate(digest: Digest, writer: Writer | None = None) -> Digest:
    """Safe to do twice; leaves alone what a hand has touched. A model may be asked through the `writer`."""
    quote_lane_picks(digest)
    return compare(digest, writer=writer)
