"""In: words. Out: an owner's passages in which they stand, by BM25 over the postings, best first.

A rare stem's list is read whole. Of a frequent one the heaviest postings are read, as many as a budget gives it; what
comes out best is then scored with its own weights of those: top-k retrieval over impact-ordered lists (Anh and Moffat,
2006). In how many passages a frequent stem stands is told by a table, or counted.
"""

from typing import Any

from django.db import connection

from curation.models import PassageQuerySet
from curation.search.clauses import among_clause

# Postings read for one question, the least for one stem, and passages that are scored again where more are not wanted.
BUDGET = 24_000
LEAST = 1_000
SCORED_AGAIN = 400

_RANK = """
with wanted as materialized (
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
    select coalesce(
        (select passages from curation_largelibrary where owner_id = %(owner)s),
        (select count(*) from curation_passage where owner_id = %(owner)s)
    ) as passages
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
_STEMS = "select cardinality(tsvector_to_array(to_tsvector('english', %s)))"
EVERY = 10_000_000


def by_words(owner: int, words: str, count: int, *, among: PassageQuerySet | None = None) -> list[int]:
    """`among` narrows it; then every list is read whole, and rarity is that among them."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [words])
        stems: int = cursor.fetchone()[0]
        if not stems:
            return []
        budget = max(LEAST, BUDGET // stems) if among is None else EVERY
        within, given = among_clause(among, "passage_id")
        told: dict[str, Any] = {
            "words": words,
            "owner": owner,
            "budget": budget,
            "scored": max(SCORED_AGAIN, count),
            "count": count,
        }
        cursor.execute(_RANK.format(among=within), told | given)
        return [passage for (passage,) in cursor.fetchall()]
