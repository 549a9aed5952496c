"""In: what an upload held. Out: the same, with the images that it held kept as files, or a reason why not.

Nothing of this happens within a transaction: files that no row comes to hold are cleared away later.
"""

from dataclasses import dataclass, replace

from curation.errors import CurationError, UnreadableUpload
from curation.insets.keeping import keep
from curation.kinds import InsetKind
from ingest.drafts import Draft, DraftInset, ReadResult

MOST_IMAGES = 400
MOST_BYTES = 200_000_000
TOO_MANY = "The upload holds more images than are kept of one."


@dataclass
class _Room:
    """What may still be kept of one upload."""

    images: int = MOST_IMAGES
    size: int = MOST_BYTES

    def take(self, size: int) -> None:
        self.images, self.size = self.images - 1, self.size - size

    @property
    def is_used_up(self) -> bool:
        return self.images <= 0 or self.size <= 0


def with_files(result: ReadResult, owner_id: int) -> ReadResult:
    room = _Room()
    drafts = tuple(_kept(draft, owner_id, room) if draft.insets else draft for draft in result.drafts)
    return replace(result, drafts=drafts)


def _kept(draft: Draft, owner_id: int, room: _Room) -> Draft:
    found = (_file(one, owner_id, room) if one.kind is InsetKind.IMAGE else one for one in draft.insets)
    return replace(draft, insets=tuple(found))


def _file(inset: DraftInset, owner_id: int, room: _Room) -> DraftInset:
    if inset.data is None:
        return inset
    if room.is_used_up:
        return replace(inset, data=None, why=TOO_MANY)
    try:
        image = keep(owner_id, inset.data())
    except UnreadableUpload:
        return replace(inset, data=None, why="The image is damaged and cannot be unpacked.")
    except CurationError as error:
        return replace(inset, data=None, why=str(error))
    room.take(image.size)
    return replace(inset, data=None, image=image)
