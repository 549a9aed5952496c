"""In: offers. Out: drafts that a language model wrote from them, and from nothing else.

What is too long for one call is read in parts by the small model, and written as a whole by the large one from
what passed the check: the second step never sees unchecked words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from pydantic import BaseModel

from curation.ai.base import Chat, Memory
from curation.errors import ModelFailed, TooLong
from curation.writing import assignments
from curation.writing.asking import Asking
from curation.writing.assignments import Assignment
from curation.writing.base import Heard
from curation.writing.comparing import compare
from curation.writing.excerpts import Check, chapters, excerpts, fitting, quoted, weight
from curation.writing.fencing import Excerpt
from curation.writing.levels import retell
from curation.writing.listening import Listening, once
from curation.writing.portions import (
    CLEANED,
    PROPOSED,
    READS,
    SAMPLED,
    STRETCH,
    evenly,
    leading,
    portions,
    said,
    sampled,
    size,
    spread,
    stretches,
    thinned,
)
from curation.writing.practice.assigning import judge, practise
from curation.writing.practice.worked import worked_examples
from curation.writing.replies import AnswerReply
from curation.writing.schemas import (
    PLAINLY,
    AnswerDraft,
    Beside,
    CleanDraft,
    ComparisonDraft,
    DeckBrief,
    DigestBrief,
    ExplanationDraft,
    Ground,
    JudgementDraft,
    LeadDraft,
    NameDraft,
    Offer,
    OutlineDraft,
    PairDraft,
    PracticeDraft,
    RetoldDraft,
    SectionDraft,
    SectionOffer,
    SignalDraft,
    StatementDraft,
    SummaryDraft,
    TranslationDraft,
    Turn,
    WordsDraft,
)
from curation.writing.selected import around, explain_words, simplify, translate

D = TypeVar("D")
S = TypeVar("S")
R = TypeVar("R", bound=BaseModel)
B = TypeVar("B", bound=BaseModel)
# By part of what was read, what of it was noted down and passed the check.
Found = list[list[Excerpt]]
_HALVINGS = 3
_LONGEST_NAME = 80


class LlmWriter:
    """Implements `curation.writing.base.Writer`.

    In: `models` by class ("small" proposes, "large" composes) or by task; `check` says whether a statement is
    borne out by the offers it was drafted from; `reads` is how many tokens of offers go into one prompt. `reader` is
    what the reader says of themselves, for the prompts that a reader shapes.
    Its `name` is that of the composing model.
    """

    def __init__(
        self,
        chat: Chat,
        memory: Memory,
        models: Mapping[str, str],
        check: Check = quoted,
        *,
        reads: int = READS,
        reader: str = "",
    ) -> None:
        self.name = models["large"][:_LONGEST_NAME]
        self._ask = Asking(chat, memory, models, reader).ask
        self._reader = (models.get("compare") or models["large"])[:_LONGEST_NAME]
        self._check, self._reads = check, reads

    def name_theme(self, offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]) -> NameDraft:
        if not offers:
            raise ModelFailed("There is nothing to name.")
        return self._ask(assignments.name_theme(self._sample(offers), background=background, taken=taken))

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft:
        if not offers:
            return SectionDraft(heading=theme)
        if size(offers) <= self._reads:
            try:
                return self._ask(assignments.section(theme, offers, statements=statements, brief=brief))
            except TooLong:
                if len(offers) == 1:
                    raise
        proposed = self._proposed(theme, offers, max(statements, PROPOSED), brief)
        return self._composed(
            proposed, lambda shown: assignments.section(theme, shown, statements=statements, brief=brief)
        )

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft:
        given = [section for section in sections if section.statements]
        if not given:
            return LeadDraft()
        return self._ask(assignments.lead(thinned(given, self._reads), brief))

    def summarise(self, offers: Sequence[Offer], *, statements: int) -> SummaryDraft:
        if not offers or statements < 1:
            return SummaryDraft()
        parts = sampled(offers, self._reads, statements)
        whole = sum(size(part) for part in parts)

        def write(part: Sequence[Offer]) -> list[StatementDraft]:
            share = max(1, round(statements * size(part) / whole))
            return self._ask(assignments.summary(part, statements=share)).statements

        found = _in_parts(parts, write)
        return SummaryDraft(statements=evenly(list(chain.from_iterable(found)), statements))

    def explain(self, offers: Sequence[Offer], *, marked: Sequence[str] = ()) -> ExplanationDraft:
        if not offers:
            return ExplanationDraft()
        if size(offers) <= min(STRETCH, self._reads):
            try:
                return self._ask(assignments.explain_whole(offers, marked=marked))
            except TooLong:
                if len(offers) == 1:
                    raise
        return self._explain_by_chapters(offers, marked)

    def retell(self, statements: Sequence[StatementDraft], *, level: str) -> RetoldDraft:
        return self._ask(retell(statements, level=level)) if statements else RetoldDraft()

    def explain_words(self, words: str, offers: Sequence[Offer], *, beside: Sequence[Offer] = ()) -> WordsDraft:
        return self._ask(explain_words(words, around(words, offers), beside=beside))

    def simplify(self, words: str, offers: Sequence[Offer]) -> WordsDraft:
        return self._ask(simplify(words, around(words, offers)))

    def translate(self, words: str, *, language: str) -> TranslationDraft:
        return self._ask(translate(words, language=language))

    def answer(
        self,
        question: str,
        offers: Sequence[Offer],
        *,
        says: bool | None = None,
        heard: Heard | None = None,
        earlier: Sequence[Turn] = (),
        said: Sequence[str] = (),
    ) -> AnswerDraft:
        if not offers:
            return AnswerDraft(abstained=True)
        told = heard and once(heard)
        best = leading(offers, self._reads)

        def assign(shown: Sequence[Offer]) -> Assignment[AnswerReply, AnswerDraft]:
            return assignments.answer(question, shown, says=says, earlier=earlier, said=said)

        return _shortened(best, lambda shown: self._answer(assign(shown), told), _first_half)

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft:
        given = [section for section in sections if section.statements]
        if not given:
            return OutlineDraft(title=title)
        if len(given) > 1 and said(given) > self._reads:
            middle = len(given) // 2
            brief = replace(brief, slides=-(-brief.slides // 2) if brief.slides else None)
            first, second = (self.outline_deck(title, half, brief) for half in (given[:middle], given[middle:]))
            return first.model_copy(update={"slides": [*first.slides, *second.slides]})
        return self._ask(assignments.outline(title, given, brief))

    def clean_transcript(self, offers: Sequence[Offer]) -> CleanDraft:
        parts = portions(offers, min(CLEANED, self._reads))
        found = _in_parts(parts, lambda part: self._ask(assignments.clean(part)).passages)
        return CleanDraft(passages=list(chain.from_iterable(found)))

    def judge_signal(self, offers: Sequence[Offer], *, interests: Sequence[str]) -> SignalDraft:
        if not offers:
            return SignalDraft()
        return self._ask(assignments.signal(self._sample(offers), interests=interests))

    def compare(self, cases: Sequence[Beside]) -> ComparisonDraft:
        given = [case for case in cases if case.before]
        return ComparisonDraft(pairs=self._pairs(given, _HALVINGS) if given else [], reader=self._reader)

    def practise(self, grounds: Sequence[Ground], offers: Sequence[Offer], *, questions: int) -> PracticeDraft:
        """Worked examples are the source's own, in its own words: they are found, not composed."""
        found = worked_examples(offers)
        if not grounds:
            return PracticeDraft(exercises=found)
        cited = {ground.offer.passage_id for ground in grounds}
        shown = leading([offer for offer in offers if offer.passage_id in cited], self._reads)
        asked = _shortened(shown, lambda some: self._ask(practise(grounds, some, questions=questions)), _first_half)
        return asked.model_copy(update={"exercises": [*found, *asked.exercises]})

    def judge_answer(
        self, question: str, said: str, reference: Sequence[StatementDraft], offers: Sequence[Offer]
    ) -> JudgementDraft:
        return self._ask(judge(question, said, reference, leading(offers, self._reads)))

    def _pairs(self, cases: Sequence[Beside], left: int) -> list[PairDraft]:
        try:
            return self._ask(compare(cases)).pairs
        except TooLong:
            if left == 0 or len(cases) == 1:
                raise
        middle = len(cases) // 2
        return [*self._pairs(cases[:middle], left - 1), *self._pairs(cases[middle:], left - 1)]

    def _answer(self, assignment: Assignment[AnswerReply, AnswerDraft], heard: Heard | None) -> AnswerDraft:
        if heard is None:
            return self._ask(assignment)
        listening = Listening(assignment, heard)
        draft = self._ask(assignment, listener=listening.hear)
        listening.finish(draft)
        return draft

    def _proposed(self, theme: str, offers: Sequence[Offer], statements: int, brief: DigestBrief) -> Found:
        """Out: for each part of the theme, what was proposed from it and passed the check."""

        def propose(part: Sequence[Offer]) -> list[Excerpt]:
            draft = self._ask(assignments.propose(theme, part, statements=statements, brief=brief))
            return excerpts(self._passed(draft.statements, part), part, self._check)

        return _some(_in_parts(portions(offers, self._reads), propose))

    def _composed(self, found: Found, assign: Callable[[Sequence[Excerpt]], Assignment[R, B]]) -> B:
        """The second reading; what is too long for it after all is shown by half before the first one is given up."""
        shown = fitting(found, self._reads)
        return _shortened(shown, lambda some: self._ask(assign(some)), lambda some: fitting(found, weight(some) // 2))

    def _passed(self, statements: Sequence[StatementDraft], offers: Sequence[Offer]) -> list[StatementDraft]:
        return [one for one in statements if self._check(one, offers)]

    def _sample(self, offers: Sequence[Offer]) -> list[Offer]:
        return spread(offers, min(SAMPLED, self._reads))

    def _explain_by_chapters(self, offers: Sequence[Offer], marked: Sequence[str]) -> ExplanationDraft:
        """Map and reduce: the chapters as the small model noted them down, the rest by the large one from these."""
        parts = stretches(offers, min(STRETCH, self._reads))
        noted: list[StatementDraft] = []

        def note(part: Sequence[Offer]) -> list[Excerpt]:
            draft = self._ask(assignments.explain_chapter(part))
            points = self._passed(draft.points, part)
            noted.extend(points)
            meanings = [term.statement for term in draft.terms]
            return excerpts([*points, *self._passed([*meanings, *draft.questions], part)], part, self._check)

        found = _some(_in_parts(parts, note))
        draft = self._composed(found, lambda shown: assignments.explain_whole(shown, marked=marked))
        return draft.model_copy(update={"chapters": chapters(noted, offers)})


def _shortened(shown: list[S], write: Callable[[list[S]], D], less: Callable[[list[S]], list[S]]) -> D:
    """Written from less and less where it is too long, a few levels down."""
    for _ in range(_HALVINGS):
        try:
            return write(shown)
        except TooLong:
            fewer = less(shown)
            if len(fewer) >= len(shown):
                raise
            shown = fewer
    return write(shown)


def _first_half(shown: list[S]) -> list[S]:
    return shown[: -(-len(shown) // 2)]


def _in_parts(parts: Sequence[Sequence[Offer]], write: Callable[[Sequence[Offer]], D]) -> list[D]:
    """One part of several that fails is done in two before all that was paid for the others is given up."""
    again = 1 if len(parts) > 1 else 0
    return [made for part in parts for made in _halved(part, write, _HALVINGS, again)]


def _halved(offers: Sequence[Offer], write: Callable[[Sequence[Offer]], D], left: int, again: int) -> list[D]:
    """A part that is too long after all is done in two, and these in two again, a few levels down."""
    try:
        return [write(offers)]
    except ModelFailed as error:
        left, again = (left - 1, again) if isinstance(error, TooLong) else (left, again - 1)
        if min(left, again) < 0 or len(offers) < 2:
            raise
    middle = len(offers) // 2
    return [made for half in (offers[:middle], offers[middle:]) for made in _halved(half, write, left, again)]


def _some(found: Found) -> Found:
    if not any(found):
        raise ModelFailed("Nothing that the model noted down stands in the passages it read.")
    return found
