"""In: words and a text. Out: where the text holds them with few differences. Pure.

Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming" (J. ACM 46, 1999):
the column of edit distances is two integers of as many bits as the words have characters, so that a text of a book
takes part of a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass

MOST = 12


@dataclass(frozen=True)
class Match:
    """A span of the text, and the edits that lead from it to the words."""

    start: int
    end: int
    distance: int


def matches(words: str, text: str, most: int) -> list[Match]:
    """Those of at most `most` edits, the nearest ones; of neighbouring ends, the best."""
    ends = sorted(_ends(words, text, most), key=lambda row: row[1])[:MOST]
    return [Match(_start(words, text, end, distance), end, distance) for end, distance in ends]


def _ends(words: str, text: str, most: int) -> Iterator[tuple[int, int]]:
    """Ends that are better than all within half the length of the words on either side."""
    kept: tuple[int, int] | None = None
    for end, distance in enumerate(_distances(words, text), start=1):
        if distance > most:
            continue
        if kept and end - kept[0] > len(words) // 2:
            yield kept
            kept = None
        if kept is None or distance < kept[1]:
            kept = (end, distance)
    if kept:
        yield kept


def _start(words: str, text: str, end: int, distance: int) -> int:
    """The same, backwards from the end: the longest of the best, so that a word is not cut."""
    window = text[max(0, end - len(words) - distance) : end][::-1]
    lengths = [
        length
        for length, found in enumerate(_distances(words[::-1], window, anchored=True), start=1)
        if found == distance
    ]
    return end - (lengths[-1] if lengths else min(len(words), end))


def _distances(words: str, text: str, *, anchored: bool = False) -> Iterator[int]:
    """After each character of the text, the fewest edits between the words and what ends there.

    `anchored`: what ends there begins at the beginning of the text.
    """
    masks: dict[str, int] = {}
    for bit, letter in enumerate(words):
        masks[letter] = masks.get(letter, 0) | 1 << bit
    full, top, distance = (1 << len(words)) - 1, 1 << (len(words) - 1), len(words)
    rises, falls = full, 0
    for letter in text:
        equal = masks.get(letter, 0)
        crossing = (((equal & rises) + rises) ^ rises) | equal | falls
        up, down = falls | (full & ~(crossing | rises)), rises & crossing
        distance += 1 if up & top else -1 if down & top else 0
        yield distance
        up, down = ((up << 1) | (1 if anchored else 0)) & full, (down << 1) & full
        vertical = equal | falls
        rises, falls = down | (full & ~(vertical | up)), up & vertical
