"""In: passages whose words have changed or gone. Out: what cites, places or links them, led to where the words stand.

Citations are reached through the passage, since they belong to digests. One whose words have gone from the
source says so, and the statement that rests on it does too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from curation.evidence import Status, find_quote
from curation.models import Passage, PassageLink, Placement
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
    for passage in Passage.objects.filter(pk__in=_linked(relaid.gone)):
        _bind(passage, now[relaid.gone[passage.pk]])


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
    heirs = _heirs(placement.passage, passages)
    placed = Placement.objects.filter(passage__in=heirs, by_hand=True).values_list("passage", flat=True)
    heir = next((pk for pk in heirs if pk not in set(placed)), None)
    if heir:
        Placement.objects.filter(passage=heir).delete()
        placement.passage_id = heir
        placement.save(update_fields=["passage"])


def _linked(passages: Iterable[int]) -> set[int]:
    """Those that a hand has linked, by must or cannot."""
    links = PassageLink.objects.filter(Q(passage__in=passages) | Q(other__in=passages))
    return {one for pair in links.values_list("passage", "other") for one in pair if one}.intersection(passages)


def _bind(passage: Passage, passages: Sequence[Passage]) -> None:
    """What was said of it is said of the passage that its words are a part of now, the lower id of two first."""
    heirs = _heirs(passage, passages)
    for link in PassageLink.objects.filter(Q(passage=passage) | Q(other=passage)) if heirs else ():
        one = heirs[0] if link.passage_id == passage.pk else link.passage_id
        other = heirs[0] if link.other_id == passage.pk else link.other_id
        one, other = (other, one) if other and other < one else (one, other)
        known = PassageLink.objects.filter(passage=one, other=other, theme=link.theme_id)
        if one != other and not known.exists():
            PassageLink.objects.filter(pk=link.pk).update(passage=one, other=other)


def _heirs(gone: Passage, passages: Sequence[Passage]) -> list[int]:
    return [passage.pk for passage in passages if gone.text in passage.text]


def _doubt(statement: Any) -> None:
    statement.status, statement.reason = Status.UNSUPPORTED, CHANGED
    statement.save(update_fields=["status", "reason"])
