"""In: what a writer drafted, and the offers it was made from. Out: the same, checked against the stored words.

Everything a digest or a deck says passes here: nothing of a draft but its words and citations goes further, and
a quote that is found goes on in the words of the source.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from curation.claims import names, numbers, same_name
from curation.evidence import CheckedCitation, CheckedStatement, Status, check_statement
from curation.folding import tokens
from curation.writing.schemas import Offer, SectionOffer, StatementDraft
from curation.writing.words import stem

# Controls, tags, and the signs that turn the direction of what follows them: none is a word of a source.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def check_drafts(drafts: Iterable[StatementDraft], offers: Sequence[Offer]) -> list[CheckedStatement]:
    """Out: a checked statement for each draft that has words; a writer's own verdict counts for nothing."""
    by_id = {offer.passage_id: offer for offer in offers}
    texts = {passage_id: offer.text for passage_id, offer in by_id.items()}
    cleaned = (draft.model_copy(update={"text": plain(draft.text)}) for draft in drafts)
    return [_checked(draft, texts, by_id) for draft in cleaned if draft.text]


def plain(text: str) -> str:
    """Out: one line, without what no reader sees."""
    return " ".join(_HIDDEN.sub("", text).split())


def heading_borne_out(heading: str, otherwise: str, offers: Iterable[Offer]) -> str:
    """Out: the heading, or `otherwise` where it says a number or a name that the offers do not."""
    said = tokens(heading)
    named = names(heading, said)
    if not named and not numbers(said):
        return heading
    words = tokens("\n".join([otherwise, *(f"{one.author}\n{one.title}\n{one.text}" for one in offers)]))
    met = {same_name(word.text) for word in words} | {stem(word.text) for word in words}
    strange = any(same_name(one.text) not in met and stem(one.text) not in met for one in named)
    return otherwise if strange or numbers(said) - numbers(words) else heading


def borne_out(heading: str, statements: Iterable[CheckedStatement], sources: int) -> SectionOffer:
    """Out: what a second reading may use of a section: the statements that passed."""
    passed = [_drafted(one) for one in statements if one.status is not Status.UNSUPPORTED]
    return SectionOffer(heading, tuple(passed), sources)


def _checked(draft: StatementDraft, texts: Mapping[int, str], by_id: Mapping[int, Offer]) -> CheckedStatement:
    cited = [by_id[one.passage_id] for one in draft.citations if one.passage_id in by_id]
    known = [name for offer in cited for name in (offer.author, offer.title) if name]
    said_by = {passage_id: offer.author for passage_id, offer in by_id.items()}
    checked = check_statement(draft, texts, known=known, said_by=said_by)
    return replace(checked, citations=tuple(_as_stored(one, texts) for one in checked.citations))


def _as_stored(citation: CheckedCitation, texts: Mapping[int, str]) -> CheckedCitation:
    text = texts[citation.passage_id]
    if citation.quote.strip() and citation.quote in text:
        return citation
    return replace(citation, quote=text[citation.start : citation.end] or plain(citation.quote))


def _drafted(checked: CheckedStatement) -> StatementDraft:
    citations = [
        {"passage_id": one.passage_id, "quote": one.quote}
        for one in checked.citations
        if one.status is not Status.UNSUPPORTED
    ]
    return StatementDraft.model_validate({"text": checked.text, "citations": citations})
