"""In: a source. Out: its explanation for pass 2, every statement checked against the source's own passages.

What is not supported is kept with its reason and shown apart, struck through. One explanation a source: a
later one takes its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curation.models import Source
from curation.offers import texts_by_id
from curation.reading.keeping import keep
from curation.reading.models import Explanation
from curation.reading.offering import open_to_help
from curation.reading.statements import Kept, KeptStatement, check_all, supported, withheld
from curation.writing.base import Writer
from curation.writing.naming import made_of
from curation.writing.schemas import ExplanationDraft, Offer


class ExplainedChapter(Kept):
    title: str
    statements: tuple[KeptStatement, ...]


class ExplainedTerm(Kept):
    term: str
    statement: KeptStatement


class Explained(Kept):
    """`curation.writing.schemas.ExplanationDraft`, checked: each part holds what is supported, in its order."""

    gist: tuple[KeptStatement, ...] = ()
    points: tuple[KeptStatement, ...] = ()
    chapters: tuple[ExplainedChapter, ...] = ()
    terms: tuple[ExplainedTerm, ...] = ()
    questions: tuple[KeptStatement, ...] = ()
    withheld: tuple[KeptStatement, ...] = ()

    def statements(self) -> Iterator[KeptStatement]:
        """In the order in which they are read."""
        yield from self.gist
        yield from self.points
        for chapter in self.chapters:
            yield from chapter.statements
        yield from (one.statement for one in self.terms)
        yield from self.questions
        yield from self.withheld

    @property
    def is_empty(self) -> bool:
        return not any(one.is_supported for one in self.statements())


def explain(source: Source, writer: Writer) -> Explanation:
    """Raises NothingToDo for a source without text."""
    told = open_to_help(source)
    draft = writer.explain(told.offers)
    return keep_explanation(source, draft, told.offers, writer=writer.name, text_hash=told.text_hash, bound=told.bound)


def keep_explanation(
    source: Source,
    draft: ExplanationDraft,
    offers: Sequence[Offer],
    *,
    writer: str,
    text_hash: str,
    bound: int | None = None,
    pasted: bool = False,
) -> Explanation:
    """`text_hash` is the fingerprint of the text that the offers were taken from, `bound` where they end in pass 1.

    What is `pasted` does not get to say itself who wrote it.
    """
    draft = draft.model_copy(update={"writer": "", "fell_back": ""}) if pasted else draft
    content = check_explanation(draft, offers).model_dump(mode="json")
    return keep(
        Explanation, source, draft, writer=writer, text_hash=text_hash, bound=bound, content=content, pasted=pasted
    )


def check_explanation(draft: ExplanationDraft, offers: Sequence[Offer]) -> Explained:
    gist, points = check_all(draft.gist, offers), check_all(draft.points, offers)
    chapters = [(one.title, check_all(one.statements, offers)) for one in draft.chapters]
    terms = [
        ExplainedTerm(term=one.term, statement=told)
        for one in draft.terms
        for told in check_all([one.statement], offers)
    ]
    questions = check_all(draft.questions, offers)
    parts = [gist, points, *(told for _, told in chapters), [one.statement for one in terms], questions]
    return Explained(
        gist=tuple(supported(gist)),
        points=tuple(supported(points)),
        chapters=tuple(_chapters(chapters)),
        terms=tuple(one for one in terms if _is_named(one, texts_by_id(offers))),
        questions=tuple(supported(questions)),
        withheld=tuple(one for part in parts for one in withheld(part)),
    )


def content_of(explanation: Explanation) -> Explained:
    return Explained.model_validate(explanation.content)


def _is_named(one: ExplainedTerm, texts: Mapping[int, str]) -> bool:
    """A term has no citation of its own: as a name that the cited words do not hold it could claim anything."""
    cited = [texts[place.passage_id][place.start : place.end] for place in one.statement.citations]
    return one.statement.is_supported and made_of(one.term, cited, least=1.0)


def _chapters(chapters: Iterable[tuple[str, list[KeptStatement]]]) -> Iterator[ExplainedChapter]:
    for title, told in chapters:
        if kept := supported(told):
            yield ExplainedChapter(title=title, statements=tuple(kept))
