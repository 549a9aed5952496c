"""In: a zip of notes and other files. Out: what each of them holds, read as if it came alone.

A Markdown file is one note, whatever its shape: who keeps a folder of notes has parted them already.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers import front, shape
from ingest.readers.prose import read as read_prose
from ingest.readers.refusals import A_ZIP, refuse_empty, signature

_NOTES = (".md", ".markdown")
_OWN = {"__macosx", ".obsidian", ".git", ".trash", ".ds_store", "thumbs.db", ".logseq", "node_modules"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".heic", ".css", ".js", ".json", ".canvas")
_TAG = re.compile(r"(?<![\w/#&])#([^\W\d][\w/-]{1,60})")
_LINK = re.compile(r"(!?)\[\[([^\]|#]*)(?:#[^\]|]*)?(?:\|([^\]]+))?\]\]")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def recognises(given: Given) -> bool:
    """Any zip that no other reader wants, that is no document of some program, and that has a file in it."""
    return signature(given) == A_ZIP and any(not _is_own(name) for name in given.members)


def read(given: Given) -> ReadResult:
    drafts: list[Draft] = []
    left_out: list[LeftOut] = []
    warnings: list[str] = []
    for name in sorted(given.archive.names):
        if _is_own(name):
            continue
        try:
            result = _member(given, name)
        except UnreadableUpload as error:
            left_out.append(LeftOut(name, _without_name(str(error), name)))
            continue
        drafts += result.drafts
        left_out += [replace(left, what=f"{name}: {left.what}") for left in result.left_out]
        warnings += [f"{name}: {warning}" for warning in result.warnings]
    if not drafts:
        raise _nothing(given, left_out)
    return ReadResult("files in a zip", tuple(drafts), tuple(warnings), tuple(_pictures_last(left_out)))


def _is_own(name: str) -> bool:
    """Folders and files that an operating system or an editor keeps for itself."""
    return any(part.lower() in _OWN or part.startswith("._") for part in PurePosixPath(name).parts)


def _member(given: Given, name: str) -> ReadResult:
    from ingest.readers import read as read_any

    if name.lower().endswith(_PICTURES):
        raise UnreadableUpload(f"{name} is a picture or a setting, not a text.")
    part = Given.of(
        given.archive.read(name),
        name=PurePosixPath(name).name,
        kind=given.kind,
        embedder=given.embedder,
        received_at=given.received_at,
    )
    if part.is_zip and not name.lower().endswith((".epub", ".docx")):
        raise UnreadableUpload(f"{name} is an archive inside the archive; hand it over by itself.")
    return read_note(part, name) if name.lower().endswith(_NOTES) else read_any(part)


def read_note(given: Given, path: str) -> ReadResult:
    """One Markdown file as one source, with its tags, and the folder it lies in as `site`."""
    from ingest.readers import read as read_any

    refuse_empty(given)
    about, body = front.parted(given.text)
    kind = given.kind or about.kind
    if kind in {Kind.EPISODE, Kind.POST} or shape.shape_of(body, kind=kind) is shape.Shape.EPISODE:
        return read_any(given)
    (draft,) = read_prose(replace(given, kind=kind or Kind.NOTE), about, linked_text(body)).drafts
    folder = PurePosixPath(path).parent.name
    draft = replace(draft, tags=tuple(_tags(about, body)), site=draft.site or folder)
    return ReadResult("note", (draft,))


def linked_text(body: str) -> str:
    """Wiki links as the words that are shown for them; embedded files fall away."""
    return _LINK.sub(lambda link: "" if link[1] else (link[3] or link[2].rpartition("/")[2]), body)


def _tags(about: front.Front, body: str) -> Iterator[str]:
    yield from dict.fromkeys((*about.tags, *_TAG.findall(_CODE.sub(" ", body))))


def _without_name(sentence: str, name: str) -> str:
    """The table says which file it was."""
    for form in (name, PurePosixPath(name).name):
        if sentence.startswith(f"{form} "):
            return f"It {sentence.removeprefix(f'{form} ')}"
    return sentence


def _pictures_last(left_out: list[LeftOut]) -> Iterator[LeftOut]:
    """What was never meant to be read is one row at the end."""
    pictures = [one for one in left_out if one.what.lower().endswith(_PICTURES)]
    yield from (one for one in left_out if one not in pictures)
    if pictures:
        yield replace(pictures[0], count=len(pictures))


def _nothing(given: Given, left_out: list[LeftOut]) -> UnreadableUpload:
    if not left_out:
        return UnreadableUpload(f"{given.name} is a zip archive without any file to read in it.")
    first = left_out[0]
    return UnreadableUpload(f"{given.name} holds nothing that Threepass reads; {first.what}: {first.reason}")
