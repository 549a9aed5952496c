"""In: words. Out: an owner's passages in which they stand, by BM25 over the postings, best first.

A rare stem's list is read whole. Of a frequent one the heaviest postings are read, as many as a budget gives it; what
comes out best is then scored with its own weights of those: top-k retrieval over impact-ordered lists (Anh and Moffat,
2006). In how many passages a frequent stem stands is told by a table, or counted.
"""

from typing import Any

from django.db import connection

from curation.models import PassageQuerySet
from curation.search.clauses import ids_of

# Postings read for one question, the least for one stem, and passages that are scored again where more are not wanted.
BUDGET = 16_000
LEAST = 1_000
SCORED_AGAIN = 400

_RANK = """
with {narrowed} wanted as materialized (
    select number, term
    from unnest(tsvector_to_array(to_tsvector('english', %(words)s))) with ordinality as told(term, number)
), listed as materialized (
    select wanted.number, heaviest.passage_id, heaviest.weight
    from wanted cross join lateral (
        select passage_id, weight from curation_posting
        where owner = %(owner)s and term = wanted.term {among}
        order by weight desc limit %(budget)s
    ) heaviest
), read as materialized (
    select number, count(*) as passages, count(*) = %(budget)s as is_cut from listed group by number
), counted as materialized (
    select number, term, is_cut, case when is_cut then coalesce(
        (select passages from curation_frequentterm known where owner_id = %(owner)s and known.term = wanted.term),
        (select count(*) from curation_posting where owner = %(owner)s and term = wanted.term)
    ) else read.passages end as passages
    from read join wanted using (number)
), library as materialized (
    select {size} as passages
), rarity as materialized (
    select number, term, is_cut, ln(
        1 + (greatest(library.passages - counted.passages, 0) + 0.5) / (counted.passages + 0.5)
    )::float8 as weight
    from counted cross join library
), best as materialized (
    select passage_id, sum(listed.weight * rarity.weight) as score,
    coalesce(sum(listed.weight * rarity.weight) filter (where not is_cut), 0) as certain
    from listed join rarity using (number) group by passage_id order by score desc limit %(scored)s
)
select best.passage_id
from best cross join lateral (
    select coalesce(sum(posting.weight * rarity.weight), 0) as score
    from rarity cross join lateral (
        select weight from curation_posting where passage_id = best.passage_id and term = rarity.term offset 0
    ) posting
    where rarity.is_cut
) again
order by best.certain + again.score desc, best.passage_id limit %(count)s
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
            "scored": max(SCORED_AGAIN, count),
            "count": count,
        }
        cursor.execute(statement, told | given)
        return [passage for (passage,) in cursor.fetchall()]


def _statement(among: PassageQuerySet | None) -> tuple[str, dict[str, Any]]:
    if among is None:
        return _RANK.format(narrowed="", among="", size=_WHOLE), {}
    ids, given = ids_of(among)
    return _RANK.format(narrowed=_NARROWED.format(ids=ids), among=_AMONG, size=_LEFT), given
