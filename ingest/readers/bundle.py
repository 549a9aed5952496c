"""In: a zip of notes and other files. Out: what each of them holds, read as if it came alone.

A Markdown file is one note, whatever its shape: who keeps a folder of notes has parted them already.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from curation.errors import UnreadableUpload
from curation.insets.checking import LARGEST_BYTES
from curation.kinds import Kind
from ingest.archive import Archive
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers import front, shape
from ingest.readers.blocks import Shown
from ingest.readers.fences import in_file, lifted, set_in
from ingest.readers.prose import read as read_prose
from ingest.readers.refusals import A_ZIP, refuse_empty, signature

_NOTES = (".md", ".markdown")
_OWN = {"__macosx", ".obsidian", ".git", ".trash", ".ds_store", "thumbs.db", ".logseq", "node_modules"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".heic", ".css", ".js", ".canvas")
_TAG = re.compile(r"(?<![\w/#&])#([^\W\d][\w/-]{1,60})")
_LINK = re.compile(r"(!?)\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]+))?\]\]")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# Of small files of text in a zip, each may be honest and all of them a day's work.
FREE = 20 * 1024 * 1024
_MOST = 500 * 1024 * 1024
_HIGHEST_RATIO = 20
_BEHIND = "the files before it are as much as Threepass unpacks of one zip; hand it over by itself or in a smaller zip"
_TWICE = "it is in the zip more than once; only the last one was read"


def recognises(given: Given) -> bool:
    """Any zip that no other reader wants, that is no document of some program, and that has a file in it."""
    return signature(given) == A_ZIP and any(not _is_own(name) for name in given.members)


def read(given: Given) -> ReadResult:
    drafts: list[Draft] = []
    left_out = [LeftOut(name, _TWICE) for name in given.archive.doubled if not _is_own(name)]
    warnings, behind = list[str](), list[str]()
    pictures = Pictures(given.archive)
    room = max(FREE, min(_MOST, _HIGHEST_RATIO * given.size))
    for name in sorted(name for name in given.archive.names if not _is_own(name)):
        if room <= 0 and not _is_picture(name):
            behind.append(name)
            continue
        try:
            data = _unpacked(given, name)
            room -= len(data)
            result = _member(given, name, data, pictures)
        except UnreadableUpload as error:
            left_out.append(LeftOut(name, _without_name(str(error), name, given.name)))
            continue
        drafts += result.drafts
        left_out += [replace(left, what=f"{name}: {left.what}") for left in result.left_out]
        warnings += [f"{name}: {warning}" for warning in result.warnings]
    if not drafts:
        raise _nothing(given, left_out)
    left_out = [one for one in left_out if one.what not in pictures.used]
    left_out += [LeftOut(behind[0], _BEHIND, len(behind))] if behind else []
    return ReadResult("files in a zip", tuple(drafts), tuple(warnings), tuple(_pictures_last(left_out)))


def _is_picture(name: str) -> bool:
    return name.lower().endswith(_PICTURES)


def _is_own(name: str) -> bool:
    """Folders and files that an operating system or an editor keeps for itself."""
    return any(part.lower() in _OWN or part.startswith("._") for part in PurePosixPath(name).parts)


def _unpacked(given: Given, name: str) -> bytes:
    if _is_picture(name):
        raise UnreadableUpload(f"{name} is a picture or a setting, not a text.")
    return given.archive.read(name)


def _member(given: Given, name: str, data: bytes, pictures: "Pictures") -> ReadResult:
    from ingest.readers import read as read_any

    part = Given.of(
        data,
        name=PurePosixPath(name).name,
        kind=given.kind,
        embedder=given.embedder,
        received_at=given.received_at,
    )
    if part.is_zip and not name.lower().endswith((".epub", ".docx")):
        raise UnreadableUpload(f"{name} is an archive inside the archive; hand it over by itself.")
    return read_note(part, name, pictures) if name.lower().endswith(_NOTES) else read_any(part)


class Pictures:
    """Those of a zip, by the ways in which notes name them; `used` are the ones that a note shows."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.used: set[str] = set()
        self._by_name = {PurePosixPath(name).name.casefold(): name for name in archive.names if _is_picture(name)}

    def lead(self, path: str, shown: Shown) -> Shown | None:
        """Beside the note, below the top of the zip, or, as some editors have it, wherever a file is called so."""
        asked = unquote(shown.address)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), asked))
        found = next((name for name in (beside, asked.lstrip("/")) if name in self._archive and _is_picture(name)), "")
        found = found or self._by_name.get(PurePosixPath(asked).name.casefold(), "")
        if not found or "://" in asked or asked.startswith("data:"):
            return in_file(shown)
        self.used.add(found)
        return replace(shown, address="", data=partial(self._archive.read, found, limit=LARGEST_BYTES))


def read_note(given: Given, path: str, pictures: Pictures) -> ReadResult:
    """One Markdown file as one source, with its tags, and the folder it lies in as `site`."""
    from ingest.readers import read as read_any

    refuse_empty(given)
    about, whole = front.parted(given.text)
    found = lifted(whole)
    body = found.text
    kind = given.kind or about.kind
    if kind in {Kind.EPISODE, Kind.POST} or shape.shape_of(body, kind=kind) is shape.Shape.EPISODE:
        return read_any(given)
    (draft,) = read_prose(replace(given, kind=kind or Kind.NOTE), about, linked_text(body)).drafts
    folder = PurePosixPath(path).parent.name
    draft = replace(draft, tags=tuple(_tags(about, body)), site=draft.site or folder)
    return ReadResult("note", (set_in(draft, found, partial(pictures.lead, path)),), given.guesses)


def linked_text(body: str) -> str:
    """Wiki links as the words that are shown for them; embedded files fall away."""
    return _LINK.sub(lambda link: "" if link[1] else (link[3] or link[2].rpartition("/")[2]), body)


def _tags(about: front.Front, body: str) -> Iterator[str]:
    yield from dict.fromkeys((*about.tags, *_TAG.findall(_CODE.sub(" ", body))))


def _without_name(sentence: str, name: str, archive: str) -> str:
    """The table says which file it was."""
    for form in (f"{name} in {archive}", name, PurePosixPath(name).name):
        if sentence.startswith(f"{form} "):
            return f"It {sentence.removeprefix(f'{form} ')}"
    return sentence


def _pictures_last(left_out: list[LeftOut]) -> Iterator[LeftOut]:
    """What was never meant to be read is one row at the end."""
    pictures = [one for one in left_out if _is_picture(one.what)]
    yield from (one for one in left_out if not _is_picture(one.what))
    if pictures:
        yield replace(pictures[0], count=len(pictures))


def _nothing(given: Given, left_out: list[LeftOut]) -> UnreadableUpload:
    if not left_out:
        return UnreadableUpload(f"{given.name} is a zip archive without any file to read in it.")
    first = left_out[0]
    return UnreadableUpload(f"{given.name} holds nothing that Threepass reads; {first.what}: {first.reason}")
