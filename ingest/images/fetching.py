"""In: an upload whose pages show images that lie elsewhere. Out: the images, kept, or a reason for each that is not.

A reader's browser is never sent to where they lie: that would tell a stranger what is read here, and when. Each
image is tried once and on its own; what was fetched before an interruption stays.
"""

from collections.abc import Callable
from dataclasses import asdict

from django.conf import settings
from django.db import transaction

from curation.errors import CurationError
from curation.insets.checking import Image
from curation.insets.keeping import keep
from curation.models import Inset, InsetQuerySet, Run
from curation.runs import enqueue
from ingest.feeds.turns import turn_at
from ingest.fetch import configured_door, fetch
from ingest.models import Upload
from ingest.report import LeftOutRow, Report
from ingest.wanted import IMAGES

MOST_IMAGES = 100
MOST_BYTES = 100_000_000
SECONDS = 20.0
TOO_MANY = "There are more images than are fetched for one upload."
_AN_IMAGE = "image"


def promise_images(upload: Upload) -> Run | None:
    """Where any are waiting and fetching is allowed; call it in the transaction that stored them."""
    if not settings.FETCH_IMAGES or not _waiting(upload).exists():
        return None
    return enqueue(upload.owner, Run.Kind.IMAGES, subject=upload.pk, label=upload.name)


def fetch_images(upload: Upload, progress: Callable[[int, int], object] = lambda _done, _total: None) -> str:
    """Out: a sentence for the run. Raises nothing for an image that cannot be had: its inset says why."""
    addresses = list(dict.fromkeys(_waiting(upload).values_list("address", flat=True)))
    size = kept = 0
    for done, address in enumerate(addresses, 1):
        found = _fetched(upload, address) if done <= MOST_IMAGES and size < MOST_BYTES else TOO_MANY
        _note(upload, address, found)
        kept, size = (kept + 1, size + found.size) if isinstance(found, Image) else (kept, size)
        progress(done, len(addresses))
    _report(upload)
    return f"{kept} of {len(addresses)} images kept." if addresses else "Every image is here already."


def _waiting(upload: Upload) -> InsetQuerySet:
    return Inset.objects.filter(source__uploads=upload).waiting()


def _fetched(upload: Upload, address: str) -> Image | str:
    """The image, or in words why it is not to be had."""
    known = Inset.objects.images().filter(source__owner=upload.owner, address=address).exclude(file="").first()
    if known:
        return Image(known.sha256, known.media_type, known.size, known.width, known.height, known.file)
    try:
        got = fetch(address, want=IMAGES, door=configured_door(), seconds=SECONDS, turn=turn_at)
        return keep(upload.owner_id, got.data)
    except CurationError as error:
        return str(error)


@transaction.atomic
def _note(upload: Upload, address: str, found: Image | str) -> None:
    same = Inset.objects.filter(pk__in=_waiting(upload).filter(address=address).values("pk"))
    same.update(**({"why": found[:300]} if isinstance(found, str) else asdict(found)))


@transaction.atomic
def _report(upload: Upload) -> None:
    """What is not here, by reason, beside whatever else was left out."""
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    lost = Inset.objects.images().filter(source__uploads=upload, file="").exclude(why="").order_by("pk")
    rows: dict[str, LeftOutRow] = {}
    for one in lost.only("address", "why"):
        known = rows.get(one.why)
        what = known.what if known else f"{_AN_IMAGE} {one.address}".strip()[:300]
        rows[one.why] = LeftOutRow(what=what, reason=one.why, count=known.count + 1 if known else 1)
    report = Report.model_validate(held.report)
    others = [row for row in report.left_out if not row.what.startswith(_AN_IMAGE) or row.reason not in rows]
    held.report = report.model_copy(update={"left_out": [*others, *rows.values()]}).model_dump()
    held.save(update_fields=["report"])
