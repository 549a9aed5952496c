"""In: a text and who said it. Out: its sentences as words of meaning, each with what ties it to the one before.

Pure. The passive is read as the active ("B was seen by A" as "A saw B"), figures and dates as one word, and what
puts a sentence into somebody's mouth ("Ann says that ...") is taken off and kept beside it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from curation.claims import COMPARED, NEGATIONS
from curation.figures import Figure, figures
from curation.folding import Token, tokens
from curation.frames import framed
from curation.grammar import AMOUNTS, IRREGULAR, OPENERS, ORDINALS
from curation.passives import active
from curation.slips import slipped
from curation.speech import MARK, Piece, Spoken, Word
from curation.writing.sentences import sentences
from curation.writing.words import is_content, stem

_BREAK = re.compile(r"[,;:()—–\n“”\"]|\s-\s")
LABEL = re.compile(r"((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3}):\s+")


@lru_cache(maxsize=4096)
def spoken(text: str, speaker: str = "") -> tuple[Spoken, ...]:
    """A sentence that opens with a name and a colon changes the speaker, where a text has two such."""
    parts = sentences(text)
    labels = [LABEL.match(part.text) for part in parts]
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
    slips = slipped(words, text, told)
    told = [figure for figure in told if figure.first not in slips]
    found, after = _meaning(text, words, told, hidden, slips)
    return Spoken(text, start, speaker, tuple(found), tuple(words), tuple(told), frames, after)


def _meaning(
    text: str, words: Sequence[Token], told: Sequence[Figure], hidden: set[int], slips: Collection[int]
) -> tuple[list[Word], tuple[str, ...]]:
    pieces = _pieces(text, words, told, hidden, slips)
    found: list[Word] = []
    before: list[str] = []
    clause, parted = 0, False
    for piece in active(pieces):
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


def _pieces(
    text: str, words: Sequence[Token], told: Sequence[Figure], hidden: set[int], slips: Collection[int]
) -> list[Piece]:
    starts = {figure.first: figure for figure in told}
    inside = {at for figure in told for at in range(figure.first + 1, figure.last)}
    found: list[Piece] = []
    end, pending = 0, False
    for at, token in enumerate(words):
        slip = at in slips or at - 1 in slips
        pending = pending or (
            not slip and bool(_BREAK.search(text[end : token.start])) and not _in_date(at, token, found, starts)
        )
        end = token.end
        if at in slips or at in inside or at in hidden or _is_percent(token, found):
            continue
        figure = starts.get(at)
        key = figure.value if figure else _key(token.text)
        word = Word(key, token.text, token.surface, token.start, token.end, 0, figure=bool(figure))
        meant = bool(figure) or means(token.text) or _is_may(token) or _is_letter(token)
        found.append(Piece(token.text, word, meant, pending and bool(found)))
        pending = False
    return found


def _in_date(at: int, token: Token, found: Sequence[Piece], starts: Mapping[int, Figure]) -> bool:
    """True between a day and its year: "June 1, 2023"."""
    return at in starts and bool(found) and found[-1].word.figure and " " in found[-1].word.key and token.text.isdigit()


def _is_may(token: Token) -> bool:
    """The month and not the verb."""
    return token.surface == "May" and token.start > 0


def _is_letter(token: Token) -> bool:
    """ "Lift A" and "lift B" are two."""
    return len(token.surface) == 1 and token.surface.isupper() and token.surface != "I" and token.start > 0


def _is_percent(token: Token, found: Sequence[Piece]) -> bool:
    return token.text in {"percent", "pct"} and bool(found) and found[-1].word.key.endswith("%")


def means(word: str) -> bool:
    """True for words that carry meaning of their own, place and order and amount among them."""
    if word in NEGATIONS:
        return False
    return is_content(word) or word in COMPARED or word in ORDINALS or word in AMOUNTS


def _key(word: str) -> str:
    return stem(IRREGULAR.get(word, word))
