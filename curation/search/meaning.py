"""In: the vector of a question. Out: an owner's passages nearest to it, nearest first.

Exact over the owner's rows, or over what a filter leaves of them, as long as those are few. A large library has an
index of its own (HNSW: Malkov and Yashunin, 2018), which goes on looking until enough is found that the filter leaves.
It gives up after `hnsw.max_scan_tuples`; where a filter leaves only what lies far away, the rest is compared after all.
"""

from typing import Any

from django.db import connection, transaction
from pgvector import HalfVector

from curation.ai.base import Vectors
from curation.models import LargeLibrary, PassageQuerySet
from curation.search.clauses import among_clause

# Rows: up to so many, an exact scan takes no longer than a reader waits.
LARGE = 20_000
# How many candidates the index holds at a time: more in a larger library, where as many find less of what is nearest.
# pgvector takes 1,000 at most.
BREADTH, BROADEST = 270, 1000

# Added to nothing, the distance is one that no index answers.
_EXACT = """
select id from curation_passage where owner_id = %(owner)s and vector is not null {among}
order by 0 + (vector <=> %(vector)s::halfvec), id limit %(count)s
"""
# The owner stands in the statement itself: that is how the planner knows that the owner's index answers it.
_NEAR = """
with near as materialized (
    select id, vector <=> %(vector)s::halfvec as distance from curation_passage where owner_id = {owner:d} {among}
    order by vector <=> %(vector)s::halfvec limit %(count)s
)
select id from near order by distance, id
"""
_AIM = """
select set_config('hnsw.ef_search', %s, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
set_config('enable_sort', 'off', true)
"""
_SORT_AGAIN = "select set_config('enable_sort', 'on', true)"


def by_meaning(owner: int, vector: Vectors, count: int, *, among: PassageQuerySet | None = None) -> list[int]:
    """In: a unit vector, shape (384,); `among` narrows it."""
    indexed = _indexed(owner)
    near = indexed > 0 and (among is None or among.order_by()[LARGE : LARGE + 1].exists())
    within, given = among_clause(among, "id")
    told: dict[str, Any] = {"vector": HalfVector(vector).to_text(), "count": count, "owner": owner} | given
    if near:
        found = _looked_up(_NEAR.format(owner=owner, among=within), told, max(breadth_of(indexed), count))
        if among is None or len(found) >= count:
            return found
    return _ids(_EXACT.format(among=within), told)


def _looked_up(statement: str, told: dict[str, Any], breadth: int) -> list[int]:
    """By the index; what is set for it holds for this statement only, in whatever transaction it stands."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_AIM, [str(min(BROADEST, breadth))])
        found = _ids(statement, told)
        cursor.execute(_SORT_AGAIN)
        return found


def _ids(statement: str, told: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return [passage for (passage,) in cursor.fetchall()]


def _indexed(owner: int) -> int:
    """How many passages the owner's index had when they were last counted; 0 without one."""
    return LargeLibrary.objects.filter(owner=owner).values_list("passages", flat=True).first() or 0


def breadth_of(passages: int) -> int:
    """Grows with the cube root of the library: 270 at 20,000, and pgvector's most at a million."""
    return min(BROADEST, int(BREADTH * (max(passages, LARGE) / LARGE) ** (1 / 3)))
