"""In: a source. Out: what it may be asked about: the reader's marks first, then what its explanation takes from it.

Never the text at random. A mark stands for the sentences that it touches, as they stand in their passage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curation.models import Source
from curation.offers import texts_by_id
from curation.reading.explaining import content_of
from curation.reading.marks import marks_of
from curation.reading.models import Explanation, Mark
from curation.reading.statements import KeptStatement
from curation.writing.schemas import CitationDraft, Ground, Offer, StatementDraft
from curation.writing.sentences import Sentence, sentences
from curation.writing.windows import bare

MOST_MARKS = 40
_MOST_SENTENCES = 3


@dataclass(frozen=True)
class Grounded:
    """`mark_id` is None for a takeaway."""

    ground: Ground
    mark_id: int | None = None


def grounds_of(source: Source, offers: Sequence[Offer], starts: Mapping[int, int]) -> list[Grounded]:
    """`starts` are the offsets of the offers' passages in the source's text, by passage."""
    explanation = Explanation.objects.filter(source=source).first()
    marks = [one for one in marks_of(source) if one.start is not None][:MOST_MARKS]
    return [*_of_marks(marks, offers, starts), *(_of_takeaways(explanation, offers) if explanation else ())]


def _of_marks(marks: Iterable[Mark], offers: Sequence[Offer], starts: Mapping[int, int]) -> Iterator[Grounded]:
    told: set[str] = set()
    for mark in marks:
        for offer in offers:
            text = _touched(offer, starts[offer.passage_id], mark)
            if text and text not in told:
                told.add(text)
                yield Grounded(Ground(_quoted(text, offer), offer, marked=True), mark.pk)


def _touched(offer: Offer, starts_at: int, mark: Mark) -> str:
    """The whole sentences of a passage that a mark touches by more than their edge, as far as they are few."""
    start, end = (mark.start or 0) - starts_at, (mark.end or 0) - starts_at
    found = [one for one in sentences(offer.text) if _weighs(one, start, end)][:_MOST_SENTENCES]
    return bare(offer.text[found[0].start : found[-1].end]) if found else ""


def _weighs(sentence: Sentence, start: int, end: int) -> bool:
    shared = min(sentence.end, end) - max(sentence.start, start)
    return shared > 0 and (shared >= 0.3 * (sentence.end - sentence.start) or shared >= 0.9 * (end - start))


def _quoted(text: str, offer: Offer) -> StatementDraft:
    return StatementDraft(text=text, citations=[CitationDraft(passage_id=offer.passage_id, quote=text)])


def _of_takeaways(explanation: Explanation, offers: Sequence[Offer]) -> Iterator[Grounded]:
    """Terms, then points, then the gist; of an explanation of an earlier text what still stands."""
    if explanation.made_at is None:
        return
    told, by_id = content_of(explanation), {offer.passage_id: offer for offer in offers}
    named = [(one.statement, one.term) for one in told.terms]
    for statement, term in [*named, *((one, "") for one in (*told.points, *told.gist))]:
        offer = by_id.get(statement.citations[0].passage_id) if statement.citations else None
        if offer and _stands(statement, texts_by_id(offers)):
            yield Grounded(Ground(_draft(statement), offer, term=term))


def _stands(statement: KeptStatement, texts: Mapping[int, str]) -> bool:
    cited = [one for one in statement.citations if one.passage_id in texts]
    return bool(cited) and all(one.quote in texts[one.passage_id] for one in cited)


def _draft(statement: KeptStatement) -> StatementDraft:
    cited = [CitationDraft(passage_id=one.passage_id, quote=one.quote) for one in statement.citations]
    return StatementDraft(text=statement.text, citations=cited)
