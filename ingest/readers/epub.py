"""In: an EPUB. Out: one ARTICLE, the book, with the chapters of its table of contents."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from curation.errors import UnreadableUpload
from curation.insets.checking import LARGEST_BYTES
from curation.kinds import Kind
from ingest.archive import Archive
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.blocks import Block, Laid, Shown, grouped, laid_out, with_openings
from ingest.readers.front import moment
from ingest.readers.images import ELSEWHERE, with_images
from ingest.readers.markup import blocks_of
from ingest.readers.package import CONTAINER, Package, member_of, package_of, page_tree
from ingest.readers.page_facts import language_tag

_MARK = b"mimetypeapplication/epub+zip"
# Fonts are never unpacked, pictures one by one; this much text no book has.
_LARGEST = 60_000_000


def recognises(given: Given) -> bool:
    """Damaged ones too, which are called so or begin as an EPUB does."""
    return given.ending == "epub" or (given.is_zip and (given.head[30:58] == _MARK or CONTAINER in given.members))


def read(given: Given) -> ReadResult:
    if not given.is_zip:
        raise UnreadableUpload(f"{given.name} is no EPUB, or a damaged one.")
    archive = given.archive
    package = package_of(archive)
    blocks, starts, left_out = _blocks(archive, package)
    laid = _laid_out(blocks, starts, package)
    if not laid.text:
        raise UnreadableUpload(f"{given.name} is a book without text; one of pictures, perhaps.")
    draft = Draft(
        kind=given.kind or Kind.ARTICLE,
        text=laid.text,
        title=package.title or given.title,
        author=package.author,
        site=package.publisher,
        url=given.url,
        published_at=next((day for tail in ("", "-01", "-01-01") if (day := moment(package.date + tail))), None),
        language=language_tag(package.language),
        external_id=package.identifier[:200],
        chapters=laid.chapters,
        insets=laid.insets,
    )
    return ReadResult("EPUB book", (draft,), left_out=tuple(left_out))


def _blocks(archive: Archive, package: Package) -> tuple[list[Block], dict[str, int], list[LeftOut]]:
    """The blocks of all pages, where each page begins among them, and the pages that could not be read."""
    blocks: list[Block] = []
    starts: dict[str, int] = {}
    left_out = [LeftOut(page, "the book names this page but does not hold it") for page in package.missing]
    unpacked = 0
    for page in package.pages:
        starts[page] = len(blocks)
        unpacked += archive.size(page)
        if unpacked > _LARGEST:
            raise UnreadableUpload(f"{archive.name} holds more than {_LARGEST // 1_000_000} MB of text.")
        if page in package.navigation:
            continue
        try:
            root = page_tree(archive, page)
        except UnreadableUpload as error:
            left_out.append(LeftOut(page, str(error).removesuffix(".")))
            continue
        lead = partial(_in_book, archive, page)
        blocks += [] if root is None else with_images(grouped(blocks_of(root, images=True)), lead)
    return blocks, starts, left_out


def _in_book(archive: Archive, page: str, shown: Shown) -> Shown | None:
    member = member_of(page, shown.address)
    if member not in archive:
        return replace(shown, address="", why=ELSEWHERE)
    return replace(shown, address="", data=partial(archive.read, member, limit=LARGEST_BYTES))


def _laid_out(blocks: list[Block], starts: dict[str, int], package: Package) -> Laid:
    """Chapters from the table of contents where it points at two places or more, else from headings."""
    opens: dict[int, str] = {}
    for title, page, anchor in package.contents:
        place = _place(blocks, starts, page, anchor)
        if title and place is not None:
            opens[place] = f"{opens[place]} · {title}" if place in opens else title
    return with_openings(blocks, opens) if len(opens) > 1 else laid_out(blocks, title=package.title)


def _place(blocks: Sequence[Block], starts: dict[str, int], page: str, anchor: str) -> int | None:
    if page not in starts:
        return None
    start = starts[page]
    end = min((place for place in starts.values() if place > start), default=len(blocks))
    named = (place for place in range(start, end) if anchor and anchor in blocks[place].anchors)
    place = next(named, start)
    return place if place < len(blocks) else None
