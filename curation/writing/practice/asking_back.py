"""In: a statement that was checked. Out: a question that it answers, in its own words, or none. Pure.

Only where that is safe: what is asked about stands in the question as it stands in the source, so that no grammar has
to be bent. A statement that leans on what was said before it is not asked about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.writing.practice.gaps import Gapped, without_figure, without_phrase
from curation.writing.readability import (
    asks,
    clear,
    dangles,
    is_address,
    is_housekeeping,
    litter,
    words_in,
)
from curation.writing.sentences import sentences
from curation.writing.words import FUNCTION_WORDS

_CLEAR = 0.75
_LONGEST = 70
_MOST_LITTER = 1
_HEAD, _TAIL = (4, 26), (4, 40)
_CONDITION = (3, 18)
_BECAUSE = re.compile(r"^(?P<head>[^?!]+?),?\sbecause\s(?!of\b)(?P<tail>[^?]+?)[.!]?$")
_LEADS_ON = re.compile(
    r"(?:\b(?:just|not|simply|only|mainly|mostly|partly|largely|and|but|or|is|was|are|so|that)|['’]s)$", re.I
)
_IF = re.compile(r"^(?P<word>If|When|Unless|Once)\s(?P<head>[^,?]+),\s(?:then\s)?(?P<tail>[^?]+?)[.!]?$")
_NO_CONDITION = re.compile(
    r"^(?:anything|so|not|ever|only|you\s(?:like|will|know|want|look|think|have\sa|are\sinterested|need|ask)"
    r"|it\scomes\sto|asked)\b|\b(?:i|my|me|we|our|us|i['’]\w+|we['’]\w+)\b",
    re.I,
)
_VAGUE = re.compile(r"\b(?:it|its|this|that|these|those|they|them|their|he|she|him|her|his|there|here|so)\b", re.I)
_NO_ANSWER = re.compile(
    r"^(?:and|or|but|which|who|where|because|let['’]?s?|please|see|read|click|check|well|okay)\b", re.I
)
_KINDS = r"(?:an?|what|when|how|any|the\s(?:process|practice|act|idea|art|share|part|number|time|habit|point|way|name))"
_DEFINES_ITSELF = re.compile(rf"^(?:An?|The)\s(?P<term>[a-z][\w-]*(?:\s[a-z][\w-]*){{0,2}})\sis\s{_KINDS}\s")
_STANCE = re.compile(
    r"\b(?:i|we|you)(?:['’]\w+)?(?:\s[\w'’]+){0,3}?\s(?:think|feel|feels|guess|mean|know|believe|suppose|suspect|say|hope)\b"
    r"|\b(?:i['’]m|you\sknow|sort\sof|kind\sof|like\sa\slot)\b|,\s(?:like|right|yeah)\b",
    re.I,
)
_QUOTE = re.compile(r"[\"“”«»]")


@dataclass(frozen=True)
class Asked:
    """`hidden` are the words of a gap, empty where none is left."""

    question: str
    hidden: str = ""


def ask_back(text: str, *, term: str = "", phrases: Sequence[str] = ()) -> Asked | None:
    """In: a statement of one to three sentences, and the term that it explains. Out: the best question on it."""
    if not _stands_alone(text):
        return None
    return next(_questions(text, term, phrases), None)


def _questions(text: str, term: str, phrases: Sequence[str]) -> Iterator[Asked]:
    yield from _meaning(text, term)
    for one in sentences(text):
        if not dangles(one.text):
            yield from _reason(one.text)
            yield from _consequence(one.text)
    if litter(text) or _STANCE.search(text):
        return
    yield from (_filled(gapped) for gapped in (without_figure(text), without_phrase(text, phrases)) if gapped)


def _stands_alone(text: str) -> bool:
    short = words_in(text) <= _LONGEST and litter(text) <= _MOST_LITTER
    chat = asks(text) or is_address(text) or is_housekeeping(text)
    return (
        short
        and not chat
        and not dangles(text)
        and clear(text) >= _CLEAR
        and (text[:1].isalnum() or text[:1] in "“\"'")
    )


def _meaning(text: str, term: str) -> Iterator[Asked]:
    itself = _DEFINES_ITSELF.match(text)
    name = term if term and tells_meaning(term, text) else itself["term"] if itself else ""
    if name and not FUNCTION_WORDS & set(name.lower().split()):
        yield Asked(f"What does “{name}” mean here?")


def tells_meaning(term: str, text: str) -> bool:
    """Stricter than `curation.writing.explanation.defines`: "Evals are in the repository" says where they are."""
    word = re.escape(term[:-1] if term.endswith("s") and not term.endswith("ss") else term)
    told = rf"""(?:^|[,;:—–]\s|\b(?:an?|the)\s)["“]?{word}\w{{0,2}}["”]?,?
            \s(?:(?:is|are|was|were)\s{_KINDS}\s|means\s|refers\sto\s)
        |\b(?:called|known\sas|call\s(?:it|this|that|them))\s(?:an?\s|the\s)?["“]?{word}
        |{word}\w{{0,2}},\s(?:that\sis|i\.e\.|meaning|which\s(?:is|are|means)\s)"""
    return bool(re.search(told, text, re.I | re.X))


def _reason(sentence: str) -> Iterator[Asked]:
    found = _BECAUSE.match(sentence)
    if not found or sentence.lower().count("because") > 1 or _LEADS_ON.search(found["head"]):
        return
    head = found["head"].strip()
    if _is_whole(head, _HEAD) and _says_something(found["tail"]):
        yield Asked(f"Why is that so, as the source has it: “{_raised(head)}”?")


def _consequence(sentence: str) -> Iterator[Asked]:
    found = _IF.match(sentence)
    if not found or _NO_CONDITION.search(found["head"]) or _VAGUE.search(found["head"]):
        return
    head, word = found["head"].strip(), found["word"].lower()
    if _is_whole(head, _CONDITION) and _says_something(found["tail"]):
        yield Asked(f"As the source has it, what {'happens' if word in {'when', 'once'} else 'follows'} {word} {head}?")


def _is_whole(clause: str, length: tuple[int, int]) -> bool:
    paired = not _STANCE.search(clause) and clause.count("(") == clause.count(")") and not _QUOTE.search(clause)
    return paired and length[0] <= words_in(clause) <= length[1] and not dangles(clause)


def _says_something(tail: str) -> bool:
    plain = not litter(tail) and not _STANCE.search(tail)
    return plain and _TAIL[0] <= words_in(tail) <= _TAIL[1] and not _NO_ANSWER.match(tail)


def _filled(gapped: Gapped) -> Asked:
    return Asked(gapped.asked, gapped.hidden)


def _raised(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
