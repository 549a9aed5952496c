"""In: the pieces of a sentence. Out: the same, "B was seen by A" told as "A saw B". Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curation.grammar import BE, DETERMINERS, OPENERS, PARTICIPLES, PARTICLES, PREPOSITIONS, TIMES
from curation.speech import Piece


def active(pieces: list[Piece]) -> list[Piece]:
    """Out: the pieces with each passive clause turned: agent, verb, then what it was done to."""
    turned: list[Piece] = []
    passive = False
    for start, end in _clauses(pieces):
        if start < len(turned):
            continue
        verb = _passive(pieces, start, end) or (_goes_on(pieces, start, end) if passive else None)
        passive = verb is not None
        turned += _turned(pieces, start, verb, end) if verb else pieces[start:end]
    return turned


def _goes_on(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int] | None:
    """ "was written by A and checked by B": the second participle shares the form of "be"."""
    at = start
    while at < end - 2 and pieces[at].text in OPENERS:
        at += 1
    agent = any(piece.text == "by" for piece in pieces[at + 1 : end])
    return (at, at) if at > start and agent and is_participle(pieces[at].text) else None


def _clauses(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    edges = [0, *(at for at, piece in enumerate(pieces) if at and (piece.breaks or piece.text in OPENERS))]
    yield from zip(edges, [*edges[1:], len(pieces)], strict=True)


def _passive(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int] | None:
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


def _turned(pieces: Sequence[Piece], start: int, verb: tuple[int, int], end: int) -> list[Piece]:
    be, participle = verb
    while participle + 1 < end and pieces[participle + 1].text in PARTICLES:
        participle += 1
    opening = start
    while opening < be and pieces[opening].text in OPENERS:
        opening += 1
    opening = _past_date(pieces, opening, be)
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


def _past_date(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Out: where the subject begins behind "On March 4, 2021"."""
    if pieces[start].text not in PREPOSITIONS:
        return start
    at = start + 1
    while at < end - 1 and (pieces[at].word.figure or pieces[at].text in TIMES):
        at += 1
    return at if at > start + 1 else start


def _is_time_or_means(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """ "by 2019", "by caching": no agent."""
    lone = at + 1 >= end or not pieces[at + 1].means
    return (pieces[at].word.figure and lone) or pieces[at].text.endswith("ing")


def _in_name(pieces: Sequence[Piece], at: int) -> bool:
    """A capital, or an "and" before one."""
    word = pieces[at + 1 if pieces[at].text == "and" and at + 1 < len(pieces) else at].word
    return word.surface[:1].isupper()


def _ends_agent(piece: Piece) -> bool:
    return piece.breaks or piece.text in PREPOSITIONS or piece.text in OPENERS


def _agent_end(pieces: Sequence[Piece], start: int, end: int) -> int:
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
