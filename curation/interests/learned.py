"""In: an owner. Out: what Threepass goes by: how many sources each phrase and each example kept or filtered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count

from curation.facts import Cause, Sign, SignalFacts
from curation.interests.phrases import Wish, wishes_of
from curation.learning import SAID
from curation.models import Source
from curation.yardsticks import sign_of

SHOWN = 50

_WEIGHED = """
select (example->>'source')::bigint, source.standing, count(*)
from curation_source source, jsonb_array_elements(source.signal_facts->'weighed') example
where source.owner_id = %s and not source.standing_by_hand and jsonb_typeof(source.signal_facts->'weighed') = 'array'
group by 1, 2
"""


@dataclass(frozen=True)
class ByPhrase:
    """How many sources are closest to the phrase and kept, and how many were filtered all the same.

    Of a phrase of which less is wanted: how many were filtered for it.
    """

    wish: Wish
    kept: int
    filtered: int


@dataclass(frozen=True)
class ByExample:
    """A source that teaches, what was said of it (you dropped, ...), and how many it had a say in."""

    source: Source
    sign: Sign
    said: str
    kept: int
    filtered: int


def by_phrase(owner: User) -> list[ByPhrase]:
    rows = Source.objects.of(owner).filter(standing_by_hand=False).order_by()
    near = rows.values_list("signal_facts__interest", "standing").annotate(Count("pk"))
    told = Counter({(phrase, standing): count for phrase, standing, count in near})
    unwanted = rows.filter(signal_facts__cause=Cause.UNWANTED).values_list("signal_facts__unwanted")
    told.update({(phrase, "filtered"): count for phrase, count in unwanted.annotate(Count("pk"))})
    return [ByPhrase(one, told[one.phrase, "kept"], told[one.phrase, "filtered"]) for one in wishes_of(owner)]


def by_example(owner: User) -> list[ByExample]:
    """The examples that had a say, those with the most first."""
    with connection.cursor() as cursor:
        cursor.execute(_WEIGHED, [owner.pk])
        counts = Counter({(source, standing): count for source, standing, count in cursor.fetchall()})
    heard = Counter({source: sum(_of(counts, source)) for source, _ in counts})
    found = (
        Source.objects.of(owner).select_related("example", "appeal").in_bulk([pk for pk, _ in heard.most_common(SHOWN)])
    )
    return [_example(found[pk], *_of(counts, pk)) for pk, _ in heard.most_common(SHOWN) if pk in found]


def _of(counts: Counter[tuple[int, str]], source: int) -> tuple[int, int]:
    return counts[source, "kept"], counts[source, "filtered"]


def _example(source: Source, kept: int, filtered: int) -> ByExample:
    sign = sign_of(source)
    return ByExample(source, sign, SAID[sign], kept, filtered)


def examples_of(owner: User) -> Iterable[Source]:
    """Sources that the owner named as an example, the latest first."""
    named = Source.objects.of(owner).filter(example__isnull=False)
    return named.select_related("example", "appeal").order_by("-example__at", "-pk")[:SHOWN]


def weighed_in(source: Source) -> list[tuple[Source, str]]:
    """The examples that had a say in what became of this source, each with what was said of it."""
    weighed = SignalFacts.model_validate(source.signal_facts).weighed
    found = Source.objects.in_bulk([one.source for one in weighed]) if weighed else {}
    return [(found[one.source], SAID[one.sign]) for one in weighed if one.source in found]
