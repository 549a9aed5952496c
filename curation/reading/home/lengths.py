"""What names and measures sources in a list, without reading their texts."""

from collections.abc import Collection
from textwrap import shorten

from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from curation.kinds import Kind
from curation.models import Passage, Source

_LONGEST_NAME = 110


def length_of(source: str) -> Coalesce:
    """An expression: how many letters the text of the source has that the row's field `source` refers to.

    It ends with its last passage; to measure the text itself, the database would have to unpack all of it.
    """
    last = Passage.objects.filter(source=OuterRef(source), by_hand=False).order_by("-position").values("end")[:1]
    return Coalesce(Subquery(last), Value(0), output_field=IntegerField())


def named_sources(ids: Collection[int]) -> dict[int, Source]:
    return Source.objects.named().in_bulk(ids)


def name_of(source: Source) -> str:
    """Of a highlight its words, since many have the title of one book."""
    if source.kind == Kind.HIGHLIGHT:
        return shorten(source.beginning, _LONGEST_NAME, placeholder="…") or source.label
    return source.label
