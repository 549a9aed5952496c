"""In: sentences that code finds new, and those met before that are near them. Out: what a model may point at. Pure.

The nearest come first, and what shows signs of instructions to a machine is not shown: who wrote it may know what a
wrong "known" is worth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curation.novelty.proving import Pointed, proven
from curation.novelty.values import Met, Novelty, Told, Verdict
from curation.suspicion import suspicions
from curation.writing.comparing import (
    BEFORE,
    COMPARED,
    LONGEST_AUTHOR,
    LONGEST_TITLE,
    MOST_BEFORE,
    NOW,
    may_be_shown,
    within,
)
from curation.writing.schemas import Beside, ComparisonDraft, Offer, PairDraft

_NEAR = 0.5


@dataclass(frozen=True)
class Cases:
    """`shown` is what a model reads; `told` and `met` are the sentences by the numbers that they have there."""

    shown: tuple[Beside, ...]
    told: Mapping[int, Told]
    met: Mapping[int, Met]

    def proven(self, draft: ComparisonDraft) -> dict[Told, Verdict]:
        """Out: what of a model's pairs code can prove; of several for one sentence, the first."""
        found: dict[Told, Verdict] = {}
        for pair in draft.pairs:
            verdict = self._verdict(pair, draft.reader)
            if verdict:
                found.setdefault(self.told[pair.now], verdict)
        return found

    def _verdict(self, pair: PairDraft, reader: str) -> Verdict | None:
        now, met = self.told.get(pair.now), self.met.get(pair.met)
        if now is None or met is None or not self._were_shown(pair):
            return None
        return proven(now, met, Pointed(Novelty(pair.verdict), pair.now_quote, pair.met_quote, reader))

    def _were_shown(self, pair: PairDraft) -> bool:
        """Together, one under the other."""
        beside = (case for case in self.shown if case.now.passage_id == pair.now)
        return any(one.passage_id == pair.met for case in beside for one in case.before)


def cases_of(found: Mapping[Told, Sequence[Met]], *, reads: int = COMPARED) -> Cases:
    """`reads` is the most that a model reads at once, in tokens."""
    near = {told: _nearest(met) for told, met in found.items() if _is_safe(told)}
    order = sorted((one for one in near if near[one]), key=lambda one: -near[one][0].near)
    told: dict[int, Told] = {}
    met: dict[int, Met] = {}
    shown = [_case(one, near[one], told, met) for one in order]
    fitting = [case for case in shown if may_be_shown(case.now)]
    return Cases(tuple(within(fitting, min(reads, COMPARED))), told, met)


def _nearest(met: Iterable[Met]) -> list[Met]:
    best = {one.text: one for one in sorted(met, key=lambda one: (one.near, -one.passage))}
    likely = [one for one in best.values() if one.near >= _NEAR and _is_safe(one) and may_be_shown(_offer(one, 0))]
    return sorted(likely, key=lambda one: (-one.near, one.passage))[:MOST_BEFORE]


def _is_safe(told: Told) -> bool:
    return not suspicions(told.around or told.text)


def _case(one: Told, near: Sequence[Met], told: dict[int, Told], met: dict[int, Met]) -> Beside:
    """Numbered on from what is numbered already."""
    first = len(told) + len(met) + 1
    told[first] = one
    met |= dict(enumerate(near, first + 1))
    return Beside(_offer(one, first), tuple(_offer(each, number) for number, each in enumerate(near, first + 1)))


def _offer(told: Told, number: int) -> Offer:
    title = told.around.partition("\n")[0]
    return Offer(
        passage_id=number,
        source_id=0,
        text=told.text,
        kind=BEFORE if isinstance(told, Met) else NOW,
        author=told.author[:LONGEST_AUTHOR],
        title=title[:LONGEST_TITLE],
        met_on=told.on,
    )
