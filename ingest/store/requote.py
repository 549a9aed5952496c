"""In: passages whose words have changed or gone. Out: what cites or places them, led to where the words stand now.

Citations are reached through the passage, since they belong to digests. One whose words have gone from the
source says so, and the statement that rests on it does too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from curation.evidence import Status, find_quote
from curation.models import Passage, Placement
from ingest.store.relayout import Relaid

CHANGED = "Its source has changed since, and the words it cites are gone."


def requote(relaid: Relaid) -> None:
    now = defaultdict(list)
    for passage in (*relaid.marked, *relaid.moved, *relaid.reworded, *relaid.fresh):
        now[passage.source_id].append(passage)
    unsure = {passage.pk: passage.source_id for passage in relaid.reworded} | relaid.gone
    for citation in _citations(unsure):
        _lead(citation, now[unsure[citation.passage_id]])
    for placement in Placement.objects.filter(passage__in=relaid.gone, by_hand=True).select_related("passage"):
        _place(placement, now[relaid.gone[placement.passage_id]])


def _citations(passages: Iterable[int]) -> Iterable[Any]:
    citation = Passage._meta.get_field("citations").related_model
    return citation._default_manager.filter(passage__in=passages).select_related("statement")


def _lead(citation: Any, passages: Sequence[Passage]) -> None:
    """The passage itself first, then whichever holds the very words."""
    mine = [passage for passage in passages if passage.pk == citation.passage_id]
    exact = [passage for passage in passages if citation.quote in passage.text]
    found = [(passage, place) for passage in (*mine, *exact) if (place := find_quote(citation.quote, passage.text))]
    if found:
        passage, place = min(found, key=lambda pair: pair[1].status is not Status.VERIFIED)
        citation.passage, citation.status = passage, place.status
    else:
        citation.status = Status.UNSUPPORTED
        _doubt(citation.statement)
    citation.save(update_fields=["passage", "status"])


def _place(placement: Placement, passages: Sequence[Passage]) -> None:
    """A passage that became a part of another takes its place by hand along, unless that one has its own."""
    words = placement.passage.text
    heirs = [passage.pk for passage in passages if words in passage.text]
    placed = Placement.objects.filter(passage__in=heirs, by_hand=True).values_list("passage", flat=True)
    heir = next((pk for pk in heirs if pk not in set(placed)), None)
    if heir:
        Placement.objects.filter(passage=heir).delete()
        placement.passage_id = heir
        placement.save(update_fields=["passage"])


def _doubt(statement: Any) -> None:
    statement.status, statement.reason = Status.UNSUPPORTED, CHANGED
    statement.save(update_fields=["status", "reason"])
