"""In: what the library answered or explained. Out: it as plain data, as `--json` prints it and the API answers."""

from collections.abc import Sequence
from datetime import datetime

from curation.data import Data, RunData
from curation.models import Passage
from curation.reading import aids
from curation.reading.answers import passages_of
from curation.reading.beside import Pair
from curation.reading.explaining import Explained, ExplainedChapter, Takeaway, content_of
from curation.reading.levels import PRACTITIONER, retelling_of, told_again
from curation.reading.models import Explanation, Question, Retelling
from curation.reading.statements import KeptStatement, supported, withheld


class AnswerCitation(Data):
    """`status` is verified or close."""

    passage_id: int
    source_id: int
    quote: str
    status: str


class AnswerStatement(Data):
    text: str
    status: str
    citations: list[AnswerCitation]


class WithheldStatement(Data):
    """A sentence that its writer drafted and the cited words do not bear out; `reason` says why."""

    text: str
    reason: str


class OfferedPassage(Data):
    """What the writer was given to answer from."""

    id: int
    source_id: int
    source: str
    text: str


class AnswerData(Data):
    """Without statements the library does not say: then `abstained` is true.

    `fell_back` says why another writer answered than was asked; `pasted`, that a reader's own chat did; `cut`, why the
    answer broke off, if it did. `bounded`: asked in pass 1, it is answered from what was read by then.
    """

    id: int
    thread: int | None
    answer: list[AnswerStatement]
    withheld: list[WithheldStatement]
    writer: str
    fell_back: str
    cut: str
    pasted: bool
    bounded: bool
    abstained: bool
    passages: list[OfferedPassage]


class ChapterExplained(Data):
    title: str
    statements: list[AnswerStatement]


class LeadsTo(Data):
    """An open question or a rabbit hole; `quoted` where the words are the source's own, else they state nothing of it.

    `link` is an address that the source gives.
    """

    question: str
    rabbit_hole: str
    search: str
    link: str
    quoted: bool


class TakeawayData(AnswerStatement):
    onward: LeadsTo | None


class PairData(Data):
    """What the source says beside what the library held before: disagrees, updates or known, each word for word."""

    novelty: str
    reason: str
    now: AnswerStatement
    met: AnswerStatement


class TermExplained(Data):
    term: str
    statement: AnswerStatement


class ExplanationData(Data):
    """Pass 2 over a source. `made_at` is null where it is still to be made, by `run`.

    `gist` and `points` are in the words of the `level`, as far as they were retold for it. `outdated`: the source's
    text has changed since. `bound`: made in pass 1, of what stands before this offset of the text. `questions` are
    those that the source itself asks.
    """

    source_id: int
    level: str
    gist: list[AnswerStatement]
    points: list[TakeawayData]
    beside: list[PairData]
    chapters: list[ChapterExplained]
    terms: list[TermExplained]
    questions: list[AnswerStatement]
    withheld: list[WithheldStatement]
    writer: str
    fell_back: str
    pasted: bool
    outdated: bool
    bound: int | None
    made_at: datetime | None
    run: RunData | None


def answer_data(question: Question) -> AnswerData:
    statements = [KeptStatement.model_validate(one) for one in question.answer]
    return AnswerData(
        id=question.pk,
        thread=question.thread_id,
        answer=statements_data(supported(statements)),
        withheld=_withheld(withheld(statements)),
        writer=question.writer,
        fell_back=question.fell_back,
        cut=question.cut,
        pasted=question.pasted,
        bounded=question.bound is not None,
        abstained=question.abstained,
        passages=[_offered(passage) for passage in passages_of(question)],
    )


def explanation_data(explanation: Explanation, *, level: str = PRACTITIONER) -> ExplanationData:
    told = content_of(explanation) if aids.may_be_shown(explanation) else Explained()
    retelling = retelling_of(explanation.source, level)
    run = aids.run_of(explanation) or (aids.run_of(retelling) if retelling else None)
    return ExplanationData(
        source_id=explanation.source_id,
        level=level,
        gist=statements_data([told_again(retelling, one) for one in told.gist]),
        points=[_takeaway(one, retelling) for one in told.points],
        beside=[_pair(one) for one in told.beside],
        chapters=[_chapter(one) for one in told.chapters],
        terms=[TermExplained(term=one.term, statement=_statement(one.statement)) for one in told.terms],
        questions=statements_data(told.questions),
        withheld=_withheld(told.withheld),
        writer=explanation.writer,
        fell_back=explanation.fell_back,
        pasted=explanation.pasted,
        outdated=explanation.is_outdated,
        bound=explanation.bound,
        made_at=explanation.made_at,
        run=RunData.model_validate(run) if run else None,
    )


def statements_data(statements: Sequence[KeptStatement]) -> list[AnswerStatement]:
    return [_statement(statement) for statement in statements]


def _takeaway(one: Takeaway, retelling: Retelling | None) -> TakeawayData:
    onward = LeadsTo.model_validate(one.onward.model_dump()) if one.onward else None
    told = _statement(told_again(retelling, one))
    return TakeawayData(text=told.text, status=told.status, citations=told.citations, onward=onward)


def _chapter(one: ExplainedChapter) -> ChapterExplained:
    return ChapterExplained(title=one.title, statements=statements_data(one.statements))


def _pair(one: Pair) -> PairData:
    return PairData(novelty=one.novelty, reason=one.reason, now=_statement(one.now), met=_statement(one.met))


def _statement(statement: KeptStatement) -> AnswerStatement:
    citations = [AnswerCitation.model_validate(one) for one in statement.citations]
    return AnswerStatement(text=statement.text, status=statement.status, citations=citations)


def _withheld(statements: Sequence[KeptStatement]) -> list[WithheldStatement]:
    return [WithheldStatement(text=one.text, reason=one.reason) for one in statements]


def _offered(passage: Passage) -> OfferedPassage:
    return OfferedPassage(id=passage.pk, source_id=passage.source_id, source=passage.source.label, text=passage.text)
