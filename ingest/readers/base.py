"""The step that most readers share: what was said, woven into one draft, and lines that are one post."""

import re
from collections.abc import Iterable, Sequence

from curation.kinds import Kind
from ingest.drafts import Draft
from ingest.readers.book import Line
from ingest.readers.front import Front
from ingest.readers.weave import Piece, Woven, weave

_HANDLE = re.compile(r"@(\w{2,30})")


def draft_of(kind: Kind, front: Front, pieces: Iterable[Piece], *, title: str = "") -> Draft:
    return described(kind, front, weave(pieces), title=title)


def described(kind: Kind, front: Front, woven: Woven, *, title: str = "") -> Draft:
    """A woven text with what its file says about itself."""
    return Draft(
        kind=kind,
        text=woven.text,
        title=front.title or title,
        author=front.author,
        site=front.site,
        url=front.url,
        language=front.language,
        published_at=front.published_at,
        turns=woven.turns,
        chapters=woven.chapters,
    )


def posted(front: Front, lines: Sequence[Line], *, site: str) -> Draft:
    """A post without layout; the handle that its first line opens with is whom it answers."""
    to = _HANDLE.search(lines[0].text) if lines[0].is_reply else None
    return Draft(
        kind=Kind.POST,
        text="\n".join(line.text for line in lines),
        author=front.author,
        site=site,
        published_at=front.published_at,
        reply_to=to[1] if to else "",
    )
