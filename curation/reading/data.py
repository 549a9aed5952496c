"""In: what the library answered. Out: it as plain data, as `ask --json` prints it and the API answers."""

from curation.data import Data
from curation.models import Passage
from curation.reading.answers import Answered


class AnswerCitation(Data):
    """`status` is verified or close; what is unsupported is not in the answer."""

    passage_id: int
    source_id: int
    quote: str
    status: str


class AnswerStatement(Data):
    text: str
    status: str
    citations: list[AnswerCitation]


class OfferedPassage(Data):
    """What the writer was given to answer from."""

    id: int
    source_id: int
    source: str
    text: str


class AnswerData(Data):
    """Without statements the library does not say: then `abstained` is true."""

    id: int
    answer: list[AnswerStatement]
    writer: str
    abstained: bool
    passages: list[OfferedPassage]


def answer_data(answered: Answered) -> AnswerData:
    question = answered.question
    return AnswerData(
        id=question.pk,
        answer=[AnswerStatement.model_validate(statement) for statement in question.answer],
        writer=question.writer,
        abstained=question.abstained,
        passages=[_offered(passage) for passage in answered.passages],
    )


def _offered(passage: Passage) -> OfferedPassage:
    return OfferedPassage(id=passage.pk, source_id=passage.source_id, source=passage.source.label, text=passage.text)
