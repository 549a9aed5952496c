"""In: a question and the passages that come nearest to it. Out: whether they say anything about it. Pure.

Two signs are weighed: how near the best passage comes in meaning to what is asked about, and which share of its
words is met in one place. Where the library has other sources, a third: how far this one is behind the best of
them. The weights are of logistic regressions over questions put to the right and to wrong meetings, the zero where
one right answer in twelve would be declined: docs/abstaining.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.ai.base import Vectors
from curation.writing.lexical import stems
from curation.writing.schemas import Offer

NEAR, TOGETHER, BIAS = 7.85, 2.76, -4.12
OWN, BEHIND, AMONG = 0.67, 1.26, 1.55
# To be farther behind than this says no more: the source may say it all the same.
FARTHEST = 2.0
# What is less likely than this by itself is not said, however little the others say.
LEAST = -1.0
_REACH = 4


@dataclass(frozen=True)
class Signs:
    """`near` is a cosine, `together` a share; both are 0 to 1 as a rule."""

    near: float
    together: float

    @property
    def odds(self) -> float:
        """Log odds that the passages say it, looking at nothing else."""
        return NEAR * self.near + TOGETHER * self.together + BIAS


def signs_of(about: str, asked: Vectors, offers: Sequence[Offer]) -> Signs | None:
    """`about` is what is asked about, and `asked` its vector, (d,). Out: None where there is nothing to go by."""
    near = [float(offer.vector @ asked) for offer in offers if offer.vector.size]
    wanted = set(stems(about))
    if not near or not wanted:
        return None
    held = max(len(wanted & place) for place in _places(offers))
    return Signs(max(near), held / len(wanted))


def says(own: Signs, rivals: Sequence[Signs] = ()) -> bool:
    """`rivals` are the signs of other sources of the library, for the same question."""
    return odds(own, rivals) >= 0


def odds(own: Signs, rivals: Sequence[Signs] = ()) -> float:
    """Out: log odds that the source says it; without rivals, by its own signs."""
    if not rivals:
        return own.odds
    behind = min(FARTHEST, max(0.0, max(one.odds for one in rivals) - own.odds))
    return min(OWN * own.odds - BEHIND * behind + AMONG, own.odds - LEAST)


def _places(offers: Sequence[Offer]) -> Iterator[set[str]]:
    """Out: for each passage the words of it, of who says it, and of those offered that follow soon after."""
    rows = sorted(offers, key=lambda one: (one.source_id, one.position))
    held = [set(stems(f"{one.author} {one.title} {one.chapter} {one.text}")) for one in rows]
    for first, offer in enumerate(rows):
        near = range(first, min(first + _REACH + 1, len(rows)))
        yield set().union(*(held[other] for other in near if _soon_after(offer, rows[other])))


def _soon_after(offer: Offer, other: Offer) -> bool:
    return offer.source_id == other.source_id and other.position - offer.position <= _REACH
