"""In: statements as they are kept. Out: them with the sources they cite, numbered, ready to be shown."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from textwrap import shorten

from django.contrib.auth.models import User

from curation.models import Passage
from curation.reading.models import Question
from curation.reading.passes import bound_as_stored, seen
from curation.reading.statements import KeptCitation, KeptStatement, supported, withheld
from curation.templatetags.shown import named

_NEAREST, _SHOWN = 2, 200
Said = Sequence[tuple[int, int]]
_OF_SOURCE = ("owner", "kind", "title", "author", "handle", "site", "url", "met_on")
# What a `Cited` is made of.
_PLACE = (
    *("speaker", "start", "start_ms", "source__reading__furthest", "source__reading__first_ended_at"),
    *(f"source__{name}" for name in _OF_SOURCE),
)


@dataclass(frozen=True)
class Cited:
    """A passage and its source. `start` is an offset in the source's text, `bound` the one up to which its reader has
    come in pass 1, where they are in it.
    """

    source_id: int
    passage_id: int
    title: str
    author: str
    kind: str
    met_on: date | None = None
    start_ms: int | None = None
    start: int = 0
    url: str = ""
    bound: int | None = None

    def is_ahead(self, within: int = 0) -> bool:
        """Its reader is in pass 1 and has not come to this place in the passage."""
        return self.bound is not None and self.start + within >= self.bound


@dataclass(frozen=True)
class ShownCitation:
    """`source` is None where the passage has left the library since; `within` is where the quote stands in it."""

    number: int
    quote: str
    status: str
    source: Cited | None
    within: int = 0

    @property
    def at(self) -> int | None:
        """An offset in the source's text."""
        return self.source.start + self.within if self.source else None

    @property
    def is_ahead(self) -> bool:
        return self.source is not None and self.source.is_ahead(self.within)


@dataclass(frozen=True)
class ShownStatement:
    text: str
    status: str
    reason: str
    citations: tuple[ShownCitation, ...]

    @property
    def moment(self) -> int | None:
        """When its first words are said, in milliseconds."""
        return next((one.source.start_ms for one in self.citations if one.source), None)


@dataclass(frozen=True)
class Near:
    """A passage that comes near to a question, without answering it; `text` is how it begins."""

    text: str
    source: Cited


@dataclass(frozen=True)
class ShownAnswer:
    """`nearest` is what there is beside an answer that says there is none."""

    statements: list[ShownStatement]
    withheld: list[ShownStatement]
    nearest: list[Near] = field(default_factory=list)


@dataclass(frozen=True)
class Footnotes:
    """Numbers passages from 1 as they are first cited on a page.

    `said` are rows of (offset in the source's text, milliseconds) for a page of one source with sound.
    """

    known: Mapping[int, Cited]
    said: Said = ()
    numbers: dict[int, int] = field(default_factory=dict)

    def show(self, statement: KeptStatement) -> ShownStatement:
        citations = tuple(self._show(citation) for citation in statement.citations)
        return ShownStatement(statement.text, statement.status.value, statement.reason, citations)

    def show_all(self, statements: Iterable[KeptStatement]) -> list[ShownStatement]:
        return [self.show(statement) for statement in statements]

    def _show(self, citation: KeptCitation) -> ShownCitation:
        number = self.numbers.setdefault(citation.passage_id, len(self.numbers) + 1)
        return ShownCitation(number, citation.quote, citation.status.value, self._place(citation), citation.start)

    def _place(self, citation: KeptCitation) -> Cited | None:
        place = self.known.get(citation.passage_id)
        if place is None or not self.said:
            return place
        at = bisect_right(self.said, place.start + citation.start, key=itemgetter(0)) - 1
        return replace(place, start_ms=self.said[at][1] if at >= 0 else place.start_ms)


def footnotes(statements: Iterable[KeptStatement], owner: User, *, said: Said = ()) -> Footnotes:
    """One query for all that is cited."""
    wanted = {citation.passage_id for statement in statements for citation in statement.citations}
    passages = Passage.objects.of(owner).select_related("source__reading").only(*_PLACE)
    return Footnotes({row.pk: _cited(row) for row in passages.filter(pk__in=wanted)}, said)


def answer_of(question: Question) -> ShownAnswer:
    return answers_of([question])[question.pk]


def answers_of(questions: Sequence[Question]) -> dict[int, ShownAnswer]:
    """By question, each numbered for itself; one query for all that they cite or come near. They are of one owner."""
    said = {one.pk: [KeptStatement.model_validate(row) for row in one.answer] for one in questions}
    if not questions:
        return {}
    known = footnotes((one for rows in said.values() for one in rows), questions[0].owner).known
    near = _nearest([one for one in questions if one.abstained])
    return {one.pk: _shown(said[one.pk], Footnotes(known), near.get(one.pk, [])) for one in questions}


def _shown(statements: Sequence[KeptStatement], notes: Footnotes, nearest: list[Near]) -> ShownAnswer:
    return ShownAnswer(notes.show_all(supported(statements)), notes.show_all(withheld(statements)), nearest)


def _nearest(questions: Sequence[Question]) -> dict[int, list[Near]]:
    """By question, the first of what it was to be answered from, as far as it is still there."""
    first = {one.pk: one.offered[:_NEAREST] for one in questions}
    if not any(first.values()):
        return {}
    passages = Passage.objects.of(questions[0].owner).select_related("source__reading").only("text", *_PLACE)
    wanted = [passage_id for offered in first.values() for passage_id in offered]
    rows = passages.in_bulk(wanted)
    near = {one: Near(shorten(row.text, _SHOWN, placeholder="…"), _cited(row)) for one, row in rows.items()}
    return {pk: [near[one] for one in offered if one in near] for pk, offered in first.items()}


def _cited(passage: Passage) -> Cited:
    source = passage.source
    return Cited(
        source_id=source.pk,
        passage_id=passage.pk,
        title=named(source),
        author=passage.said_by,
        kind=source.kind,
        met_on=source.met_on,
        start_ms=passage.start_ms,
        start=passage.start,
        url=source.url,
        bound=bound_as_stored(seen(source)),
    )
