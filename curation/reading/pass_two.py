"""In: an explanation as it is kept. Out: it ready to be shown, numbered through, with the moments of what is heard."""

from dataclasses import dataclass

from curation.models import Passage, Source, Transcript
from curation.playing import said_in
from curation.reading.cited import ShownStatement, footnotes
from curation.reading.explaining import content_of
from curation.reading.models import Explanation


@dataclass(frozen=True)
class ShownChapter:
    title: str
    statements: list[ShownStatement]


@dataclass(frozen=True)
class ShownTerm:
    term: str
    statement: ShownStatement


@dataclass(frozen=True)
class ShownExplanation:
    gist: list[ShownStatement]
    points: list[ShownStatement]
    chapters: list[ShownChapter]
    terms: list[ShownTerm]
    questions: list[ShownStatement]
    withheld: list[ShownStatement]
    is_empty: bool


def lay_out(explanation: Explanation) -> ShownExplanation:
    told = content_of(explanation)
    notes = footnotes(told.statements(), explanation.source.owner, said=_said(explanation.source))
    return ShownExplanation(
        gist=notes.show_all(told.gist),
        points=notes.show_all(told.points),
        chapters=[ShownChapter(one.title, notes.show_all(one.statements)) for one in told.chapters],
        terms=[ShownTerm(one.term, notes.show(one.statement)) for one in told.terms],
        questions=notes.show_all(told.questions),
        withheld=notes.show_all(told.withheld),
        is_empty=told.is_empty,
    )


def _said(source: Source) -> list[tuple[int, int]]:
    transcript: Transcript | None = getattr(source, "transcript", None)
    if not transcript or not transcript.audio:
        return []
    return said_in(source.text, transcript, list(Passage.objects.filter(source=source).defer("vector", "words")))
