"""In: ids of marks. Out: what of which passages they mark, for whoever makes something of them."""

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User

from curation.errors import NotFound, Refused
from curation.marked import Marked
from curation.models import Passage
from curation.reading.models import Mark


def marked(owner: User, ids: Sequence[int]) -> list[Marked]:
    """Implements `curation.marked.Marker`."""
    found = Mark.objects.of(owner).in_bulk(list(ids))
    missing = next((one for one in ids if one not in found), None)
    if missing is not None:
        raise NotFound(f"There is no mark {missing} in this library.")
    return [_marked(found[one]) for one in dict.fromkeys(ids)]


def _marked(mark: Mark) -> Marked:
    words = tuple(_words(mark))
    if not words:
        raise Refused(f"“{mark}” is not in its text any more, so no deck can quote it.")
    return Marked(mark.pk, mark.note, words)


def _words(mark: Mark) -> Iterator[tuple[int, str]]:
    """A mark may run over several passages; each has its part of it."""
    if mark.start is None or mark.end is None:
        return
    touched = Passage.objects.filter(source=mark.source_id, start__lt=mark.end, end__gt=mark.start)
    for passage in touched.order_by("start"):
        begin, end = max(mark.start, passage.start), min(mark.end, passage.end)
        words = passage.text[begin - passage.start : end - passage.start].strip()
        if any(map(str.isalnum, words)):
            yield passage.pk, words
