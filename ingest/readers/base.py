"""The step that most readers share: what was said, woven into one draft."""

from collections.abc import Iterable

from curation.kinds import Kind
from ingest.drafts import Draft
from ingest.readers.front import Front
from ingest.readers.weave import Piece, Woven, weave


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
