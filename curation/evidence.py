"""In: a drafted statement and the passages its writer was offered. Out: what of it the stored words bear out.

Pure; code decides, no model is asked. A statement that stands in a passage it cites is verified; a retelling
is at best close, and only while its numbers, names, quantities and "not"s are those of the passages;
everything else is unsupported.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.claims import (
    COMPARED,
    NEGATIONS,
    OPPOSITES,
    content_stems,
    could_be_name,
    denied,
    is_number,
    is_protected,
    names,
    negates,
    numbers,
    opens_sentence,
    quantities,
    same_name,
)
from curation.folding import Token, tokens
from curation.quotes import Found, Status, changed_words, find_quote
from curation.splices import spliced
from curation.writing.schemas import CitationDraft, StatementDraft
from curation.writing.sentences import sentences
from curation.writing.words import is_content, stem

__all__ = ["CheckedCitation", "CheckedStatement", "Found", "Status", "check_statement", "find_quote"]

_VERBATIM = "Its words stand in the passage it cites."
_NEARLY = "Nearly the words of the passage it cites: only spelling or small words differ."
_RETOLD = "Retold, not quoted: its numbers and names are in the passages it cites."
_NOT_OFFERED = "It cites a passage that was not offered."
_UNCITED = "It cites nothing."
_NOT_FOUND = "None of its quotes stands in the passage it cites."
_HALF_FOUND = "Some of its quotes do not stand in the passages they cite."
_CUT = "It leaves out the part of the sentence that says no."
_TURNED = "It and the words it cites differ in saying no."
_SPLICED = "It joins pieces of different sentences into one."
_FOREIGN_SHARE = 1 / 3
_CONDITIONS = frozenset({"if", "unless", "whether", "doubt", "doubts", "deny", "denies", "denied"})


@dataclass(frozen=True)
class CheckedCitation:
    """`start` and `end` span the quote in the passage's text; both are 0 where it is not found."""

    passage_id: int
    quote: str
    start: int
    end: int
    status: Status


@dataclass(frozen=True)
class CheckedStatement:
    """`reason` says in a sentence for the reader why the statement has its status."""

    text: str
    status: Status
    reason: str
    citations: tuple[CheckedCitation, ...]


def check_statement(
    draft: StatementDraft, offered: Mapping[int, str], *, known: Collection[str] = ()
) -> CheckedStatement:
    """`offered`: stored text by passage id; `known`: what else the writer was told, author and title."""
    mine = [citation for citation in draft.citations if citation.passage_id in offered]
    cited = tuple(_check(citation, offered[citation.passage_id]) for citation in mine)
    found = [citation for citation in cited if citation.status is not Status.UNSUPPORTED]
    if len(cited) < len(draft.citations):
        verdict = Status.UNSUPPORTED, _NOT_OFFERED
    elif not found:
        verdict = Status.UNSUPPORTED, _NOT_FOUND if cited else _UNCITED
    else:
        verdict = _judge(draft.text, found, offered, known)
        if verdict[0] is Status.VERIFIED and len(found) < len(cited):
            verdict = Status.CLOSE, _HALF_FOUND
    return CheckedStatement(draft.text, *verdict, cited)


def _check(citation: CitationDraft, text: str) -> CheckedCitation:
    place = find_quote(citation.quote, text)
    if place is None:
        return CheckedCitation(citation.passage_id, citation.quote, 0, 0, Status.UNSUPPORTED)
    return CheckedCitation(citation.passage_id, citation.quote, place.start, place.end, place.status)


def _judge(
    text: str, found: Sequence[CheckedCitation], offered: Mapping[int, str], known: Collection[str]
) -> tuple[Status, str]:
    passages = [offered[passage_id] for passage_id in dict.fromkeys(citation.passage_id for citation in found)]
    places = [(place, passage) for passage in passages if (place := find_quote(text, passage))]
    if places:
        place, passage = min(places, key=lambda pair: pair[0].status is not Status.VERIFIED)
        if _cut_short(place, passage):
            return Status.UNSUPPORTED, _CUT
        return place.status, _VERBATIM if place.status is Status.VERIFIED else _NEARLY
    quotes = [offered[citation.passage_id][citation.start : citation.end] for citation in found]
    fault = next(_faults(text, quotes, passages, known), None)
    return (Status.UNSUPPORTED, fault) if fault else (Status.CLOSE, _RETOLD)


def _cut_short(place: Found, passage: str) -> bool:
    """True where the sentence's own opening, left out, denies what follows: "I do not think that ..."."""
    for sentence in sentences(passage):
        if sentence.start < place.start < sentence.end:
            head = passage[sentence.start : place.start]
            clause = head[max(head.rfind(mark) for mark in ",;:—") + 1 :]
            return any(token.text in NEGATIONS or token.text in _CONDITIONS for token in tokens(clause))
    return False


def _faults(text: str, quotes: Sequence[str], passages: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """Out: what keeps a retelling from being close, worst first."""
    said, there = tokens(text), tokens("\n".join(passages))
    told = tokens("\n".join(known))
    missing = numbers(said) - numbers(there) - numbers(told)
    if missing:
        yield f"It says {_listed(missing)}, which the passages it cites do not."
    strange = _strange_names(text, said, [*there, *told])
    if strange:
        yield f"It names {_listed(strange)}, which the passages it cites do not."
    quoted = tokens("\n".join(quotes))
    if _turned(text, "\n".join(quotes)):
        yield _TURNED
    more = quantities(said) - quantities(quoted)
    if more:
        yield f"It says how many ({_listed(more)}) where the words it cites do not."
    altered = _altered(text, quotes, [*there, *told])
    if altered:
        yield f"It repeats a sentence with a change that matters: {_listed(altered)}."
    if spliced(said, [tokens(passage) for passage in passages], text, passages):
        yield _SPLICED
    yield from _foreign(said, [*there, *told], quoted)


def _altered(text: str, quotes: Sequence[str], there: Sequence[Token]) -> Collection[str]:
    """Out: where the statement all but repeats a quote: the changed words that matter, the invented ones."""
    met = {stem(token.text) for token in there}
    changed = [token for quote in quotes for token in changed_words(text, quote)]
    invented = [token for token in changed if is_content(token.text) and stem(token.text) not in met]
    weighty = [token for token in changed if is_protected(token) or token.text in COMPARED]
    return dict.fromkeys(token.surface for token in [*weighty, *invented])


def _turned(text: str, quoted: str) -> bool:
    """True where one of the two denies what the other says."""
    said, denied_there = content_stems(text), denied(quoted)
    denied_here = denied(text)
    if denied_here and not negates(tokens(quoted)):
        return True
    affirmed_there = content_stems(quoted) - denied_there
    return bool(denied_here & affirmed_there or (said - denied_here) & denied_there - affirmed_there)


def _strange_names(text: str, said: Sequence[Token], there: Sequence[Token]) -> list[str]:
    met = {same_name(token.text) for token in there} | {stem(token.text) for token in there}
    named = {token.start for token in names(text)}
    strangers = [token for token in said if same_name(token.text) not in met and not is_number(token.text)]
    return [token.surface for token in strangers if token.start in named or _opens_as_name(text, token, met)]


def _opens_as_name(text: str, token: Token, met: Collection[str]) -> bool:
    new = is_content(token.text) and stem(token.text) not in met
    return new and opens_sentence(text, token.start) and could_be_name(token)


def _foreign(said: Sequence[Token], there: Sequence[Token], quoted: Sequence[Token]) -> Iterator[str]:
    """Words that the passages do not have: an opposite, two in a row, or too many of them."""
    words, stems = {token.text for token in there}, {stem(token.text) for token in there}
    for token in said:
        if token.text not in words and any({token.text, other.text} in OPPOSITES for other in quoted):
            yield f"It says {_listed([token.surface])} where the words it cites say the opposite."
    content = [token for token in said if is_content(token.text)]
    foreign = [token for token in content if stem(token.text) not in stems and not is_number(token.text)]
    in_a_row = any(a in foreign and b in foreign for a, b in pairwise(content))
    if in_a_row or len(foreign) > _FOREIGN_SHARE * len(content):
        strange = dict.fromkeys(token.surface for token in foreign)
        yield f"It says {_listed(strange)}, which the passages it cites do not."


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"“{word}”" for word in (sorted(words) if isinstance(words, set) else words))
