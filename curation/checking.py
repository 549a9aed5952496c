"""In: what a writer drafted, and the offers it was made from. Out: the same, checked against the stored words.

Everything a writer wrote passes here: nothing of a draft but its words and citations goes further, and a quote
that is found goes on in the words of the source.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from curation.evidence import CheckedCitation, CheckedStatement, Status, check_statement
from curation.writing.schemas import Offer, StatementDraft

# Controls, tags, and the signs that turn the direction of what follows them: none is a word of a source. What joins
# letters or keeps them apart stays: some scripts are not spelt without it.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def check_drafts(drafts: Iterable[StatementDraft], offers: Sequence[Offer]) -> list[CheckedStatement]:
    """Out: a checked statement for each draft that has words; a writer's own verdict counts for nothing."""
    by_id = {offer.passage_id: offer for offer in offers}
    cleaned = (draft.model_copy(update={"text": plain(draft.text)}) for draft in drafts)
    return [_checked(draft, by_id) for draft in cleaned if draft.text]


def is_borne_out(draft: StatementDraft, offers: Sequence[Offer]) -> bool:
    """False also for a draft without words."""
    return any(one.status is not Status.UNSUPPORTED for one in check_drafts([draft], offers))


def plain(text: str) -> str:
    """Out: one line, without what could change how a reader sees the rest."""
    return " ".join(_HIDDEN.sub("", text).split())


def _checked(draft: StatementDraft, by_id: Mapping[int, Offer]) -> CheckedStatement:
    cited = [by_id[one.passage_id] for one in draft.citations if one.passage_id in by_id]
    checked = check_statement(
        draft,
        {passage_id: offer.text for passage_id, offer in by_id.items()},
        known=[name for offer in cited for name in (offer.author, offer.title) if name],
        said_by={passage_id: offer.author for passage_id, offer in by_id.items() if offer.author},
    )
    return replace(checked, citations=tuple(_as_stored(one, by_id) for one in checked.citations))


def _as_stored(citation: CheckedCitation, by_id: Mapping[int, Offer]) -> CheckedCitation:
    text = by_id[citation.passage_id].text
    if citation.quote.strip() and citation.quote in text:
        return citation
    return replace(citation, quote=text[citation.start : citation.end] or plain(citation.quote))
