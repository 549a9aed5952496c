"""In: a text and who said it. Out: its sentences as words of meaning, each with what ties it to the one before.

Pure. The passive is read as the active ("B was seen by A" as "A saw B"), figures and dates as one word, and what
puts a sentence into somebody's mouth ("Ann says that ...") is taken off and kept beside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from curation.claims import COMPARED, NEGATIONS
from curation.figures import Figure, figures
from curation.folding import Token, tokens
from curation.frames import Frame, framed
from curation.grammar import (
    AMOUNTS,
    BE,
    DETERMINERS,
    IRREGULAR,
    OPENERS,
    ORDINALS,
    PARTICIPLES,
    PARTICLES,
    PREPOSITIONS,
)
from curation.writing.sentences import sentences
from curation.writing.words import is_content, stem

_BREAK = re.compile(r"[,;:()—–\n“”\"]|\s-\s")
_LABEL = re.compile(r"((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3}):\s+")
MARK = "|"


@dataclass(frozen=True)
class Word:
    """`key` is a figure's value or the stem; `before` are the small words between it and the one before it.

    `clause` counts within the sentence; `first` and `last` are of the clause; `parted` is True where a mark or a
    conjunction stands between it and the word before. A mark is MARK among the small words.
    """

    key: str
    text: str
    surface: str
    start: int
    end: int
    clause: int
    before: tuple[str, ...] = ()
    first: bool = False
    last: bool = False
    parted: bool = False
    figure: bool = False


@dataclass(frozen=True)
class Spoken:
    """One sentence at `start` of its text. `after` are the small words behind its last word of meaning."""

    text: str
    start: int
    speaker: str
    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    frames: tuple[Frame, ...]
    after: tuple[str, ...] = ()
    passage: int = 0

    @property
    def asks(self) -> bool:
        return self.text.rstrip("\"'”’)] ").endswith("?")

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(maxsize=4096)
def spoken(text: str, speaker: str = "") -> tuple[Spoken, ...]:
    """A sentence that opens with a name and a colon changes the speaker, where a text has two such."""
    parts = sentences(text)
    labels = [_LABEL.match(part.text) for part in parts]
    talks = sum(map(bool, labels)) > 1
    found = []
    for part, label in zip(parts, labels, strict=True):
        if talks and label:
            speaker = label[1]
        skipped = label.end() if talks and label else 0
        found.append(_spoken(part.text[skipped:], part.start + skipped, speaker))
    return tuple(found)


def _spoken(text: str, start: int, speaker: str) -> Spoken:
    words = tokens(text)
    frames = framed(words, text)
    hidden = {at for frame in frames for at in range(frame.first, frame.last)}
    told = figures(words, text)
    found, after = _meaning(text, words, told, hidden)
    return Spoken(text, start, speaker, tuple(found), tuple(words), tuple(told), frames, after)


def _meaning(
    text: str, words: Sequence[Token], told: Sequence[Figure], hidden: set[int]
) -> tuple[list[Word], tuple[str, ...]]:
    pieces = _pieces(text, words, told, hidden)
    found: list[Word] = []
    before: list[str] = []
    clause, parted = 0, False
    for piece in _active(pieces):
        broken = piece.breaks or piece.text in OPENERS
        if broken:
            clause, parted = clause + 1, True
        if piece.breaks:
            before.append(MARK)
        if not piece.means:
            before.append(piece.text)
            continue
        first = not found or found[-1].clause != clause
        found.append(replace(piece.word, clause=clause, before=tuple(before), parted=parted, first=first))
        before, parted = [], False
    ends = [*(word.first for word in found[1:]), True]
    return [replace(word, last=last) for word, last in zip(found, ends, strict=False)], tuple(before)


@dataclass(frozen=True)
class _Piece:
    text: str
    word: Word
    means: bool
    breaks: bool


def _pieces(text: str, words: Sequence[Token], told: Sequence[Figure], hidden: set[int]) -> list[_Piece]:
    starts = {figure.first: figure for figure in told}
    inside = {at for figure in told for at in range(figure.first + 1, figure.last)}
    found: list[_Piece] = []
    end, pending = 0, False
    for at, token in enumerate(words):
        pending = pending or (bool(_BREAK.search(text[end : token.start])) and not _in_date(at, token, found, starts))
        end = token.end
        if at in inside or at in hidden or _is_percent(token, found):
            continue
        figure = starts.get(at)
        key = figure.value if figure else _key(token.text)
        word = Word(key, token.text, token.surface, token.start, token.end, 0, figure=bool(figure))
        meant = bool(figure) or means(token.text) or _is_may(token) or _is_letter(token)
        found.append(_Piece(token.text, word, meant, pending and bool(found)))
        pending = False
    return found


def _in_date(at: int, token: Token, found: Sequence[_Piece], starts: Mapping[int, Figure]) -> bool:
    """True between a day and its year: "June 1, 2023"."""
    return at in starts and bool(found) and found[-1].word.figure and " " in found[-1].word.key and token.text.isdigit()


def _is_may(token: Token) -> bool:
    """The month and not the verb."""
    return token.surface == "May" and token.start > 0


def _is_letter(token: Token) -> bool:
    """ "Lift A" and "lift B" are two."""
    return len(token.surface) == 1 and token.surface.isupper() and token.surface != "I" and token.start > 0


def _is_percent(token: Token, found: Sequence[_Piece]) -> bool:
    return token.text in {"percent", "pct"} and bool(found) and found[-1].word.key.endswith("%")


def means(word: str) -> bool:
    """True for words that carry meaning of their own, place and order and amount among them."""
    if word in NEGATIONS:
        return False
    return is_content(word) or word in COMPARED or word in ORDINALS or word in AMOUNTS


def _key(word: str) -> str:
    return stem(IRREGULAR.get(word, word))


def _active(pieces: list[_Piece]) -> list[_Piece]:
    """Out: the pieces with each passive clause turned: agent, verb, then what it was done to."""
    turned: list[_Piece] = []
    passive = False
    for start, end in _clauses(pieces):
        if start < len(turned):
            continue
        verb = _passive(pieces, start, end) or (_goes_on(pieces, start, end) if passive else None)
        passive = verb is not None
        turned += _turned(pieces, start, verb, end) if verb else pieces[start:end]
    return turned


def _goes_on(pieces: Sequence[_Piece], start: int, end: int) -> tuple[int, int] | None:
    """ "was written by A and checked by B": the second participle shares the form of "be"."""
    at = start
    while at < end - 2 and pieces[at].text in OPENERS:
        at += 1
    agent = any(piece.text == "by" for piece in pieces[at + 1 : end])
    return (at, at) if at > start and agent and is_participle(pieces[at].text) else None


def _clauses(pieces: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    edges = [0, *(at for at, piece in enumerate(pieces) if at and (piece.breaks or piece.text in OPENERS))]
    yield from zip(edges, [*edges[1:], len(pieces)], strict=True)


def _passive(pieces: Sequence[_Piece], start: int, end: int) -> tuple[int, int] | None:
    """Out: where the form of "be" stands and where its participle does."""
    for at in range(start + 1, end - 1):
        if pieces[at].text not in BE:
            continue
        for verb in range(at + 1, min(at + 4, end)):
            if pieces[verb].text not in BE and is_participle(pieces[verb].text):
                return at, verb
    return None


def is_participle(word: str) -> bool:
    return word in PARTICIPLES or (len(word) > 3 and word.endswith("ed") and not word.endswith("eed"))


def _turned(pieces: Sequence[_Piece], start: int, verb: tuple[int, int], end: int) -> list[_Piece]:
    be, participle = verb
    while participle + 1 < end and pieces[participle + 1].text in PARTICLES:
        participle += 1
    opening = start
    while opening < be and pieces[opening].text in OPENERS:
        opening += 1
    by = next((at for at in range(participle + 1, end - 1) if pieces[at].text == "by"), None)
    subject = list(pieces[opening:be])
    if by is None or _is_time_or_means(pieces, by + 1, end):
        rest = list(pieces[participle + 1 : end])
        agent, middle = [], []
    else:
        stop = _agent_end(pieces, by + 1, end)
        agent, middle = list(pieces[by + 1 : stop]), list(pieces[participle + 1 : by])
        rest = list(pieces[stop : max(stop, end)])
    order = [*pieces[start:opening], *agent, *pieces[be : participle + 1], *subject, *middle, *rest]
    breaks = bool(order) and pieces[start].breaks
    plain = [replace(piece, breaks=False) if piece.breaks and place else piece for place, piece in enumerate(order)]
    return [replace(plain[0], breaks=breaks), *plain[1:]]


def _is_time_or_means(pieces: Sequence[_Piece], at: int, end: int) -> bool:
    """ "by 2019", "by caching": no agent."""
    lone = at + 1 >= end or not pieces[at + 1].means
    return (pieces[at].word.figure and lone) or pieces[at].text.endswith("ing")


def _in_name(pieces: Sequence[_Piece], at: int) -> bool:
    """A capital, or an "and" before one."""
    word = pieces[at + 1 if pieces[at].text == "and" and at + 1 < len(pieces) else at].word
    return word.surface[:1].isupper()


def _ends_agent(piece: _Piece) -> bool:
    return piece.breaks or piece.text in PREPOSITIONS or piece.text in OPENERS


def _agent_end(pieces: Sequence[_Piece], start: int, end: int) -> int:
    """The agent ends before a preposition; a name in apposition between commas belongs to it."""
    at = start
    while at < end and not (at > start and pieces[at].text in PREPOSITIONS):
        at += 1
    while at == end and at + 1 < len(pieces) and pieces[at].text == "and" and pieces[at + 1].word.surface[:1].isupper():
        at = end = next((one for one in range(at + 1, len(pieces)) if _ends_agent(pieces[one])), len(pieces))
    if at < end or at >= len(pieces) or not pieces[at].breaks:
        return at
    stop = at
    while stop < len(pieces) and _in_name(pieces, stop) and (stop == at or not pieces[stop].breaks):
        stop += 1
    closed = stop == len(pieces) or pieces[stop].breaks
    return stop if closed and stop > at and pieces[at].text not in DETERMINERS else at
