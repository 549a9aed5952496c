"""In: sentences that come now, each with those met before that are near it. Out: pairs that a model points at. Pure.

It proposes and decides nothing: `curation.novelty` proves each pair by its words, or leaves it out.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, get_args

from pydantic import BaseModel, BeforeValidator

from curation.writing.assignments import Assignment
from curation.writing.bounds import Number, Quote, first
from curation.writing.fencing import NEVER_OFFERED, Numbered, numbered
from curation.writing.portions import NUMBER_AND_HEAD, tokens
from curation.writing.prompting import rendered
from curation.writing.schemas import Beside, ComparisonDraft, Offer, PairDraft, PairVerdict

# All that one digest may have a model compare, in tokens.
COMPARED = 9_000
NOW, BEFORE = "comes now", "met before"
# Of one sentence in a prompt, with what is said of it; a longer one is not shown.
LONGEST_SENTENCE, LONGEST_TITLE, LONGEST_AUTHOR = 480, 60, 40
MOST_BEFORE = 3
_LARGEST = tokens("0" * (LONGEST_SENTENCE + 4 * (LONGEST_TITLE + LONGEST_AUTHOR))) + 2 * NUMBER_AND_HEAD
LARGEST_CASE = (1 + MOST_BEFORE) * _LARGEST


def _as_verdict(told: object) -> object:
    """What is no verdict is none: the other pairs of the answer stand."""
    word = told.strip().lower() if isinstance(told, str) else ""
    return word if word in get_args(PairVerdict) else "new"


class Pointed(BaseModel):
    statement: Number
    met: Number
    verdict: Annotated[PairVerdict, BeforeValidator(_as_verdict)]
    now: Quote
    then: Quote


class ComparisonReply(BaseModel):
    verdicts: Annotated[list[Pointed], *first(120)]

    def drafted(self, shown: Numbered, cases: Sequence[Beside]) -> ComparisonDraft:
        """What names a number that does not stand under the other was not offered, and is left out."""
        offered = {case.now.passage_id: {one.passage_id for one in case.before} for case in cases}
        return ComparisonDraft(pairs=list(self._offered(shown, offered)))

    def _offered(self, shown: Numbered, offered: dict[int, set[int]]) -> Iterator[PairDraft]:
        for one in self.verdicts:
            now, met = shown.passage(one.statement), shown.passage(one.met)
            if one.verdict != "new" and NEVER_OFFERED not in (now, met) and met in offered.get(now, ()):
                yield PairDraft(now=now, met=met, verdict=one.verdict, now_quote=one.now, met_quote=one.then)


def compare(cases: Sequence[Beside]) -> Assignment[ComparisonReply, ComparisonDraft]:
    shown = numbered([offer for case in cases for offer in (case.now, *case.before)])
    return Assignment(
        rendered("compare", passages=shown.text), ComparisonReply, lambda reply: reply.drafted(shown, cases)
    )


def within(cases: Sequence[Beside], most: int) -> list[Beside]:
    """Out: as many of the first as fit into so many tokens."""
    found, left = [], most
    for case in cases:
        left -= tokens(numbered([case.now, *case.before]).text) + NUMBER_AND_HEAD
        if left < 0:
            break
        found.append(case)
    return found


def may_be_shown(offer: Offer) -> bool:
    return len(offer.text.encode()) <= LONGEST_SENTENCE
