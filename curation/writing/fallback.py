"""In: a writer that may be away, and one that is always there. Out: a writer that writes in any case, and says who did.

A language model that is away, refuses the key, answers nonsense or would pass the cap costs its reader the
composed prose, never the digest.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from curation.errors import Misconfigured, ModelAway, ModelFailed, OverCap
from curation.writing.base import Heard, Writer
from curation.writing.schemas import (
    PLAINLY,
    AnswerDraft,
    Beside,
    CleanDraft,
    ComparisonDraft,
    DeckBrief,
    DigestBrief,
    Draft,
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

D = TypeVar("D", bound=Draft)

# Why something is quoted, whatever the reason beneath: the model was away, refused, or answered nonsense.
NO_ANSWER = "no answer of the model could be used"
LONGEST_PATIENCE = 900.0
GIVEN_UP_AFTER = 2


class FallbackWriter:
    """Implements `curation.writing.base.Writer`. Made for one piece of work: what it finds away, stays away.

    With `patient`, a model that names a time within a quarter of an hour is waited for: its ModelAway is let
    through, for the work to be tried again then.
    """

    def __init__(self, first: Writer, second: Writer, *, patient: bool = False) -> None:
        self.name = first.name
        self._first, self._second, self._patient = first, second, patient
        self._failures = 0
        self._gone = ""

    def name_theme(self, offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]) -> NameDraft:
        return self._either(lambda writer: writer.name_theme(offers, background=background, taken=taken))

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft:
        return self._either(lambda writer: writer.write_section(theme, offers, statements=statements, brief=brief))

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft:
        return self._either(lambda writer: writer.write_lead(sections, brief=brief))

    def summarise(self, offers: Sequence[Offer], *, statements: int) -> SummaryDraft:
        return self._either(lambda writer: writer.summarise(offers, statements=statements))

    def explain(self, offers: Sequence[Offer], *, marked: Sequence[str] = ()) -> ExplanationDraft:
        return self._either(lambda writer: writer.explain(offers, marked=marked))

    def retell(self, statements: Sequence[StatementDraft], *, level: str) -> RetoldDraft:
        return self._either(lambda writer: writer.retell(statements, level=level))

    def explain_words(self, words: str, offers: Sequence[Offer], *, beside: Sequence[Offer] = ()) -> WordsDraft:
        return self._either(lambda writer: writer.explain_words(words, offers, beside=beside))

    def simplify(self, words: str, offers: Sequence[Offer]) -> WordsDraft:
        return self._either(lambda writer: writer.simplify(words, offers))

    def translate(self, words: str, *, language: str) -> TranslationDraft:
        return self._either(lambda writer: writer.translate(words, language=language))

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
        """Only the first is heard: what it broke off is not gone on with, and the second quotes at once."""
        return self._either(
            lambda writer: writer.answer(
                question,
                offers,
                says=says,
                heard=heard if writer is self._first else None,
                earlier=earlier,
                said=said,
            )
        )

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft:
        return self._either(lambda writer: writer.outline_deck(title, sections, brief))

    def clean_transcript(self, offers: Sequence[Offer]) -> CleanDraft:
        return self._either(lambda writer: writer.clean_transcript(offers))

    def judge_signal(self, offers: Sequence[Offer], *, interests: Sequence[str]) -> SignalDraft:
        return self._either(lambda writer: writer.judge_signal(offers, interests=interests))

    def compare(self, cases: Sequence[Beside]) -> ComparisonDraft:
        return self._either(lambda writer: writer.compare(cases))

    def practise(self, grounds: Sequence[Ground], offers: Sequence[Offer], *, questions: int) -> PracticeDraft:
        return self._either(lambda writer: writer.practise(grounds, offers, questions=questions))

    def judge_answer(
        self, question: str, said: str, reference: Sequence[StatementDraft], offers: Sequence[Offer]
    ) -> JudgementDraft:
        return self._either(lambda writer: writer.judge_answer(question, said, reference, offers))

    def _either(self, write: Callable[[Writer], D]) -> D:
        if self._gone:
            return self._stand_in(write, self._gone)
        try:
            return _signed(write(self._first), self._first.name)
        except ModelAway as error:
            if self._patient and 0 < error.after <= LONGEST_PATIENCE:
                raise
            reason = str(error)
        except (Misconfigured, OverCap) as error:
            reason = self._gone = str(error)
        except ModelFailed as error:
            return self._stand_in(write, str(error))
        self._failures += 1
        if self._failures >= GIVEN_UP_AFTER:
            self._gone = reason
        return self._stand_in(write, reason)

    def _stand_in(self, write: Callable[[Writer], D], reason: str) -> D:
        return _signed(write(self._second), self._second.name, reason)


def _signed(draft: D, writer: str, fell_back: str = "") -> D:
    """Whatever the draft says of itself is written over."""
    return draft.model_copy(update={"writer": writer, "fell_back": fell_back})
