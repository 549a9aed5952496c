"""In: a reader's answer to an exercise. Out: the verdict on it, by the passages that the reference answer cites.

A model's verdict stands only with reasons that hold: what is missing is checked against the passages, what is
mistaken must stand in the answer, and what code finds against an answer is never called right. Else code judges, by
the words, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.ai.base import Embedder
from curation.models import Passage
from curation.offers import offered
from curation.reading.models import Attempt
from curation.reading.practice.by_words import Judged, Verdict, contradiction, judge_by_words
from curation.reading.statements import KeptStatement, check_all, supported
from curation.writing.base import Writer
from curation.writing.schemas import CitationDraft, JudgementDraft, Offer, StatementDraft

BY_WORDS, BY_READER = "words", "reader"


@dataclass(frozen=True)
class Judgement:
    verdict: str
    reason: str
    missing: tuple[KeptStatement, ...]
    judged_by: str
    fell_back: str = ""


@dataclass(frozen=True)
class Case:
    """What is judged: the question, the words said, the reference, and the passages that it cites."""

    question: str
    said: str
    key: str
    reference: tuple[KeptStatement, ...]
    offers: tuple[Offer, ...]


def case_of(attempt: Attempt) -> Case:
    exercise = attempt.exercise
    reference = tuple(KeptStatement.model_validate(one) for one in exercise.answer)
    cited = {one.passage_id for told in reference for one in told.citations}
    passages = Passage.objects.filter(source=exercise.source_id, pk__in=cited).defer("words")
    return Case(exercise.question, attempt.text, exercise.key, reference, tuple(offered(passages.order_by("position"))))


def judge(case: Case, writer: Writer, embedder: Embedder) -> Judgement:
    """What is left empty is put to nobody."""
    words = _by_words(case, embedder)
    if not case.said.strip() or not case.offers:
        return _told(case, words)
    drafts = [_draft(one) for one in case.reference]
    draft = writer.judge_answer(case.question, case.said, drafts, case.offers)
    return _by_model(case, draft, draft.writer or writer.name) or _told(case, words, draft.fell_back)


def _by_words(case: Case, embedder: Embedder) -> Judged:
    texts = [one.text for one in case.reference]
    near = None
    if case.said.strip() and texts and not case.key:
        mine, theirs = embedder.embed([case.said, " ".join(texts)])
        near = float(mine @ theirs)
    return judge_by_words(case.question, case.said, texts, key=case.key, nearness=near)


def _by_model(case: Case, draft: JudgementDraft, writer: str) -> Judgement | None:
    """None where it says nothing, or gives no reason that holds."""
    if draft.verdict is None:
        return None
    if draft.verdict == Verdict.RIGHT:
        against = contradiction(case.question, case.said, " ".join(one.text for one in case.reference))
        if not against:
            return Judgement(Verdict.RIGHT, "It says what the source says.", (), writer, draft.fell_back)
        return Judgement(Verdict.PARTLY, against, case.reference, writer, draft.fell_back)
    missing = tuple(supported(check_all(draft.missing, case.offers)))
    mistaken = " ".join(draft.mistaken.split())
    holds = bool(mistaken) and mistaken.casefold() in " ".join(case.said.split()).casefold()
    if not missing and not holds:
        return None
    reason = (
        f"The source does not bear out “{mistaken[:200]}”." if holds else "Something that the source says is missing."
    )
    return Judgement(draft.verdict, reason, missing or case.reference, writer, draft.fell_back)


def _told(case: Case, judged: Judged, fell_back: str = "") -> Judgement:
    missing = tuple(case.reference[at] for at in judged.lacking)
    return Judgement(judged.verdict, judged.reason, missing, BY_WORDS, fell_back)


def _draft(told: KeptStatement) -> StatementDraft:
    cited = [CitationDraft(passage_id=one.passage_id, quote=one.quote) for one in told.citations]
    return StatementDraft(text=told.text, citations=cited)


def as_json(statements: Sequence[KeptStatement]) -> list[dict[str, object]]:
    return [one.model_dump(mode="json") for one in statements]
