"""In: a published digest. Out: the document that everybody may read.

Of its sources it shows the words that are cited, who said them, the day, and their own address on the web where they
have one. Nothing else of the library is in it: no address of its pages, no other source, no name of a file that was
handed over, and of the owner's own memos and notes the quoted words alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from ipaddress import ip_address
from pathlib import PurePath
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from curation.evidence import Status
from curation.models import Source
from curation.novelty import Novelty
from digests.assemble import document_of, with_evidence
from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentCorrection,
    DocumentSection,
    DocumentStatement,
    minutes_of,
)
from digests.models import Citation, Digest, Section, Statement
from digests.publishing import PRIVATE, address_of, lead_in_public
from digests.renderers.llms_txt import Listed
from digests.telling import BESIDE
from digests.wording import UNREPEATED

_LETTERS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[^a-z0-9]+")
_KEYS = {
    "token",
    "key",
    "apikey",
    "auth",
    "secret",
    "password",
    "pass",
    "pwd",
    "sig",
    "signature",
    "session",
    "jwt",
    "resourcekey",
}
_INWARD = (".local", ".localhost", ".internal", ".lan", ".home", ".home.arpa", ".test")


@dataclass(frozen=True)
class Face:
    """What the public sees of a source; of what is private, no day."""

    title: str
    url: str
    private: bool


def public_document(digest: Digest) -> DigestDocument:
    return public_documents([digest])[0]


def mailed_document(digest: Digest) -> DigestDocument:
    """The same for a mail, which may go out before the digest is public: no address of ours is in it then.

    Once it is, what has no address of its own leads to the words on the public page.
    """
    held = Digest.objects.select_related("series").get(pk=digest.pk)
    public = _known_by_id(held, replace(public_document(held), lead=lead_in_public(held)))
    if held.state != Digest.State.PUBLISHED:
        return replace(public, url="")
    placed: DigestDocument = _each(DocumentCitation, public, lambda one: _placed(one, public.url))
    return placed


def _known_by_id(digest: Digest, document: DigestDocument) -> DigestDocument:
    """With the ids of its sections: readers of a mail are asked what each was worth."""
    ids = digest.sections.filter(is_lead=False).order_by("position", "pk").values_list("pk", flat=True)
    named = zip(document.sections, ids, strict=True)
    return replace(document, sections=tuple(replace(section, id=pk) for section, pk in named))


def _placed(citation: DocumentCitation, page: str) -> DocumentCitation:
    source = citation.source
    return citation if source.url else replace(citation, source=replace(source, url=f"{page}#n{citation.number}"))


def public_documents(digests: Iterable[Digest]) -> list[DigestDocument]:
    """All of them with as many queries as one."""
    found = list(digests)
    prefetch_related_objects(found, "corrections", Prefetch("sections", with_evidence(Section.objects.all())))
    documents = [document_of(one, sections=list(one.sections.all()), also_met=()) for one in found]
    faces = _faces(documents)
    return [_public(document, address_of(one), faces) for one, document in zip(found, documents, strict=True)]


def public_list() -> list[Listed]:
    """All that is public, newest first, by title, days and the headings that have something under them."""
    standing = Citation.objects.filter(statement=OuterRef("pk")).exclude(status=Status.UNSUPPORTED)
    said = Statement.objects.filter(Exists(standing), section=OuterRef("pk")).exclude(status=Status.UNSUPPORTED)
    headed = Section.objects.filter(Exists(said), is_lead=False).order_by("position", "pk")
    found = Digest.objects.published().prefetch_related(Prefetch("sections", headed, to_attr="headed"))
    return [
        Listed(
            title=one.title,
            url=address_of(one),
            start=one.period_start,
            end=one.period_end,
            headings=tuple(section.heading for section in getattr(one, "headed")),  # noqa: B009
        )
        for one in found
    ]


def _faces(documents: Iterable[DigestDocument]) -> dict[int, Face]:
    named = {found for document in documents for found in _sources(document)}
    uploads: Any = Source._meta.get_field("uploads").related_model
    names = Prefetch("uploads", uploads._default_manager.only("name"))
    sources = Source.objects.filter(pk__in=named).named().prefetch_related(names)
    return {source.pk: face_of(source) for source in sources}


def face_of(source: Source) -> Face:
    """A title that is the name of a file that was handed over is no title."""
    private = source.kind in PRIVATE
    named = _is_a_file_name(source.title, [upload.name for upload in source.uploads.all()])
    title = "" if named else source.title
    if private:
        return Face(source.get_kind_display(), "", private)
    return Face(title or source.get_kind_display(), public_address(source.url), private)


def public_address(url: str) -> str:
    """The address if it leads anybody anywhere: on the web, not inside a network, with no password or key in it."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc or _opens_a_door(parts.query):
        return ""
    return url.strip() if _is_out_in_the_world(host) else ""


def _opens_a_door(query: str) -> bool:
    """Whether a name in it is that of a key: who knows the address is let in as its owner."""
    return any(_KEYS & set(_WORDS.split(name.lower())) for name, _ in parse_qsl(query))


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
    shown: DigestDocument = _each(CitedSource, document, lambda one: _face_on(one, faces[one.source_id]))
    parts = tuple(_for_all(section) for section in shown.sections)
    opening = _for_all(shown.opening) if shown.opening else None
    corrections = tuple(_without_private_words(one, faces) for one in document.corrections)
    public = replace(
        shown, url=address, sections=parts, opening=opening, also_met=(), more_met=0, corrections=corrections
    )
    minutes = minutes_of(said for part in public.parts for said in part.read) or 1
    return _numbered(replace(public, minutes=minutes, sources=_quoted_in(public.parts)))


def _without_private_words(one: DocumentCorrection, faces: dict[int, Face]) -> DocumentCorrection:
    """Of the owner's own, and of what has left the library, it is told that they were changed and no more."""
    found = [faces.get(cited) for cited in one.cited]
    if all(face and not face.private for face in found):
        return one
    return replace(one, was=UNREPEATED if one.was else "", now=UNREPEATED if one.now else "")


def _numbered(document: DigestDocument) -> DigestDocument:
    """What is not shown leaves no gap, and the numbers rise as one reads."""
    found = (one.number for part in document.parts for said in part.all_statements for one in _shown(said))
    numbers = {old: new for new, old in enumerate(dict.fromkeys(found), start=1)}
    numbered: DigestDocument = _each(
        DocumentCitation, document, lambda one: replace(one, number=numbers.get(one.number, 0))
    )
    return numbered


def _quoted_in(parts: Iterable[DocumentSection]) -> int:
    """How many sources are cited by what is shown."""
    told = (said for part in parts for said in part.all_statements if said.is_borne_out)
    return len({one.source.source_id for said in told for one in said.standing})


def _shown(said: DocumentStatement) -> tuple[DocumentCitation, ...]:
    """The citations in the order in which one meets them."""
    beside = tuple(side.citation for side in said.sides)
    if not said.is_borne_out:
        return ()
    return (*beside, *said.standing) if said.is_told_by_sides else (*said.standing, *beside)


def _for_all(section: DocumentSection) -> DocumentSection:
    """What is out of the owner's lane is a quotation like others; how much else the theme holds stays theirs."""
    statements, quotations, lane, questions = (
        tuple(_told_to_all(said) for said in group)
        for group in (section.statements, section.quotations, section.lane, section.questions)
    )
    shown = replace(
        section,
        theme_id=None,
        id=0,
        statements=statements,
        quotations=(*quotations, *lane),
        lane=(),
        questions=questions,
    )
    return replace(shown, sources=_quoted_in([shown]))


def _told_to_all(said: DocumentStatement) -> DocumentStatement:
    """What its owner knew or did not know stays theirs; two quotes beside each other are for everybody."""
    if said.sides:
        return replace(said, novelty_reason=BESIDE[Novelty(said.novelty)])
    return replace(said, novelty="", novelty_reason="", met=None)


def _each(kind: type, value: Any, changed: Callable[[Any], Any]) -> Any:
    """The value with everything of this kind, wherever it is in it, as `changed` makes it."""
    if isinstance(value, kind):
        return changed(value)
    if isinstance(value, tuple):
        return tuple(_each(kind, one, changed) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _each(kind, getattr(value, one.name), changed) for one in fields(value)})
    return value


def _face_on(source: CitedSource, face: Face) -> CitedSource:
    shown = replace(source, title=face.title, url=face.url)
    return replace(shown, author="", said_on=None, met_on=None, start_ms=None, start=None) if face.private else shown


def _sources(value: Any) -> Iterator[int]:
    if isinstance(value, CitedSource):
        yield value.source_id
    elif isinstance(value, DocumentCorrection):
        yield from value.cited
    elif isinstance(value, tuple):
        yield from (found for one in value for found in _sources(one))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (found for one in fields(value) for found in _sources(getattr(value, one.name)))
