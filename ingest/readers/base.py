"""What every reader is given, and the small steps they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from curation.ai.base import Embedder
from curation.kinds import Kind
from ingest.drafts import Draft
from ingest.readers.front import Front
from ingest.readers.weave import Piece, weave


@dataclass(frozen=True)
class Page:
    """A decoded upload on its way to one reader. `kind` is what the sender said it is, if anything."""

    text: str
    name: str
    kind: Kind | None = None
    embedder: Embedder | None = None

    @property
    def title(self) -> str:
        """The file's name without its ending, for what carries no title of its own."""
        return PurePosixPath(self.name.replace("\\", "/")).stem.replace("_", " ").strip()


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
