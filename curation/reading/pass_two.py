"""In: an explanation as it is kept, and for whom. Out: it ready to be shown, numbered through, with its moments.

The levels differ in what is laid out: a newcomer gets fewer takeaways, each with its terms and what stands around it;
an expert gets the takeaways and where the library disagrees, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curation.models import Passage, Source, Transcript
from curation.playing import said_in
from curation.reading.cited import Footnotes, ShownStatement, footnotes
from curation.reading.explaining import Explained, ExplainedTerm, Takeaway, content_of
from curation.reading.leading import Onward
from curation.reading.levels import told_again
from curation.reading.marked import is_marked, puzzles_of, spans_of
from curation.reading.models import Explanation, Mark, Retelling
from curation.reading.passes import bound_of, seen
from curation.reading.reader.replying import listed
from curation.reading.statements import KeptStatement
from curation.writing.extractive import ExtractiveWriter
from curation.writing.sentences import sentences

_FEW = 5
_SHORT, _MOST_OF_IT = 1_500, 0.6


@dataclass(frozen=True)
class ShownChapter:
    title: str
    statements: list[ShownStatement]


@dataclass(frozen=True)
class ShownTerm:
    term: str
    statement: ShownStatement


@dataclass(frozen=True)
class ShownTakeaway:
    """`around` are the sentences before and after the words it rests on, for who wants more of them."""

    statement: ShownStatement
    onward: Onward | None
    is_marked: bool
    terms: list[ShownTerm]
    around: tuple[str, str]


@dataclass(frozen=True)
class ShownPair:
    novelty: str
    reason: str
    now: ShownStatement
    met: ShownStatement


@dataclass(frozen=True)
class ShownPuzzle:
    mark: Mark
    replies: list[ShownStatement]
    waits: bool


@dataclass(frozen=True)
class ShownExplanation:
    """`is_brief` where to quote it in short would be to say most of it again: then gist and takeaways are left out."""

    level: str
    gist: list[ShownStatement]
    takeaways: list[ShownTakeaway]
    left_out: int
    puzzles: list[ShownPuzzle]
    pairs: list[ShownPair]
    chapters: list[ShownChapter]
    terms: list[ShownTerm]
    questions: list[ShownStatement]
    withheld: list[ShownStatement]
    is_empty: bool
    is_brief: bool = False

    @property
    def waiting(self) -> int:
        """How many marks have no reply yet."""
        return sum(one.waits for one in self.puzzles)


@dataclass(frozen=True)
class _Page:
    content: Explained
    notes: Footnotes
    passages: dict[int, Passage]
    spans: Sequence[tuple[int, int]]
    retelling: Retelling | None
    level: str

    def takeaways(self) -> list[ShownTakeaway]:
        return [self._takeaway(one) for one in self._chosen()]

    def _chosen(self) -> list[Takeaway]:
        """For a newcomer the first few, what the reader marked before others; in the source's order."""
        points = list(self.content.points)
        if self.level != "newcomer":
            return points
        first = sorted(range(len(points)), key=lambda at: (not self._is_marked(points[at]), at))[:_FEW]
        return [points[at] for at in sorted(first)]

    def _takeaway(self, one: Takeaway) -> ShownTakeaway:
        new = self.level == "newcomer"
        terms = [ShownTerm(term.term, self.notes.show(term.statement)) for term in self._terms_in(one)] if new else []
        return ShownTakeaway(
            statement=self.notes.show(told_again(self.retelling, one)),
            onward=one.onward,
            is_marked=self._is_marked(one),
            terms=terms,
            around=self._around(one) if new else ("", ""),
        )

    def _terms_in(self, one: Takeaway) -> Iterator[ExplainedTerm]:
        """But what explains the term by these very words."""
        said = one.text.casefold()
        yield from (
            term for term in self.content.terms if term.term.casefold() in said and term.statement.text not in one.text
        )

    def _is_marked(self, one: KeptStatement) -> bool:
        places = [
            (self.passages[cited.passage_id], cited) for cited in one.citations if cited.passage_id in self.passages
        ]
        return any(is_marked(row.start + cited.start, row.start + cited.end, self.spans) for row, cited in places)

    def _around(self, one: KeptStatement) -> tuple[str, str]:
        cited = next((cited for cited in one.citations if cited.passage_id in self.passages), None)
        if cited is None:
            return "", ""
        found = sentences(self.passages[cited.passage_id].text)
        before = [sentence.text for sentence in found if sentence.end <= cited.start]
        after = [sentence.text for sentence in found if sentence.start >= cited.end]
        return (before[-1] if before else "", after[0] if after else "")


def lay_out(
    explanation: Explanation, *, level: str = "practitioner", retelling: Retelling | None = None
) -> ShownExplanation:
    source, told = explanation.source, content_of(explanation)
    bound = bound_of(seen(source))
    replies = dict(listed(puzzles_of(source, bound), source.text, bound))
    cited = [*told.statements(), *(one for pair in told.beside for one in (pair.now, pair.met))]
    cited += [one for said in replies.values() for one in said]
    rows = {row.pk: row for row in Passage.objects.filter(source=source).defer("vector", "words")}
    notes = footnotes(cited, source.owner, said=_said(source, list(rows.values())))
    page = _Page(told, notes, rows, spans_of(source), retelling, level)
    expert, brief = level == "expert", _says_it_again(explanation, told, rows)
    return ShownExplanation(
        level=level,
        gist=[] if expert or brief else [notes.show(told_again(retelling, one)) for one in told.gist],
        takeaways=(shown := [] if brief else page.takeaways()),
        left_out=0 if brief else len(told.points) - len(shown),
        puzzles=[ShownPuzzle(one, notes.show_all(said), not one.reply_writer) for one, said in replies.items()],
        pairs=[ShownPair(one.novelty, one.reason, notes.show(one.now), notes.show(one.met)) for one in told.beside],
        chapters=[] if expert else [ShownChapter(one.title, notes.show_all(one.statements)) for one in told.chapters],
        terms=[] if expert else [ShownTerm(one.term, notes.show(one.statement)) for one in told.terms],
        questions=[] if expert else notes.show_all(told.questions),
        withheld=notes.show_all(told.withheld),
        is_empty=told.is_empty,
        is_brief=brief,
    )


def _says_it_again(explanation: Explanation, told: Explained, rows: Mapping[int, Passage]) -> bool:
    """Read to its end, quoted word for word, and so short that the quotations are most of it."""
    whole = sum(len(row.text) for row in rows.values())
    if ExtractiveWriter.name not in explanation.writer or explanation.bound is not None or whole > _SHORT:
        return False
    spans = {(one.passage_id, one.start, one.end) for said in (*told.gist, *told.points) for one in said.citations}
    return sum(end - start for _, start, end in spans) >= _MOST_OF_IT * whole


def _said(source: Source, passages: list[Passage]) -> list[tuple[int, int]]:
    transcript: Transcript | None = getattr(source, "transcript", None)
    if not transcript or not transcript.audio:
        return []
    return said_in(sentences(source.text), transcript, passages)
