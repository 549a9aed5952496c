"""In: ids of marks. Out: what of which passages they mark, for whoever makes something of them."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from django.contrib.auth.models import User
from django.db.models import Q

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
    marks = [found[one] for one in dict.fromkeys(ids)]
    touched = _touched(marks)
    return [_marked(mark, touched) for mark in marks]


def _touched(marks: Sequence[Mark]) -> list[Passage]:
    """By any of them, in the order of their texts."""
    spans = [
        Q(source=mark.source_id, start__lt=mark.end, end__gt=mark.start)
        for mark in marks
        if mark.start is not None and mark.end is not None
    ]
    return list(Passage.objects.filter(reduce(or_, spans)).order_by("start")) if spans else []


def _marked(mark: Mark, touched: Sequence[Passage]) -> Marked:
    words = tuple(_words(mark, touched))
    if not words:
        raise Refused(f"“{mark}” is not in its text any more, so no deck can quote it.")
    return Marked(mark.pk, mark.note, words)


def _words(mark: Mark, touched: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """A mark may run over several passages; each has its part of it."""
    if mark.start is None or mark.end is None:
        return
    for passage in touched:
        begin, end = max(mark.start, passage.start), min(mark.end, passage.end)
        if passage.source_id != mark.source_id or begin >= end:
            continue
        words = passage.text[begin - passage.start : end - passage.start].strip()
        if any(map(str.isalnum, words)):
            yield passage.pk, words
