"""In: sentences, and passages. Out: for each sentence the passages that share most of its rare words, by rank.

What half of a library says tells nothing of a sentence and costs most: where the database knows how often a word is
used, only the rare ones are asked for. Three queries, however many sentences.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection

from curation.models import Passage, PassageQuerySet

MOST_WORDS = 24
_RARE = 0.02
# However common, so many of its rarest are asked for.
_FEWEST = 3
_LEXEMES = """select array(select lexeme from unnest(to_tsvector('english', asked.said)) order by positions[1])
from unnest(%s::text[]) with ordinality as asked (said, place) order by asked.place"""
_USE = """select lexeme, share from pg_stats, unnest(most_common_elems::text::text[],
most_common_elem_freqs[:cardinality(most_common_elems::text::text[])]) as used (lexeme, share)
where schemaname = current_schema() and tablename = %s and attname = 'words'"""
_FOUND = """select asked.place, found.id from unnest(%s::tsquery[]) with ordinality as asked (query, place)
cross join lateral (select held.id from ({held}) as held (id, words) where held.words @@ asked.query
order by ts_rank(held.words, asked.query) desc, held.id limit %s) as found"""


def worded(texts: Sequence[str], passages: PassageQuerySet, count: int) -> list[list[int]]:
    """Out: for each text the ids of at most `count` passages."""
    queries = [_query(words) for words in _rare_words(texts)]
    held, parameters = passages.order_by().values_list("pk", "words").query.sql_with_params()
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(held=held), [queries, *parameters, count])
        for place, passage in cursor.fetchall():
            found[place].append(passage)
    return [found[place] for place in range(1, len(texts) + 1)]


def _rare_words(texts: Sequence[str]) -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(_LEXEMES, [list(texts)])
        said = [row[0] for row in cursor.fetchall()]
        cursor.execute(_USE, [Passage._meta.db_table])
        use = dict(cursor.fetchall())
    return [_rare(words, use) for words in said]


def _rare(words: Sequence[str], use: Mapping[str, float]) -> list[str]:
    """In the sentence's order where nothing is known of their use."""
    rarest = sorted(words, key=lambda word: use.get(word, 0.0))[:MOST_WORDS]
    return [word for at, word in enumerate(rarest) if at < _FEWEST or use.get(word, 0.0) <= _RARE]


def _query(words: Sequence[str]) -> str:
    """As `tsquery` reads it: any of the words, each in quotes."""
    return " | ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words)
