"""The one protocol for all prose in the service."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

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

Heard = Callable[[StatementDraft], None]


class Writer(Protocol):
    """Writes from what it is offered and from nothing else. `name` is shown beside whatever it wrote.

    What it returns is a draft: `curation.evidence` decides what of it is supported. A draft's `writer` and
    `fell_back` say who wrote it where that is not the writer that was asked, and why.
    """

    name: str

    def name_theme(self, offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]) -> NameDraft:
        """Out: a phrase of two to six words, none of `taken`. `background` is a sample of the rest of the library."""
        ...

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft:
        """Out: at most `statements` statements, up to two quotations, up to two open questions.

        `brief` is what the owner of the digest asks for; who only quotes cannot follow it.
        """
        ...

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft:
        """Out: up to three statements on what the sections have in common or lead with, cited as these are."""
        ...

    def summarise(self, offers: Sequence[Offer], *, statements: int) -> SummaryDraft:
        """Out: what these passages of one source say, in the source's order, at most `statements` long."""
        ...

    def explain(self, offers: Sequence[Offer], *, marked: Sequence[str] = ()) -> ExplanationDraft:
        """In: all passages of one source, in order, and the words that its reader marked, which go before others.

        Out: its gist, takeaways, terms and questions, for pass 2.
        """
        ...

    def retell(self, statements: Sequence[StatementDraft], *, level: str) -> RetoldDraft:
        """In: checked statements. Out: the same for a newcomer or an expert, as far as they gain by it."""
        ...

    def explain_words(self, words: str, offers: Sequence[Offer], *, beside: Sequence[Offer] = ()) -> WordsDraft:
        """In: words that a reader selected, the passages of their source, and passages of others.

        Out: what these say of them, the source first; apart from that, what the writer knows itself.
        """
        ...

    def simplify(self, words: str, offers: Sequence[Offer]) -> WordsDraft:
        """Out: what the selected words say, in plain statements that cite them."""
        ...

    def translate(self, words: str, *, language: str) -> TranslationDraft:
        """`language` is a BCP 47 tag."""
        ...

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
        """Out: statements that answer, or `abstained` when the offers do not say. `offers` come best first.

        `says` is what `curation.writing.saying` makes of them, None where it was not asked: who only quotes goes by
        it, and a model is told where they may not say.
        `earlier` are the questions before it, oldest first: what its "it" and "why" stand for. `said` is what an
        answer that broke off has said already: then only the rest of it is written.
        `heard` is told each statement as soon as it is whole. What counts is what is returned: a writer that
        fails half-way is stood in for by another.
        """
        ...

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft:
        """Out: the statements arranged under slide titles; none is shown that the sections do not hold."""
        ...

    def clean_transcript(self, offers: Sequence[Offer]) -> CleanDraft:
        """Out: the same words as easier reading: fillers and false starts out, sentences marked."""
        ...

    def judge_signal(self, offers: Sequence[Offer], *, interests: Sequence[str]) -> SignalDraft:
        """In: all passages of one source. Out: why it may be worth the reader's time. It sets no score."""
        ...

    def compare(self, cases: Sequence[Beside]) -> ComparisonDraft:
        """Out: pairs that may be known, an update or a disagreement; who only quotes points at none."""
        ...

    def practise(self, grounds: Sequence[Ground], offers: Sequence[Offer], *, questions: int) -> PracticeDraft:
        """In: what was marked and the takeaways, and all passages. Out: questions with their reference answers.

        At most `questions` of them, and the examples that the source itself works through.
        """
        ...

    def judge_answer(
        self, question: str, said: str, reference: Sequence[StatementDraft], offers: Sequence[Offer]
    ) -> JudgementDraft:
        """In: the passages that the reference cites. Out: how right what was said is; who only quotes cannot tell."""
        ...


class DigestWriter(Protocol):
    """As much of a Writer as composes a digest."""

    @property
    def name(self) -> str: ...

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft: ...

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft: ...


class DeckWriter(Protocol):
    """As much of a Writer as arranges a deck."""

    @property
    def name(self) -> str: ...

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft: ...
