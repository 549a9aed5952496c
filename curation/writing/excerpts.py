"""In: what a first reading drafted. Out: what of it passed the check, as all that a second reading may see. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from curation.writing.fencing import Excerpt, unbroken
from curation.writing.labels import label_of
from curation.writing.portions import NUMBER_AND_HEAD, tokens
from curation.writing.schemas import ChapterDraft, Offer, StatementDraft

Check = Callable[[StatementDraft, Sequence[Offer]], bool]


def quoted(statement: StatementDraft, offers: Sequence[Offer]) -> bool:
    """The least that can be asked: all its quotes stand in what it cites, but for case and white space."""
    texts = {offer.passage_id: _folded(offer.text) for offer in offers}
    return bool(statement.citations) and all(
        one.quote.strip() and _folded(one.quote) in texts.get(one.passage_id, "") for one in statement.citations
    )


def excerpts(statements: Sequence[StatementDraft], offers: Sequence[Offer], check: Check) -> list[Excerpt]:
    """In: statements that passed the check. Out: their quotes that do so alone, in the offers' order, each once, with
    the statement as a note."""
    order = {offer.passage_id: (place, offer) for place, offer in enumerate(offers)}
    found = {(one.offer.passage_id, one.offer.text): one for one in _excerpts(statements, offers, check)}
    return sorted(found.values(), key=lambda one: order[one.offer.passage_id][0])


def weight(shown: Sequence[Excerpt]) -> int:
    """Out: the size of all of them, in tokens."""
    return sum(_size(one) for one in shown)


def fitting(parts: Sequence[Sequence[Excerpt]], most: int) -> list[Excerpt]:
    """Out: as many of each part as fit together, the same number of each."""
    longest = max((len(part) for part in parts), default=0)
    for count in range(longest, 1, -1):
        taken = [one for part in parts for one in part[:count]]
        if weight(taken) <= most:
            return taken
    return [one for part in parts for one in part[:1]]


def chapters(statements: Sequence[StatementDraft], offers: Sequence[Offer]) -> list[ChapterDraft]:
    """Out: the statements under the chapters that they cite first; none for a source without chapters."""
    titles = {offer.passage_id: offer.chapter for offer in offers}
    under: dict[str, list[StatementDraft]] = defaultdict(list)
    for statement in statements:
        cited = [titles[one.passage_id] for one in statement.citations if one.passage_id in titles]
        under[cited[0] if cited else ""].append(statement)
    named = dict.fromkeys(title for title in titles.values() if any(letter.isalnum() for letter in title))
    return [ChapterDraft(title=label_of(title), statements=under[title]) for title in named if title in under]


def _excerpts(statements: Sequence[StatementDraft], offers: Sequence[Offer], check: Check) -> Iterator[Excerpt]:
    by_id = {offer.passage_id: offer for offer in offers}
    for statement in statements:
        for citation in statement.citations:
            alone = StatementDraft(text=citation.quote, citations=[citation])
            if citation.passage_id in by_id and (alone == statement or check(alone, offers)):
                note = "" if _folded(citation.quote) == _folded(statement.text) else statement.text
                yield Excerpt(replace(by_id[citation.passage_id], text=citation.quote), note)


def _folded(text: str) -> str:
    return unbroken(text).casefold()


def _size(one: Excerpt) -> int:
    return tokens(one.offer.text) + tokens(one.note) + NUMBER_AND_HEAD
