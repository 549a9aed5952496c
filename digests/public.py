"""In: a published digest. Out: the document that everybody may read.

Of its sources it shows the words that are cited, who said them, the day, and their own address on the web where they
have one. Nothing else of the library is in it: no address of its pages, no other source, no name of a file that was
handed over, and of the owner's own memos and notes the quoted words alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from ipaddress import ip_address
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects

from curation.models import Source
from curation.novelty import Novelty
from digests.assemble import STATEMENTS, document_of
from digests.document import CitedSource, DigestDocument, DocumentSection, DocumentStatement, minutes_of
from digests.models import Digest
from digests.publishing import PRIVATE, address_of
from digests.telling import BESIDE

_LETTERS = re.compile(r"[\W_]+")
_INWARD = (".local", ".localhost", ".internal", ".lan", ".home", ".home.arpa", ".test")


@dataclass(frozen=True)
class Face:
    """What the public sees of a source."""

    title: str
    url: str
    day: date
    private: bool


def public_document(digest: Digest) -> DigestDocument:
    return public_documents([digest])[0]


def public_documents(digests: Iterable[Digest]) -> list[DigestDocument]:
    """All of them with as many queries as one."""
    found = list(digests)
    prefetch_related_objects(found, "corrections", *(f"sections__{path}" for path in STATEMENTS))
    documents = [document_of(one, sections=list(one.sections.all()), also_met=()) for one in found]
    faces = _faces(documents)
    return [_public(document, address_of(one), faces) for one, document in zip(found, documents, strict=True)]


def _faces(documents: Iterable[DigestDocument]) -> dict[int, Face]:
    named = {found for document in documents for found in _sources(document)}
    sources = Source.objects.filter(pk__in=named).defer("text").prefetch_related("uploads")
    return {source.pk: face_of(source) for source in sources}


def face_of(source: Source) -> Face:
    """A title that is the name of a file that was handed over is no title."""
    private = source.kind in PRIVATE
    day = source.published_at.date() if source.published_at else source.met_on
    named = _is_a_file_name(source.title, [upload.name for upload in source.uploads.all()])
    title = "" if private or named else source.title
    return Face(title or source.get_kind_display(), "" if private else public_address(source.url), day, private)


def public_address(url: str) -> str:
    """The address if it leads anybody anywhere: of the web, with no name or password in it, not inside a network."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc:
        return ""
    return url.strip() if _is_out_in_the_world(host) else ""


def _is_out_in_the_world(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_INWARD)


def _is_a_file_name(title: str, names: Iterable[str]) -> bool:
    told = _folded(title)
    return any(told and (told in whole or stem in told) for whole, stem in map(_folded_name, names) if stem)


def _folded_name(name: str) -> tuple[str, str]:
    return _folded(name), _folded(PurePath(name).stem)


def _folded(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _public(document: DigestDocument, address: str, faces: dict[int, Face]) -> DigestDocument:
    shown: DigestDocument = _faced(document, faces)
    parts = tuple(_for_all(section) for section in shown.sections)
    opening = _for_all(shown.opening) if shown.opening else None
    cited = {one.source.source_id for part in parts for said in part.all_statements for one in said.standing}
    public = replace(shown, url=address, sections=parts, opening=opening, sources=len(cited), also_met=(), more_met=0)
    return replace(public, minutes=minutes_of(said for part in public.parts for said in part.read) or 1)


def _for_all(section: DocumentSection) -> DocumentSection:
    """What is out of the owner's lane is a quotation like others to everybody else."""
    statements, quotations, lane, questions = (
        tuple(_told_to_all(said) for said in group)
        for group in (section.statements, section.quotations, section.lane, section.questions)
    )
    return replace(
        section,
        theme_id=None,
        statements=statements,
        quotations=(*quotations, *lane),
        lane=(),
        questions=questions,
    )


def _told_to_all(said: DocumentStatement) -> DocumentStatement:
    """What its owner knew or did not know stays theirs; two quotes beside each other are for everybody."""
    if said.sides:
        return replace(said, novelty_reason=BESIDE[Novelty(said.novelty)])
    return replace(said, novelty="", novelty_reason="", met=None)


def _faced(value: Any, faces: dict[int, Face]) -> Any:
    """Whatever a document says of a source, wherever it says it, is what the public may see of it."""
    if isinstance(value, CitedSource):
        return _face_on(value, faces[value.source_id])
    if isinstance(value, tuple):
        return tuple(_faced(one, faces) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _faced(getattr(value, one.name), faces) for one in fields(value)})
    return value


def _face_on(source: CitedSource, face: Face) -> CitedSource:
    author = "" if face.private else source.author
    return replace(source, title=face.title, author=author, url=face.url, met_on=face.day)


def _sources(value: Any) -> Iterator[int]:
    if isinstance(value, CitedSource):
        yield value.source_id
    elif isinstance(value, tuple):
        yield from (found for one in value for found in _sources(one))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (found for one in fields(value) for found in _sources(getattr(value, one.name)))
