"""In: headings and checked statements. Out: what of them a reader, and a second reading, may rely on."""

from collections.abc import Iterable
from typing import Protocol

from curation.claims import names, same_name
from curation.evidence import CheckedStatement, Status
from curation.figures import figures
from curation.folding import tokens
from curation.writing.schemas import CitationDraft, Offer, SectionOffer, StatementDraft
from curation.writing.words import stem


class Cited(Protocol):
    """A checked citation, stored or not."""

    @property
    def passage_id(self) -> int: ...

    @property
    def quote(self) -> str: ...

    @property
    def status(self) -> str: ...


def heading_borne_out(heading: str, otherwise: str, offers: Iterable[Offer]) -> str:
    """Out: the heading, or `otherwise` where it says a number or a name that the offers do not."""
    said = tokens(heading)
    named, told = names(heading, said), _numbers(heading)
    if not named and not told:
        return heading
    text = "\n".join([otherwise, *(f"{one.author}\n{one.title}\n{one.text}" for one in offers)])
    words = tokens(text)
    met = {same_name(word.text) for word in words} | {stem(word.text) for word in words}
    strange = any(same_name(one.text) not in met and stem(one.text) not in met for one in named)
    return otherwise if strange or told - _numbers(text) else heading


def borne_out(heading: str, statements: Iterable[CheckedStatement], sources: int) -> SectionOffer:
    """Out: what a second reading may use of a section: the statements that passed."""
    passed = [drafted(one.text, one.citations) for one in statements if one.status is not Status.UNSUPPORTED]
    return SectionOffer(heading, tuple(passed), sources)


def drafted(text: str, citations: Iterable[Cited]) -> StatementDraft:
    """Out: a statement as a writer may read it a second time, with the citations that it rests on."""
    standing = (one for one in citations if one.passage_id and one.status != Status.UNSUPPORTED)
    return StatementDraft(
        text=text, citations=[CitationDraft(passage_id=one.passage_id, quote=one.quote) for one in standing]
    )


def _numbers(text: str) -> set[str]:
    return {figure.value for figure in figures(tokens(text), text)}
