"""In: sentences that come now. Out: for each, the sentences of passages met before that may say the same or otherwise.

By meaning (exact over the owner's rows) and by words, so that neither a synonym nor a name is missed; what shares
hardly a word with a sentence is left out before anything is computed for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from pgvector.django import CosineDistance

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.models import Passage, PassageQuerySet, Source
from curation.novelty import Met, Told
from curation.writing.lexical import overlap, stems
from curation.writing.sentences import sentences

BY_MEANING, BY_WORDS = 12, 8
_LEAST_SHARED = 0.4
_MOST_WORDS = 24


@dataclass(frozen=True)
class Now:
    """A sentence and the vector of it, shape (384,)."""

    told: Told
    vector: Vectors


def told_in(passage: Passage, text: str) -> Told:
    """`text` are words of the passage. Of an episode without names, nobody knows who of its speakers says "we"."""
    author = passage.speaker if passage.source.kind == Kind.EPISODE else passage.said_by
    return Told(text, author=author, on=_day(passage.source), around=f"{passage.source.title}\n{passage.text}")


def met_before(told: Sequence[Told], before: PassageQuerySet, embedder: Embedder) -> dict[Told, list[Met]]:
    """Out: for each what it is to be judged by, with its nearness."""
    vectors = _embedded([one.text for one in told], embedder)
    near = {one: list(_sentences_near(Now(one, vectors[one.text]), before)) for one in told}
    theirs = _embedded([met.text for found in near.values() for met in found], embedder)
    return {one: [_measured(met, vectors[one.text], theirs) for met in found] for one, found in near.items()}


def _sentences_near(now: Now, before: PassageQuerySet) -> Iterator[Met]:
    mine = stems(now.told.text)
    for passage in _passages_near(now, before):
        for sentence in sentences(passage.text):
            if overlap(mine, stems(sentence.text)) >= _LEAST_SHARED:
                yield _met(passage, sentence.text)


def _passages_near(now: Now, before: PassageQuerySet) -> list[Passage]:
    whole = before.select_related("source").defer("vector", "words", "source__text")
    by_meaning = whole.filter(vector__isnull=False).order_by(CosineDistance("vector", now.vector), "pk")[:BY_MEANING]
    found = {passage.pk: passage for passage in [*by_meaning, *_by_words(now.told.text, whole)]}
    return list(found.values())


def _by_words(text: str, whole: PassageQuerySet) -> PassageQuerySet:
    words = re.findall(r"\w+", text)[:_MOST_WORDS]
    query = SearchQuery(" or ".join(words) or "-", search_type="websearch", config="english")
    ranked = whole.filter(words=query).annotate(rank=SearchRank(F("words"), query))
    return ranked.order_by("-rank", "pk")[:BY_WORDS]


def _met(passage: Passage, text: str) -> Met:
    source = passage.source
    told = told_in(passage, text)
    return Met(
        told.text,
        told.author,
        told.on,
        told.around,
        passage=passage.pk,
        title=source.title,
        met_on=source.met_on,
    )


def _measured(met: Met, mine: Vectors, theirs: Mapping[str, Vectors]) -> Met:
    return replace(met, near=float(mine @ theirs[met.text]))


def _embedded(texts: Sequence[str], embedder: Embedder) -> dict[str, Vectors]:
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, embedder.embed(distinct), strict=True))


def _day(source: Source) -> date:
    return source.published_at.date() if source.published_at else source.met_on
