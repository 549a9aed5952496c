"""In: offered passages. Out: drafts made of their own sentences, with no model but an embedder.

Nothing here is composed: each statement is one to three sentences as they stand in a passage, cited by
themselves. What is shown is a matter of choice, order and measure.
"""

from collections.abc import Collection, Sequence

import numpy as np

from curation.ai.base import Embedder, Vectors
from curation.ai.lengths import unit
from curation.writing import summary
from curation.writing.answers import best_answers, worth_reading
from curation.writing.asked import asks_of_everything
from curation.writing.base import Heard
from curation.writing.candidates import Candidate, candidates, everything
from curation.writing.explanation import defines, explained, is_term, lines_for, terms_for
from curation.writing.fluency import cleaned
from curation.writing.following import standing_alone
from curation.writing.glossing import parts_of, told_of
from curation.writing.onward import onward
from curation.writing.openings import capital
from curation.writing.phrases import Phrase, key_phrases
from curation.writing.practice.practising import practised
from curation.writing.practice.worked import worked_examples
from curation.writing.questions import questions
from curation.writing.schemas import (
    PLAINLY,
    AnswerDraft,
    Beside,
    ChapterDraft,
    CitationDraft,
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
    PracticeDraft,
    RetoldDraft,
    SectionDraft,
    SectionOffer,
    SignalDraft,
    StatementDraft,
    SummaryDraft,
    TermDraft,
    TranslationDraft,
    Turn,
    WordsDraft,
)
from curation.writing.selected import holds
from curation.writing.selection import choose, core, fullest, pool, readable
from curation.writing.sentences import sentences
from curation.writing.slides import slides
from curation.writing.spreading import says_again
from curation.writing.striking import striking
from curation.writing.worthiness import worthiest

_MOST_OFFERS = 120
_STRETCH = 12
_QUOTATIONS = 2
_QUESTIONS = 2
_QUESTION_NEAR = 0.3
_BY_NAME = 0.3
_IN_SHORT = 3


class ExtractiveWriter:
    """Implements `curation.writing.base.Writer`; equal offers give equal drafts."""

    name = "extractive"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def name_theme(self, offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]) -> NameDraft:
        from curation.writing.headings import name_theme

        _, stored = self._vectors([], offers)
        texts = [offer.text for offer in offers]
        name = name_theme(
            texts,
            background=background,
            embed=self._embedder.embed,
            vectors=stored,
            taken=taken,
            stretches=_stretches(offers),
        )
        return NameDraft(name=name)

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft:
        heading = theme[:1].upper() + theme[1:]
        offers = _central(offers)
        said, asked = candidates(offers), questions(offers)
        if not said and not asked:
            return SectionDraft(heading=heading)
        vectors, stored = self._vectors(asked, offers)
        centre = unit(unit(stored.mean(axis=0)) + _BY_NAME * self._embedder.embed([theme])[0])
        field = pool(said, _of_passages(said, stored), centre, theme)
        near = core(field)
        taken = fullest(field, choose(field, statements, among=near))
        quoted = striking(field, offers, taken, _QUOTATIONS, among=near)
        return SectionDraft(
            heading=heading,
            statements=[_draft(said[one]) for one in readable(field, taken)],
            quotations=[_draft(said[one]) for one in quoted],
            questions=[_draft(one) for one in _best_questions(asked, vectors, centre)],
        )

    def summarise(self, offers: Sequence[Offer], *, statements: int) -> SummaryDraft:
        found = summary.fit(offers, statements) if statements > 0 else []
        if not found:
            return SummaryDraft()
        _, stored = self._vectors([], offers)
        best = summary.best(found, offers, stored, statements, begins=True)
        return SummaryDraft(statements=[_draft(one) for one in best])

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft:
        """None of its own: the counted lead says what the week held, and a quoted one would be read twice."""
        return LeadDraft()

    def explain(self, offers: Sequence[Offer], *, marked: Sequence[str] = ()) -> ExplanationDraft:
        if not offers:
            return ExplanationDraft()
        _, stored = self._vectors([], offers)
        found = explained(offers, stored, marked)
        chapters = [ChapterDraft(title=title, statements=list(map(_draft, told))) for title, told in found.chapters]
        return ExplanationDraft(
            gist=list(map(_draft, found.gist)),
            points=list(map(_draft, found.points)),
            chapters=chapters,
            terms=self._terms(offers, stored, found.told()),
            questions=list(map(_draft, found.questions)),
            onward=onward(found.points, offers),
        )

    def retell(self, statements: Sequence[StatementDraft], *, level: str) -> RetoldDraft:
        """In nobody's words but the source's: what differs by level is what is laid out."""
        return RetoldDraft()

    def explain_words(self, words: str, offers: Sequence[Offer], *, beside: Sequence[Offer] = ()) -> WordsDraft:
        return WordsDraft(statements=list(map(_draft, told_of(words, offers) or told_of(words, beside))))

    def simplify(self, words: str, offers: Sequence[Offer]) -> WordsDraft:
        """The same words, one sentence under the other."""
        held = next((offer for offer in offers if holds(offer.text, words)), None)
        parts = parts_of(words) if held else []
        cited = [CitationDraft(passage_id=held.passage_id, quote=part) for part in parts] if held else []
        return WordsDraft(
            statements=[StatementDraft(text=one.quote, citations=[one]) for one in cited] if len(cited) > 1 else []
        )

    def translate(self, words: str, *, language: str) -> TranslationDraft:
        return TranslationDraft()

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft:
        return OutlineDraft(title=title, slides=slides(sections))

    def clean_transcript(self, offers: Sequence[Offer]) -> CleanDraft:
        return CleanDraft(passages=list(cleaned(offers)))

    def judge_signal(self, offers: Sequence[Offer], *, interests: Sequence[str]) -> SignalDraft:
        found = candidates(offers) or everything(offers)
        if not found:
            return SignalDraft()
        _, stored = self._vectors([], offers)
        wanted = self._embedder.embed(list(interests)) if interests else stored[:0]
        return SignalDraft(reason=_draft(found[worthiest(found, stored, wanted)]))

    def compare(self, cases: Sequence[Beside]) -> ComparisonDraft:
        """What can be told by the words themselves is told already, by `curation.novelty`."""
        return ComparisonDraft()

    def _terms(self, offers: Sequence[Offer], stored: Vectors, said: Sequence[Candidate]) -> list[TermDraft]:
        """Key phrases, each with the sentence that says what it means, where one does and was not `said` yet."""
        told = list(said)
        terms: list[TermDraft] = []
        for phrase in [one for one in self._key_phrases(offers, stored) if is_term(one.text)][: terms_for(len(offers))]:
            meant = (one for one in lines_for(phrase.text, offers) if defines(phrase.text, one.text) > 1)
            line = next((one for one in meant if not says_again(one, told)), None)
            if line:
                told.append(line)
                terms.append(TermDraft(term=capital(phrase.text), statement=_draft(line)))
        return terms

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
        """Of what leans on an earlier question, both are looked for."""
        asked = standing_alone(question, earlier)
        drafts = [] if says is False else self._answered(asked, offers, sure=bool(says))
        if heard:
            for draft in drafts:
                heard(draft)
        return AnswerDraft(statements=drafts, abstained=not drafts)

    def _answered(self, question: str, offers: Sequence[Offer], *, sure: bool) -> list[StatementDraft]:
        """What asks of everything in one source is answered by what its passages say in short."""
        if asks_of_everything(question) and len({offer.source_id for offer in offers}) == 1:
            return self.summarise(sorted(offers, key=lambda one: one.position), statements=_IN_SHORT).statements
        found = worth_reading(question, everything(offers))
        if not found:
            return []
        vectors = self._embedder.embed([question, *(one.text for one in found)])
        return [_draft(found[one]) for one in best_answers(question, found, vectors[0], vectors[1:], sure=sure)]

    def practise(self, grounds: Sequence[Ground], offers: Sequence[Offer], *, questions: int) -> PracticeDraft:
        if not offers:
            return PracticeDraft()
        _, stored = self._vectors([], offers)
        phrases = [phrase.text for phrase in self._key_phrases(offers, stored)]
        asked = practised(grounds, phrases, questions=questions)
        return PracticeDraft(exercises=[*worked_examples(offers), *asked])

    def judge_answer(
        self, question: str, said: str, reference: Sequence[StatementDraft], offers: Sequence[Offer]
    ) -> JudgementDraft:
        """What can be told by the words themselves is told by who asked."""
        return JudgementDraft()

    def _key_phrases(self, offers: Sequence[Offer], stored: Vectors) -> list[Phrase]:
        texts = [offer.text for offer in offers]
        embed, stretches = self._embedder.embed, _stretches(offers)
        return key_phrases(texts, background=[], embed=embed, vectors=stored, stretches=stretches, limit=16)

    def _vectors(self, found: Sequence[Candidate], offers: Sequence[Offer]) -> tuple[Vectors, Vectors]:
        """Out: unit rows for the candidates and the offers; what is not stored is embedded in one batch."""
        known = {offer.text.strip(): offer.vector for offer in offers if offer.vector.size}
        wanted = [*(one.text for one in found), *(offer.text.strip() for offer in offers)]
        new = [text for text in dict.fromkeys(wanted) if text not in known]
        if new:
            known.update(zip(new, self._embedder.embed(new), strict=True))
        width = self._embedder.dimensions
        rows = np.array([known[text] for text in wanted], dtype=np.float32).reshape(len(wanted), width)
        return rows[: len(found)], rows[len(found) :]


def _of_passages(found: Sequence[Candidate], stored: Vectors) -> Vectors:
    """A window stands for most of its passage and takes that one's vector: nothing is embedded again."""
    return stored[[one.offer for one in found]]


def _stretches(offers: Sequence[Offer]) -> list[int]:
    """Out: equal numbers for passages that stand near one another in one source."""
    numbers: dict[tuple[int, int], int] = {}
    places = [(offer.source_id, offer.position // _STRETCH) for offer in offers]
    return [numbers.setdefault(place, len(numbers)) for place in places]


def _central(offers: Sequence[Offer]) -> list[Offer]:
    """A very large theme is written from the passages nearest to its middle; order is kept."""
    if len(offers) <= _MOST_OFFERS or not all(offer.vector.size for offer in offers):
        return list(offers)
    vectors = np.array([offer.vector for offer in offers], dtype=np.float32)
    nearness = vectors @ unit(vectors.mean(axis=0))
    return [offers[one] for one in sorted(np.argsort(-nearness, kind="stable")[:_MOST_OFFERS])]


def _best_questions(asked: Sequence[Candidate], vectors: Vectors, centre: Vectors) -> list[Candidate]:
    """Nearest to the theme first, at most one of each source."""
    worth = [float(vector @ centre) for vector in vectors]
    order = sorted(range(len(asked)), key=lambda one: (-worth[one] * asked[one].quality, one))
    by_source: dict[int, Candidate] = {}
    for one in order:
        if worth[one] >= _QUESTION_NEAR:
            by_source.setdefault(asked[one].source_id, asked[one])
    return list(by_source.values())[:_QUESTIONS]


def _draft(one: Candidate) -> StatementDraft:
    return StatementDraft(text=_shown(one.text), citations=[CitationDraft(passage_id=one.passage_id, quote=one.text)])


def _shown(text: str) -> str:
    """Out: the text with a capital, unless it is in small letters throughout and would be parted otherwise."""
    raised = capital(text)
    return raised if len(sentences(raised)) == len(sentences(text)) else text
