"""In: the passages of one source. Out: the candidates that say in short what it says, in its own order. Pure.

It begins as the source begins (Edmundson 1969, "New methods in automatic extracting"): who speaks or writes says
first what it is about. Then comes what is central and near to what was announced. With chapters, each has its share.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from curation.ai.base import Vectors
from curation.writing.candidates import Candidate, candidates, everything
from curation.writing.introductions import beginning, introductions, opening_questions
from curation.writing.readability import words_in
from curation.writing.schemas import Offer
from curation.writing.segments import segments
from curation.writing.selection import Pool, choose, focused, fullest, pool

_EARLY = 20.0
_WITHIN = 150
_ANNOUNCED = 1.5


def fit(offers: Sequence[Offer], statements: int) -> list[Candidate]:
    """Out: what may stand in a summary, in order; poorer sentences too where there is little else."""
    found = _with(candidates(offers), [*introductions(offers), *opening_questions(offers)])
    return found if len(found) >= statements else _with(everything(offers), found)


def best(
    found: Sequence[Candidate], offers: Sequence[Offer], stored: Vectors, statements: int, *, begins: bool = False
) -> list[Candidate]:
    """`stored` are the offers' vectors, (offers, d), unit rows. Out: at most `statements` candidates.

    With `begins`, half of them, or the only one, are how the source begins, where these are its first words: what
    stands before all else leans on nothing, a chapter's first words answer the chapter before.
    """
    titles = {offer.chapter for offer in offers}
    heading = titles.pop() if len(titles) == 1 else ""
    begun = beginning(offers)[: max(1, statements // 2)] if begins and not heading and not offers[0].position else []
    found = _with(begun, found)
    taken = [found.index(one) for one in begun]
    announced = " ".join(one.text for one in begun)
    vectors = stored[[one.offer for one in found]]
    named = (
        pool(found, vectors, heading=announced, named=_ANNOUNCED) if begun else pool(found, vectors, heading=heading)
    )
    field = _early_first(named, offers)
    if len({offer.chapter for offer in offers}) > 1 and len(taken) < statements:
        for part, share in segments(found, offers, statements - len(taken)):
            taken += choose(focused(field, part), share, among=part, chosen=taken, balanced=False)
    rest = [one for one in range(len(found)) if one not in taken]
    taken += choose(field, statements - len(taken), among=rest, chosen=taken, balanced=False)
    return [found[one] for one in sorted([*taken[: len(begun)], *fullest(field, taken)[len(begun) :]])]


def _with(found: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    """In order; of two at one place the one of `found`."""
    known = {(one.offer, one.order, one.end): one for one in [*more, *found]}
    return sorted(known.values(), key=lambda one: (one.offer, one.order, one.end))


def _early_first(field: Pool, offers: Sequence[Offer]) -> Pool:
    """What stands within some 150 words of the start of its chapter, or of the source, counts for much more."""
    before = _words_before(field.candidates, offers)
    bonus = 1 + _EARLY * np.exp(-before / _WITHIN)
    return replace(field, worth=np.asarray(field.worth * bonus, np.float32))


def _words_before(found: Sequence[Candidate], offers: Sequence[Offer]) -> Vectors:
    """Out: (n,), the words of its chapter that stand before each candidate."""
    starts, total, chapter = [], 0, None
    for offer in offers:
        total = 0 if offer.chapter != chapter else total
        chapter = offer.chapter
        starts.append(total)
        total += words_in(offer.text)
    inside = [words_in(offers[one.offer].text[: one.order[1]]) for one in found]
    return np.array([starts[one.offer] + own for one, own in zip(found, inside, strict=True)], np.float32)
