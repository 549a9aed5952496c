"""In: an offered passage. Out: its windows, one to three sentences that can be read as one thought.

Pure. A window begins where a reader who knows nothing yet can begin, and ends with a sentence; what is in
between leans on its own beginning.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from curation.kinds import Kind
from curation.writing.antecedents import unbound
from curation.writing.lexical import stems
from curation.writing.openings import asks_all, capital, start_of
from curation.writing.readability import (
    asks,
    dangles,
    has_verb,
    is_address,
    is_complete,
    is_housekeeping,
    quality,
    words_in,
)
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences

_MOST_SENTENCES = 3
_ITEM = r"[-*•–·▪◦]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+"
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+"
_CUT = r"[\[(](?:…|\.{3})[\])]\s+"
_MARKER = re.compile(rf"^(?:{_ITEM}|{_TIME}|{_CUT}|[>#]+\s*|—\s*)+")
_LIST_MARKER = re.compile(rf"^(?:{_ITEM})")
_INLINE_NUMBER = re.compile(r"\s\d{1,2}[.)]\s")
_SPEAKER = re.compile(r"^\**(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*\**:\**\s+(?=[\"“]?[A-Z])")
_SPOKEN_OPENING = 6
_SAYS_LITTLE = 5
_ADDS_LITTLE = 3
_REPLY = re.compile(
    r"^(?:correct|true|agreed|fine|fair|you(?:['’](?:ve|re|d))?\s(?:can|did|do|are|were|said|told|never|offered|had|got)|i\s(?:did|do|am|was|have)[,.]|for\s\w+ing\b"
    r"|go\son|where\sif|(?:we|you|they)['’]re\sstill|i['’]m\ssupposed)\b|\b(?:yes|no|yeah)[,.]|\byou['’]re\sright\b|^i['’](?:d\sstill|ve\sbeen\slooking)\b",
    re.I,
)
SPOKEN = frozenset({Kind.EPISODE, Kind.MEMO})
_OWN_STYLE = frozenset({Kind.POST, Kind.NOTE})

_SPELLED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|\\w+ty(?:-\\w+)?"
_COUNT_FIRST = re.compile(rf"^(?:[£$€]?\d[\d.,]*%?|(?:{_SPELLED}|both|some|others|half)\b)", re.I)
_PICKS_OUT = re.compile(
    rf"""^(?:the|my|our|their)\s(?:{_SPELLED}|\d+|other|others|first|second|third|last|next|rest|worst|best|same|latter|former
    |(?:whole|entire)\s(?:thing|point)|only\s(?:one|thing)|thing|one|problem|question|commonest|\w+\sones?)\b""",
    re.I | re.X,
)
_OUT_OF = re.compile(
    rf"^(?:(?:none|all|most|some|many|each|both|any|half)\s)?of\s(?:the|my|our)\s(?:\d|{_SPELLED})", re.I
)
_NO_SUBJECT = re.compile(
    r"^(?:(?:was|were|is|are|has|had|did|does|asked|tried|went|got|gave|took|made|came|found|told|said|sent|read|wrote"
    r"|ran|met|saw|felt|kept|left|lost|stood|spoke|put|set|cut|going|being|getting|doing)|[a-z]{3,}ed)\b",
    re.I,
)
_POINTS_AT = re.compile(
    r"\b(?:this|these|those|that)\s(?!year|week|month|morning|afternoon|time|day|kind|sort|is|was|are|the|a|an|i|we|you|it|they|he|she)"
    r"[a-z]+\b(?=[\s,.])",
    re.I,
)
_EXAMPLE = re.compile(r"^(?:[\w'’]+,?\s){1,8}?for\s(?:example|instance)\b", re.I)
_LABEL = re.compile(r"^[\w’' ]{2,30}:\s")
_TOLD = re.compile(
    r"\b(?:(?:he|she|they|i|we|who)(?:['’]d|\shad)?\s(?:said|says|goes|went|told|rang|asked|remember|was\slike)|said\sto|told\sme|said,)",
    re.I,
)
_TO_ANOTHER = re.compile(
    r"\byou(?:['’]ve|['’]d)?\s(?:never|told|said|did|were|thought|built|had|got|made|went|gave|\w{3,}ed)\b|\byour?\sown\b",
    re.I,
)
_MOMENT = re.compile(
    r"\b(?:o['’]clock|(?:quarter|half|ten|twenty|five)\s(?:to|past)\b|yesterday|tonight|this\s(?:morning|afternoon)|today"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
    re.I,
)


def bare(text: str) -> str:
    """Out: the text without list marker, number, time or speaker before it: still a piece of the original."""
    stripped = _MARKER.sub("", text, count=1)
    return _SPEAKER.sub("", stripped, count=1)


def is_item(sentence: Sentence) -> bool:
    return bool(_LIST_MARKER.match(sentence.text))


def windows(offer: Offer) -> Sequence[tuple[int, int, float]]:
    """Out: (start, end, worth) in the passage's text; worth is about 1 for what reads well alone."""
    return _remembered(offer.text, offer.kind, offer.position == 0)


@lru_cache(maxsize=4096)
def _remembered(text: str, kind: str, first: bool) -> tuple[tuple[int, int, float], ...]:  # noqa: FBT001
    """An explanation looks through a source for its gist, its points, its chapters and its terms."""
    return tuple(_windows(Offer(passage_id=0, source_id=0, text=text, kind=kind, position=0 if first else 1)))


def _windows(offer: Offer) -> Iterator[tuple[int, int, float]]:
    found = _unbroken(offer.text)
    for first in range(len(found)):
        opening = _opening(found, first, offer)
        if opening:
            yield from _grown(found, first, offer, opening)


def beginning(text: str) -> str:
    """Out: the sentence from where a reader can begin: still a piece of the original."""
    body = bare(text)
    return body[start_of(body) :]


def _grown(found: Sequence[Sentence], first: int, offer: Offer, opening: float) -> Iterator[tuple[int, int, float]]:
    body = beginning(found[first].text)
    start = found[first].end - len(body)
    listed = is_item(found[first])
    for last in range(first, min(first + _MOST_SENTENCES, len(found))):
        if last > first and not _runs_on(offer.text, found, first, last):
            return
        text = offer.text[start : found[last].end]
        worth = opening * quality(capital(text), listed=listed, alone=body)
        worth *= _whole(found[first : last + 1], offer.kind) * _closing(found[first : last + 1])
        if worth and not _breaks_off(found, last):
            yield start, found[last].end, worth * _telling(text, offer.kind)


def _runs_on(text: str, found: Sequence[Sentence], first: int, last: int) -> bool:
    """A question that opens the window is followed by its answer."""
    if last == first + 1 and asks_all(beginning(found[first].text)):
        return joins(text, found[first], found[last])
    return follows(text, found[last - 1], found[last])


def _whole(parts: Sequence[Sentence], kind: str) -> float:
    """Less for each piece without a verb among its sentences."""
    pieces = sum(not has_verb(part.text) and (kind in SPOKEN or not is_complete(part.text)) for part in parts)
    return 1 - 0.4 * pieces / len(parts)


def _closing(parts: Sequence[Sentence]) -> float:
    """Less where it ends on a sentence that adds nothing, as "This is very simple" does."""
    return 0.75 if len(parts) > 1 and len(set(stems(parts[-1].text))) < _ADDS_LITTLE else 1.0


def _unbroken(text: str) -> list[Sentence]:
    """Out: its sentences, unless it is a list run together in one line, which has none that stand alone."""
    return [] if len(_INLINE_NUMBER.findall(text)) > 1 and "\n" not in text else sentences(text)


def follows(text: str, before: Sentence, after: Sentence) -> bool:
    """True where the next sentence may join the window: same paragraph, no list, nobody addressed."""
    return not asks(before.text) and joins(text, before, after)


def joins(text: str, before: Sentence, after: Sentence) -> bool:
    """True where the two stand in one paragraph, and the second says something to a later reader."""
    gap = text[before.end : after.start]
    if "\n\n" in gap or is_item(after):
        return False
    if "\n" in gap and (is_item(before) or not _ends_well(before)):
        return False
    return not is_address(after.text) and not is_housekeeping(after.text)


def _ends_well(sentence: Sentence) -> bool:
    return sentence.text[-1:] in '.!?”"'


def _breaks_off(found: Sequence[Sentence], last: int) -> bool:
    """True where the last sentence asks, or only announces what comes next."""
    return asks(found[last].text) or found[last].text.endswith(":")


def _opening(found: Sequence[Sentence], first: int, offer: Offer) -> float:
    """Out: 0 for a sentence that nobody can begin with, else up to 1, by how little it presupposes."""
    body = beginning(found[first].text)
    leads = first == 0 and offer.position == 0
    barred = dangles(body) or (asks(body) and not asks_all(body)) or is_address(body) or is_housekeeping(body)
    barred = barred or (offer.kind in SPOKEN and _replies(body))
    if barred or not _may_begin(found, first, body, offer, leads=leads):
        return 0.0
    return _place(first, offer) * _presupposes(body, leads=leads)


def _replies(body: str) -> bool:
    """True for speech that takes up what another has just said: a short opening, a yes, a "you did"."""
    return words_in(body) < _SPOKEN_OPENING or not has_verb(body) or bool(_REPLY.search(body))


def _may_begin(found: Sequence[Sentence], first: int, body: str, offer: Offer, *, leads: bool) -> bool:
    listed = is_item(found[first])
    if listed and first and body[:1].islower() and found[first - 1].text.endswith(":"):
        return False
    trimmed = len(body) < len(bare(found[first].text))
    own_style = offer.kind in _OWN_STYLE and offer.text[:1].islower()
    if body[:1].islower() and not (listed or trimmed or own_style):
        return False
    whole = is_complete(capital(body), listed=listed)
    return whole or (leads and offer.kind in _OWN_STYLE and _ends_well(found[first]) and words_in(body) >= 2)


def _place(first: int, offer: Offer) -> float:
    """Lead bias: a source's first sentence says what it is about, a passage's first what comes now."""
    later = 0.8 if first == 1 else 0.75
    if offer.kind in SPOKEN:
        return 0.9 if first == 0 else later
    return (1.0 if first == 0 else later) * (1.0 if offer.position == 0 else 0.85)


def _presupposes(body: str, *, leads: bool) -> float:
    worth = 1.0
    for pattern, cost, at_the_start in (
        (_COUNT_FIRST, 0.5, 0.85),
        (_PICKS_OUT, 0.45, 0.7),
        (_OUT_OF, 0.35, 0.7),
        (_NO_SUBJECT, 0.5, 0.95),
        (_LABEL, 0.6, 0.9),
        (_EXAMPLE, 0.4, 0.7),
    ):
        if pattern.match(body):
            worth *= at_the_start if leads else cost
    if unbound(body):
        worth *= 0.7 if leads else 0.4
    if words_in(body) < _SAYS_LITTLE and not leads:
        worth *= 0.7
    return worth * 0.7 ** min(2, len(_POINTS_AT.findall(body)))


def _telling(text: str, kind: str) -> float:
    """Less for what is told of one moment, and for a link's line, which only says what is behind it."""
    worth = 0.85 ** min(2, len(_MOMENT.findall(text)))
    if kind in SPOKEN:
        worth *= 0.75 ** min(3, len(_TOLD.findall(text)) + len(_TO_ANOTHER.findall(text)))
    return worth * (0.45 if kind == Kind.LINK else 1.0)
