"""In: a source. Out: its explanation for pass 2, every statement checked against the source's own passages.

What is not supported is kept with its reason and shown apart, struck through. One explanation a source: a
later one takes its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from curation.models import Source
from curation.offers import texts_by_id
from curation.reading.beside import Pair, set_beside
from curation.reading.keeping import keep
from curation.reading.leading import Onward, onward_of
from curation.reading.marked import marked_in
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


class Takeaway(KeptStatement):
    onward: Onward | None = None


class Explained(Kept):
    """`curation.writing.schemas.ExplanationDraft`, checked: each part holds what is supported, in its order.

    `beside` is how it stands to what the library held before.
    """

    gist: tuple[KeptStatement, ...] = ()
    points: tuple[Takeaway, ...] = ()
    chapters: tuple[ExplainedChapter, ...] = ()
    terms: tuple[ExplainedTerm, ...] = ()
    questions: tuple[KeptStatement, ...] = ()
    withheld: tuple[KeptStatement, ...] = ()
    beside: tuple[Pair, ...] = ()

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
    """Raises NothingToDo where nothing of the source may be seen."""
    told = open_to_help(source)
    draft = writer.explain(told.offers, marked=marked_in(source, told.bound))
    made = {"text_hash": told.text_hash, "bound": told.bound}
    content = _set_beside(check_explanation(draft, told.offers), source, writer)
    return _keep(source, draft, content, writer=writer.name, made=made)


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
    content = _set_beside(check_explanation(draft, offers), source, None)
    made = {"text_hash": text_hash, "bound": bound, "pasted": pasted}
    return _keep(source, draft, content, writer=writer, made=made)


def _set_beside(content: Explained, source: Source, writer: Writer | None) -> Explained:
    return content.model_copy(update={"beside": set_beside([*content.gist, *content.points], source, writer)})


def _keep(
    source: Source, draft: ExplanationDraft, content: Explained, *, writer: str, made: Mapping[str, Any]
) -> Explanation:
    told = {"pasted": False, "content": content.model_dump(mode="json"), **made}
    return keep(Explanation, source, draft, writer=writer, **told)


def check_explanation(draft: ExplanationDraft, offers: Sequence[Offer]) -> Explained:
    gist, points = check_all(draft.gist, offers), list(_takeaways(draft, offers))
    chapters = [(one.title, check_all(one.statements, offers)) for one in draft.chapters]
    terms = [
        ExplainedTerm(term=one.term, statement=told)
        for one in draft.terms
        for told in check_all([one.statement], offers)
    ]
    questions = check_all(draft.questions, offers)
    parts: list[Sequence[KeptStatement]] = [
        gist,
        points,
        *(told for _, told in chapters),
        [one.statement for one in terms],
        questions,
    ]
    return Explained(
        gist=tuple(supported(gist)),
        points=tuple(one for one in points if one.is_supported),
        chapters=tuple(_chapters(chapters)),
        terms=tuple(one for one in terms if _is_named(one, texts_by_id(offers))),
        questions=tuple(supported(questions)),
        withheld=tuple(one for part in parts for one in withheld(part)),
    )


def _takeaways(draft: ExplanationDraft, offers: Sequence[Offer]) -> Iterator[Takeaway]:
    """Each with where it leads; of several for one the first that may be shown."""
    leads: dict[int, Onward] = {}
    for one in onward_of(draft.onward, [offer.text for offer in offers]):
        leads.setdefault(*one)
    for number, point in enumerate(draft.points, 1):
        for told in check_all([point], offers):
            yield Takeaway(**dict(told), onward=leads.get(number))


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
