"""In: a drafted statement and the passages its writer was offered. Out: what of it the stored words bear out.

Pure; code decides, no model is asked. A statement that stands in a passage it cites is verified, unless what it
leaves out of the sentence says otherwise; a retelling is at best close, and only while it is a fair one
(`curation.retelling`); everything else is unsupported.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curation.cited import Sources, listed, told_words
from curation.claims import COMPARED, NEGATIONS, QUANTIFIERS, same_name
from curation.clauses import spoken
from curation.cuts import Offered, told_to, torn
from curation.figures import UNITS, is_number
from curation.folding import Token, tokens
from curation.grammar import STANCES
from curation.quotes import Found, Status, changed_words, find_quote, verbatim
from curation.retelling import faults
from curation.speech import Spoken
from curation.tongues import reads_otherwise
from curation.writing.schemas import CitationDraft, StatementDraft
from curation.writing.sentences import sentences
from curation.writing.words import is_content, stem

__all__ = ["CheckedCitation", "CheckedStatement", "Found", "Status", "check_statement", "find_quote"]

LONGEST_STATEMENT = 2_000
MOST_CITATIONS = 40
MOST_SENTENCES = 40
_MOST_JOINED = 3
_MOST_JOINTS = 12
_AND = re.compile(r"[,;]?\s+(?:and|but|while)\s+|;\s+")
LONGEST_QUOTE = 5_000
LONGEST_PASSAGE = 20_000
_VERBATIM = "Its words stand in the passage it cites."
_NEARLY = "Nearly the words of the passage it cites: only spelling or small words differ."
_RETOLD = "Retold, not quoted: its numbers and names are in the passages it cites."
_NOT_OFFERED = "It cites a passage that was not offered."
_UNCITED = "It cites nothing."
_NOT_FOUND = "None of its quotes stands in the passage it cites."
_HALF_FOUND = "Some of its quotes do not stand in the passages they cite."
_UNREAD = "It retells a language that the check cannot read: only its own words hold there."
_FRAMING = STANCES.keys() | {"according"}
_EMPTY = "It says nothing."
_TOO_LONG = (
    f"It is too long to be checked: more than {LONGEST_STATEMENT} characters, {MOST_SENTENCES} sentences or "
    f"{MOST_CITATIONS} citations."
)


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
    draft: StatementDraft,
    offered: Mapping[int, str],
    *,
    known: Collection[str] = (),
    said_by: Mapping[int, str] | None = None,
) -> CheckedStatement:
    """Check one statement against the passages it cites.

    `offered`: stored text by passage id; `said_by`: who said or wrote each; `known`: what else the writer was told,
    titles and authors. A name of `known` that is who said another passage may not be given these words.
    """
    if _is_too_long(draft):
        return CheckedStatement(draft.text, Status.UNSUPPORTED, _TOO_LONG, ())
    offered = {one: text[:LONGEST_PASSAGE] for one, text in offered.items()}
    mine = [citation for citation in draft.citations if citation.passage_id in offered]
    cited = tuple(_check(citation, offered[citation.passage_id]) for citation in mine)
    found = _in_order(citation for citation in cited if citation.status is not Status.UNSUPPORTED)
    if not any(letter.isalnum() for letter in draft.text):
        verdict = Status.UNSUPPORTED, _EMPTY
    elif len(cited) < len(draft.citations):
        verdict = Status.UNSUPPORTED, _NOT_OFFERED
    elif not found:
        verdict = Status.UNSUPPORTED, _NOT_FOUND if cited else _UNCITED
    else:
        verdict = _judge(draft.text, found, Offered(offered, said_by or {}, tuple(known)))
        if verdict[0] is Status.VERIFIED and len(found) < len(cited):
            verdict = Status.CLOSE, _HALF_FOUND
    return CheckedStatement(draft.text, *verdict, cited)


def _in_order(found: Iterable[CheckedCitation]) -> list[CheckedCitation]:
    """The order in which a writer cites says nothing."""
    return sorted(found, key=lambda one: (one.passage_id, one.start, one.end))


def _is_too_long(draft: StatementDraft) -> bool:
    if len(draft.text) > LONGEST_STATEMENT or len(draft.citations) > MOST_CITATIONS:
        return True
    return len(sentences(draft.text)) > MOST_SENTENCES


def _check(citation: CitationDraft, text: str) -> CheckedCitation:
    place = find_quote(citation.quote, text) if len(citation.quote) <= LONGEST_QUOTE else None
    if place is None or not _says_something(citation.quote, text, place):
        return CheckedCitation(citation.passage_id, citation.quote, 0, 0, Status.UNSUPPORTED)
    return CheckedCitation(citation.passage_id, citation.quote, place.start, place.end, place.status)


def _says_something(quote: str, text: str, place: Found) -> bool:
    """False for a lone small word, which stands everywhere, unless it is a whole sentence of the passage."""
    words = tokens(quote)
    if len(words) > 1 or any(is_content(word.text) for word in words):
        return True
    return any(place.start <= one.start and one.end <= place.end + 1 for one in sentences(text))


def _judge(text: str, found: Sequence[CheckedCitation], offered: Offered) -> tuple[Status, str]:
    passages = list(dict.fromkeys(citation.passage_id for citation in found))
    places = [(place, one) for one in passages if (place := find_quote(text, offered.texts[one]))]
    if places:
        faults_there = [torn(text, place, passage, offered) for place, passage in places]
        whole = [place for (place, _), fault in zip(places, faults_there, strict=True) if not fault]
        if not whole:
            return Status.UNSUPPORTED, faults_there[0] or ""
        place = min(whole, key=lambda one: one.status is not Status.VERIFIED)
        return place.status, _VERBATIM if place.status is Status.VERIFIED else _NEARLY
    sources = _sources(found, offered)
    fault = next((fault for said in spoken(text) for fault in _retold(said, found, sources, offered)), None)
    return (Status.UNSUPPORTED, fault) if fault else (Status.CLOSE, _RETOLD)


def _retold(said: Spoken, found: Sequence[CheckedCitation], sources: Sources, offered: Offered) -> Sequence[str]:
    passages = list(dict.fromkeys(citation.passage_id for citation in found))
    if _stands(said.text, passages, offered) or _joined_whole(said.text, passages, offered, _MOST_JOINED):
        return ()
    if any(reads_otherwise(offered.texts[one]) for one in passages):
        return (_UNREAD,)
    fault = next(faults(said, sources), None) or _altered(said, found, sources, offered)
    return (fault,) if fault else ()


def _stands(text: str, passages: Sequence[int], offered: Offered) -> bool:
    places = [(place, one) for one in passages if (place := verbatim(text, offered.texts[one]))]
    return any(not torn(text, place, passage, offered) for place, passage in places)


def _joined_whole(text: str, passages: Sequence[int], offered: Offered, parts: int) -> bool:
    """True for whole sentences of the passages, joined by "and" or a semicolon."""
    for joint in list(_AND.finditer(text))[:_MOST_JOINTS]:
        head, tail = text[: joint.start()], text[joint.end() :]
        if _is_sentence(head, passages, offered) and (
            _is_sentence(tail, passages, offered) or (parts > 2 and _joined_whole(tail, passages, offered, parts - 1))
        ):
            return True
    return False


def _is_sentence(text: str, passages: Sequence[int], offered: Offered) -> bool:
    """True for a whole sentence of a passage, its first "and" or "so" left off or not."""
    for passage in passages:
        whole = offered.texts[passage]
        place = verbatim(text, whole)
        for one in sentences(whole) if place else ():
            if place and one.start <= place.start < one.end:
                head, rest = whole[one.start : place.start], whole[place.end : one.end]
                return len(head.split()) < 2 and not any(letter.isalnum() for letter in rest)
    return False


def _sources(found: Sequence[CheckedCitation], offered: Offered) -> Sources:
    """The sentences of the cited passages; quoted are those that a found quote touches."""
    there: list[Spoken] = []
    cited: set[int] = set()
    for passage in dict.fromkeys(citation.passage_id for citation in found):
        spans = [(one.start, one.end) for one in found if one.passage_id == passage]
        for sentence in spoken(offered.texts[passage], offered.said_by.get(passage, "")):
            if any(start < sentence.end and sentence.start < end for start, end in spans):
                cited.add(len(there))
            there.append(replace(sentence, passage=passage))
    return Sources(
        tuple(there), frozenset(cited), told_words(told_to({one.passage_id for one in found}, offered)), offered.known
    )


def _altered(said: Spoken, found: Sequence[CheckedCitation], sources: Sources, offered: Offered) -> str | None:
    """Where it all but repeats a quote: the changed words that matter, the invented ones."""
    met = {stem(token.text) for token in sources.words()} | sources.names | UNITS.keys()
    quotes = [offered.texts[one.passage_id][one.start : one.end] for one in found]
    wrong = [token.surface for quote in quotes for token in _changes(said, quote, met)]
    return f"It repeats a sentence with a change that matters: {listed(wrong)}." if wrong else None


def _changes(said: Spoken, quote: str, met: Collection[str]) -> Iterator[Token]:
    """Out: the words that one has more often than the other and that weigh, or that no passage has."""
    mine, theirs = Counter(token.text for token in said.tokens), Counter(token.text for token in tokens(quote))
    changed = changed_words(said.text, quote)
    named = {token.text for token in changed if token.surface[:1].isupper() and token.start}
    if any(not theirs[name] for name in named) and any(not mine[name] for name in named):
        yield from (token for token in changed if token.text in named)
    for token in changed:
        weighs = token.text in NEGATIONS | QUANTIFIERS.keys() | COMPARED
        if token.text not in _FRAMING and mine[token.text] != theirs[token.text] and (weighs or _is_new(token, met)):
            yield token


def _is_new(token: Token, met: Collection[str]) -> bool:
    known = stem(token.text) in met or same_name(token.text) in met or token.text in met
    return is_content(token.text) and not known and not is_number(token.text)
