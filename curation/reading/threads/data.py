"""In: a talk. Out: it as plain data, each citation with everything that leads to its words."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from curation.data import Data
from curation.reading.cited import Cited, ShownCitation, ShownStatement
from curation.reading.following.looking import Look
from curation.reading.models import Thread
from curation.reading.threads import scope_of
from curation.reading.threads.listing import questions_of
from curation.search import Scope
from curation.templatetags.shown import querystring_of


class CitationInFull(Data):
    """`address` is the source's own, `link` leads to the words here; `start_ms` where they are heard.

    Of a passage that has left the library only the quote is left.
    """

    number: int
    quote: str
    status: str
    passage_id: int | None
    source_id: int | None
    source: str
    author: str
    kind: str
    address: str
    met_on: date | None
    start_ms: int | None
    link: str


class StatementInFull(Data):
    text: str
    status: str
    reason: str
    citations: list[CitationInFull]


class QuestionData(Data):
    """`cut` says why an answer broke off, `bounded` that it was asked in pass 1, of what was read by then."""

    id: int
    question: str
    asked_at: datetime
    answered_at: datetime | None
    abstained: bool
    bounded: bool
    writer: str
    fell_back: str
    cut: str
    pasted: bool
    answer: list[StatementInFull]
    withheld: list[StatementInFull]


class ThreadRow(Data):
    """Without a `source_id` it is of the library, as far as its `scope` leaves that."""

    id: int
    title: str
    source_id: int | None
    scope: Scope
    begun_at: datetime
    questions: int


class ThreadData(Data):
    id: int
    title: str
    source_id: int | None
    source: str
    scope: Scope
    begun_at: datetime
    link: str
    questions: list[QuestionData]


def thread_row(thread: Thread) -> ThreadRow:
    """In: a row of `ThreadQuerySet.by_last_asked`."""
    return ThreadRow(
        id=thread.pk,
        title=thread.title,
        source_id=thread.source_id,
        scope=scope_of(thread),
        begun_at=thread.begun_at,
        questions=getattr(thread, "question_count", 0),
    )


def thread_data(thread: Thread) -> ThreadData:
    return ThreadData(
        id=thread.pk,
        title=thread.title,
        source_id=thread.source_id,
        source=thread.source.label if thread.source else "",
        scope=scope_of(thread),
        begun_at=thread.begun_at,
        link=_absolute(reverse("thread", args=[thread.pk])),
        questions=[_question(look) for look in questions_of(thread)],
    )


def _question(look: Look) -> QuestionData:
    asked = look.question
    return QuestionData(
        id=asked.pk,
        question=asked.text,
        asked_at=asked.asked_at,
        answered_at=asked.answered_at,
        abstained=asked.abstained,
        bounded=asked.bound is not None,
        writer=asked.writer,
        fell_back=asked.fell_back,
        cut=asked.cut,
        pasted=asked.pasted,
        answer=[_statement(one) for one in look.shown.statements],
        withheld=[_statement(one) for one in look.shown.withheld],
    )


def _statement(shown: ShownStatement) -> StatementInFull:
    citations = [_citation(one) for one in shown.citations]
    return StatementInFull(text=shown.text, status=shown.status, reason=shown.reason, citations=citations)


def _citation(shown: ShownCitation) -> CitationInFull:
    source = shown.source
    return CitationInFull(
        number=shown.number,
        quote=shown.quote,
        status=shown.status,
        passage_id=source.passage_id if source else None,
        source_id=source.source_id if source else None,
        source=source.title if source else "",
        author=source.author if source else "",
        kind=source.kind if source else "",
        address=source.url if source else "",
        met_on=source.met_on if source else None,
        start_ms=source.start_ms if source else None,
        link=_words_of(source, shown) if source else "",
    )


def _words_of(source: Cited, shown: ShownCitation) -> str:
    words = querystring_of(q=shown.quote, at=shown.at)
    return _absolute(f"{reverse('source', args=[source.source_id])}{words}#p{source.passage_id}")


def _absolute(path: str) -> str:
    site: str = settings.SITE_URL
    return site + path
