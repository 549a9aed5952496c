"""In: a web page. Out: its ARTICLE without menus and banners, by trafilatura."""

import re

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers.front import moment
from ingest.text import repair

_HTML = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def recognises(given: Given) -> bool:
    return bool(_HTML.match(given.opening))


def read(given: Given) -> ReadResult:
    # trafilatura takes most of a second to import, and few uploads are web pages.
    from trafilatura import bare_extraction

    found = bare_extraction(given.text, url=given.url or None, with_metadata=True, include_comments=False)
    if isinstance(found, dict):
        found = None
    text = repair((found.text if found else "") or "").strip()
    if not found or not text:
        raise UnreadableUpload(f"{given.name} is a web page without an article Threepass could find.")
    draft = Draft(
        kind=given.kind or Kind.ARTICLE,
        text=text.replace("\n", "\n\n"),
        title=repair(found.title or "").strip() or given.title,
        author=found.author or "",
        site=found.sitename or found.hostname or "",
        url=found.url or given.url,
        published_at=moment(found.date or ""),
        language=found.language or "",
    )
    return ReadResult("web page", (draft,))
