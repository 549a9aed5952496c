"""In: sentences that come now. Out: for each, the sentences of passages met before that may say the same or otherwise.

By meaning (exact over the owner's rows) and by rare words, so that neither a synonym nor a name is missed; what shares
hardly a word with a sentence is left out before anything is computed for it. All sentences are looked up together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.models import Passage, PassageQuerySet, Source
from curation.nearest import nearest
from curation.novelty import Met, Told
from curation.worded import worded
from curation.writing.lexical import overlap, stems
from curation.writing.sentences import sentences

BY_MEANING, BY_WORDS = 12, 8
_LEAST_SHARED = 0.4
_IN_OTHER_WORDS, _LEAST_OF_THE_NEAREST = 3, 0.2


def told_in(passage: Passage, text: str) -> Told:
    """`text` are words of the passage. Of an episode without names, nobody knows who of its speakers says "we"."""
    author = passage.speaker if passage.source.kind == Kind.EPISODE else passage.said_by
    return Told(text, author=author, on=_day(passage.source), around=f"{passage.source.title}\n{passage.text}")


def met_before(told: Sequence[Told], before: PassageQuerySet, embedder: Embedder) -> dict[Told, list[Met]]:
    """Out: for each what it is to be judged by, with its nearness."""
    if not told:
        return {}
    vectors = _embedded([one.text for one in told], embedder)
    passages = _passages_near(told, vectors, before)
    near = {one: list(_sentences_near(one, found)) for one, found in zip(told, passages, strict=True)}
    theirs = _embedded([met.text for found in near.values() for met in found], embedder)
    return {one: [_measured(met, vectors[one.text], theirs) for met in found] for one, found in near.items()}


def _sentences_near(told: Told, passages: Sequence[Passage]) -> Iterator[Met]:
    """Of the few nearest passages also what says it in other words."""
    mine = stems(told.text)
    for rank, passage in enumerate(passages):
        least = _LEAST_SHARED if rank >= _IN_OTHER_WORDS else _LEAST_OF_THE_NEAREST
        for sentence in sentences(passage.text):
            if overlap(mine, stems(sentence.text)) >= least:
                yield _met(passage, sentence.text)


def _passages_near(
    told: Sequence[Told], vectors: Mapping[str, Vectors], before: PassageQuerySet
) -> list[list[Passage]]:
    """By meaning first, nearest first. As many queries for a hundred sentences as for one."""
    texts = [one.text for one in told]
    by_meaning = nearest(np.stack([vectors[text] for text in texts]), before, BY_MEANING)
    by_words = worded(texts, before, BY_WORDS)
    ids = [list(dict.fromkeys([*near, *said])) for near, said in zip(by_meaning, by_words, strict=True)]
    held = before.select_related("source").defer("vector", "words", "source__text")
    found = held.in_bulk({one for row in ids for one in row})
    return [[found[one] for one in row if one in found] for row in ids]


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
