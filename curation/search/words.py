"""In: words. Out: an owner's passages in which they stand, by BM25 over the postings, best first.

A rare stem's list is read whole. Of a frequent one the heaviest postings are read, as many as a budget gives it, and
what comes out best is scored again with all its weights: top-k retrieval over impact-ordered lists (Anh and Moffat,
2006). In how many passages a frequent stem stands is told by a table, or counted.
"""

from typing import Any

from django.db import connection

from curation.models import PassageQuerySet
from curation.search.clauses import ids_of

# Postings read for one question, the least for one stem, and passages that are scored with all their weights.
BUDGET = 24_000
LEAST = 1_000
SCORED_AGAIN = 2

_RANK = """
with {narrowed} wanted as materialized (
    select unnest(tsvector_to_array(to_tsvector('english', %(words)s))) as term
), listed as materialized (
    select wanted.term, heaviest.passage_id, heaviest.weight
    from wanted cross join lateral (
        select passage_id, weight from curation_posting
        where owner = %(owner)s and term = wanted.term {among}
        order by weight desc limit %(budget)s
    ) heaviest
), counted as materialized (
    select term, case when count(*) < %(budget)s then count(*) else coalesce(
        (select passages from curation_frequentterm known where owner_id = %(owner)s and known.term = listed.term),
        (select count(*) from curation_posting where owner = %(owner)s and term = listed.term)
    ) end as passages
    from listed group by term
), library as materialized (
    select {size} as passages
), rarity as materialized (
    select counted.term, ln(
        1 + (greatest(library.passages - counted.passages, 0) + 0.5) / (counted.passages + 0.5)
    )::float8 as weight
    from counted cross join library
), best as materialized (
    select listed.passage_id, sum(listed.weight * rarity.weight) as score
    from listed join rarity using (term) group by listed.passage_id order by score desc limit %(scored)s
)
select best.passage_id
from best cross join rarity cross join lateral (
    select weight from curation_posting where passage_id = best.passage_id and term = rarity.term offset 0
) posting
group by best.passage_id order by sum(posting.weight * rarity.weight) desc, best.passage_id limit %(count)s
"""
_WHOLE = """coalesce(
    (select passages from curation_largelibrary where owner_id = %(owner)s),
    (select count(*) from curation_passage where owner_id = %(owner)s)
)"""
# Looked up once, for its size and for every stem.
_NARROWED = "narrowed (id) as materialized ({ids}),"
_AMONG = "and passage_id in (select id from narrowed)"
_LEFT = "(select count(*) from narrowed)"
_STEMS = "select cardinality(tsvector_to_array(to_tsvector('english', %s)))"
EVERY = 10_000_000


def by_words(owner: int, words: str, count: int, *, among: PassageQuerySet | None = None) -> list[int]:
    """`among` narrows it; then every list is read whole, and how rare a stem is goes by what is left."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [words])
        stems: int = cursor.fetchone()[0]
        if not stems:
            return []
        budget = max(LEAST, BUDGET // stems) if among is None else EVERY
        statement, given = _statement(among)
        told: dict[str, Any] = {
            "words": words,
            "owner": owner,
            "budget": budget,
            "scored": SCORED_AGAIN * count,
            "count": count,
        }
        cursor.execute(statement, told | given)
        return [passage for (passage,) in cursor.fetchall()]


def _statement(among: PassageQuerySet | None) -> tuple[str, dict[str, Any]]:
    if among is None:
        return _RANK.format(narrowed="", among="", size=_WHOLE), {}
    ids, given = ids_of(among)
    return _RANK.format(narrowed=_NARROWED.format(ids=ids), among=_AMONG, size=_LEFT), given
