"""In: a web page. Out: its ARTICLE without menus and banners, by trafilatura."""

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.readers.base import Page
from ingest.readers.front import moment
from ingest.text import repair


def read(page: Page) -> ReadResult:
    # trafilatura takes most of a second to import, and few uploads are web pages.
    from trafilatura import bare_extraction

    address = page.name if "://" in page.name else None
    found = bare_extraction(page.text, url=address, with_metadata=True, include_comments=False)
    if isinstance(found, dict):
        found = None
    text = repair((found.text if found else "") or "").strip()
    if not found or not text:
        raise UnreadableUpload(f"{page.name} is a web page without an article Threepass could find.")
    draft = Draft(
        kind=page.kind or Kind.ARTICLE,
        text=text.replace("\n", "\n\n"),
        title=repair(found.title or "").strip() or page.title,
        author=found.author or "",
        site=found.sitename or found.hostname or "",
        url=found.url or address or "",
        published_at=moment(found.date or ""),
        language=found.language or "",
    )
    return ReadResult("web page", (draft,))
