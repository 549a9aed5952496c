"""In: a digest's sections, checked. Out: the sentences to open it with, one from each of the largest. Pure."""

from collections.abc import Iterator, Sequence

from curation.writing.readability import asks, clear, dangles, has_verb, litter, quality, words_in
from curation.writing.schemas import CitationDraft, SectionOffer, StatementDraft
from curation.writing.sentences import sentences
from curation.writing.striking import force

_MOST = 3
_LENGTH = 8, 32
_CLEAR = 0.75
_FEWEST_SECTIONS = 2


def lead(sections: Sequence[SectionOffer]) -> list[StatementDraft]:
    """Out: short sentences that stand alone, the largest section's first; none where one section is all there is."""
    if len(sections) < _FEWEST_SECTIONS:
        return []
    largest = sorted(sections, key=lambda one: -one.sources)
    return [best for best in map(_best, largest) if best][:_MOST]


def _best(section: SectionOffer) -> StatementDraft | None:
    found = [one for statement in section.statements for one in _first(statement)]
    return max(found, key=lambda one: quality(one.text) * force(one.text), default=None)


def _first(statement: StatementDraft) -> Iterator[StatementDraft]:
    """Out: the statement's first sentence, cited by itself, where a quote holds it; later ones lean on it."""
    for sentence in sentences(statement.text)[:1]:
        cited = next((one for one in statement.citations if sentence.text.casefold() in one.quote.casefold()), None)
        if cited and _stands_alone(sentence.text):
            citation = CitationDraft(passage_id=cited.passage_id, quote=sentence.text)
            yield StatementDraft(text=sentence.text, citations=[citation])


def _stands_alone(text: str) -> bool:
    fits = _LENGTH[0] <= words_in(text) <= _LENGTH[1] and not dangles(text) and not asks(text) and has_verb(text)
    return fits and not litter(text) and clear(text) >= _CLEAR and quality(text) > 0
