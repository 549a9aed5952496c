"""In: one file out of an X archive, `tweets.js` for instance. Out: its posts; all but a few are refused unread."""

import re

from curation.errors import UnreadableUpload
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.x_parts import part_of, sort_of
from ingest.readers.x_post import Owner
from ingest.readers.x_sources import result_of

BEGINS = re.compile(r"(?:window\.)?(?:(?P<name>YTD\.\w+(?:\.part\d+)?)|__THAR_CONFIG)\s*=")


def recognises(given: Given) -> bool:
    return bool(BEGINS.match(given.opening))


def read(given: Given) -> ReadResult:
    match = BEGINS.match(given.opening)
    name = (match["name"] if match else "") or ""
    sort = sort_of(name)
    if sort is None:
        taken = "Threepass reads tweets.js and its like, or the whole zip"
        raise UnreadableUpload(f"{given.name} {_why_not(name)}; {taken}.")
    with given.open_bytes() as file:
        part = part_of(sort, file, name=given.name)
    if not part.entries:
        why = f" ({part.left_out[0].reason})" if part.left_out else ""
        raise UnreadableUpload(f"{given.name} is a file of an X archive without any {sort.called} in it{why}.")
    return result_of(given.name, [part], Owner(), called=f"X archive ({sort.called})")


def _why_not(name: str) -> str:
    if not name:
        return "is the list of files of an X archive and holds no posts itself"
    if "deleted" in name:
        return "holds posts that you deleted, and they stay deleted"
    return "holds personal data of an X account, not posts"
