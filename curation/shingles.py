"""In: the words of two texts. Out: how much of the shorter one stands in the longer one. Pure.

Runs of five words, hashed, tell text that was taken over from text on the same subject (Broder 1997). Of
these a few are kept as fingerprints: the least in every eight neighbours, so that any run of twelve common
words is met (winnowing, Schleimer, Wilkerson and Aiken 2003).
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RUN = 5
WINDOW = 8
TENTHS = 10
_URL = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(r"\w+")
Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Overlap:
    """`shared` is the share of the shorter text's runs that the longer one has, 0 to 1; `lengths` the shorter
    over the longer in words; `spread` in how many tenths of the shorter one shared runs begin, 0 to 1.
    """

    shared: float
    lengths: float
    spread: float


def words_of(text: str) -> list[str]:
    """Folded words in order; addresses left out, since each platform shortens them in its own way."""
    folded = unicodedata.normalize("NFKC", _URL.sub(" ", text)).casefold().replace("’", "'")
    return _WORD.findall(folded.replace("'", ""))


def runs_of(words: list[str]) -> Hashes:
    """A hash for each run of five words, in order; one of the whole where there are fewer."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    width = min(RUN, len(words))
    total = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for place in range(width):
        total = (total * np.uint64(0x9E3779B97F4A7C15)) ^ hashes[place : place + len(total)]
        total ^= total >> np.uint64(29)
    return total


def fingerprints(runs: Hashes) -> list[int]:
    """Signed 32-bit numbers, each once."""
    if not len(runs):
        return []
    width = min(WINDOW, len(runs))
    least = np.lib.stride_tricks.sliding_window_view(runs, width).min(axis=1)
    folded = np.unique(least ^ (least >> np.uint64(32))) & np.uint64(0xFFFFFFFF)
    return sorted({int(value) for value in folded.astype(np.uint32).view(np.int32)})


def overlap(one: Hashes, other: Hashes) -> Overlap:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if not len(shorter):
        return Overlap(0.0, 0.0, 0.0)
    held = np.isin(shorter, longer)
    tenths = np.flatnonzero(held) * TENTHS // len(shorter)
    covered = min(TENTHS, len(shorter))
    return Overlap(
        shared=float(held.mean()),
        lengths=(len(shorter) + RUN - 1) / (len(longer) + RUN - 1),
        spread=min(1.0, len(np.unique(tenths)) / covered),
    )


def digits_of(words: list[str]) -> tuple[str, ...]:
    """Words with a digit in them, in order: two posts that differ in a number are two posts."""
    return tuple(word for word in words if not word.isalpha() and any(letter.isdigit() for letter in word))
