"""The step that most readers share: what was said, woven into one draft."""

from collections.abc import Iterable

from curation.kinds import Kind
from ingest.drafts import Draft
from ingest.readers.front import Front
from ingest.readers.weave import Piece, weave


def draft_of(kind: Kind, front: Front, pieces: Iterable[Piece], *, title: str = "") -> Draft:
    woven = weave(pieces)
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
