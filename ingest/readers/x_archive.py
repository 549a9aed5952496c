"""In: the zip that X makes of an account. Out: its posts and self-threads with their images, likes and articles.

Only the files on the list of `x_parts` are opened, the images of posts, and the manifest for the owner's name and the
counts.
Messages, contacts, addresses, advertising data and deleted posts are never read.
"""

import re

from curation.errors import UnreadableUpload
from ingest.archive import DAMAGED
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.x_files import BEGINS
from ingest.readers.x_images import BesidePosts
from ingest.readers.x_manifest import Manifest, differences, manifest_of
from ingest.readers.x_parts import Part, Sort, part_of, sort_of
from ingest.readers.x_post import Owner
from ingest.readers.x_sources import result_of

_FILE = re.compile(r"(?:(?!__MACOSX/)[^/]+/)?(?:data/)?([\w-]+)\.js")
_SURE = re.compile(r"(?:(?!__MACOSX/)[^/]+/)?data/(?:manifest|tweets?(?:-part\d+)?)\.js")
_PERHAPS = re.compile(r"(?:(?!__MACOSX/)[^/]+/)?tweets?(?:-part\d+)?\.js")
_OPENING = 200
_LARGEST_MANIFEST = 5 * 1024 * 1024
_NEVER = "not read: it holds personal data of the account, no posts"
_DELETED = "not read: posts that were deleted stay deleted"


def recognises(given: Given) -> bool:
    """By the folder of an archive, or by how its files begin: a `tweet.js` may be a part of any program."""
    names = given.members
    return any(map(_SURE.fullmatch, names)) or any(_PERHAPS.fullmatch(name) and _begins(given, name) for name in names)


def read(given: Given) -> ReadResult:
    files = {name: match[1] for name in given.archive.names if (match := _FILE.fullmatch(name))}
    found = {name: sort for name, stem in files.items() if (sort := sort_of(stem))}
    manifest, warnings = _manifest(given, files)
    parts, left = _parts(given, found)
    if not any(part.entries for part in parts):
        raise UnreadableUpload(_nothing(given, parts, left))
    if manifest:
        warnings += tuple(differences(manifest, parts, list(found)))
    owner = manifest.owner if manifest else Owner()
    unread = [stem for name, stem in files.items() if name not in found and stem != "manifest"]
    left += [LeftOut(f"{stem}.js", _why_not(stem)) for stem in unread]
    return result_of(given.name, parts, owner, called="X archive", warnings=warnings, left=left)


def _begins(given: Given, name: str) -> bool:
    try:
        with given.archive.open(name) as file:
            return bool(BEGINS.match(file.read(_OPENING).decode("utf-8-sig", errors="replace").lstrip()))
    except (UnreadableUpload, *DAMAGED):
        return False


def _manifest(given: Given, files: dict[str, str]) -> tuple[Manifest | None, tuple[str, ...]]:
    name = next((name for name, stem in files.items() if stem == "manifest"), "")
    if not name:
        return None, ("there is no manifest.js, so the author and the counts are not known",)
    try:
        manifest = manifest_of(given.archive.read(name, limit=_LARGEST_MANIFEST))
    except UnreadableUpload:
        manifest = None
    return manifest, () if manifest else ("manifest.js is damaged, so the author and the counts are not known",)


def _parts(given: Given, found: dict[str, Sort]) -> tuple[list[Part], list[LeftOut]]:
    """A file that cannot be opened takes nothing else with it."""
    parts, left, images = list[Part](), list[LeftOut](), BesidePosts(given.archive)
    for name, sort in found.items():
        try:
            with given.archive.open(name) as file:
                parts.append(part_of(sort, file, name=name, images=images.of))
        except UnreadableUpload as error:
            left.append(LeftOut(name, str(error).rstrip(".")))
    return parts, left


def _nothing(given: Given, parts: list[Part], left: list[LeftOut]) -> str:
    reasons = [*left, *(one for part in parts for one in part.left_out)]
    if not reasons:
        return f"{given.name} is an X archive without a single post."
    return f"{given.name} is an X archive of which nothing could be read; {reasons[0].what}: {reasons[0].reason}."


def _why_not(stem: str) -> str:
    return _DELETED if stem.startswith("deleted") else _NEVER
