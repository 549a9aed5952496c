"""In: a question and who says each passage. Out: how far the question names them. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from curation.writing.words import is_content

_WORD = re.compile(r"[^\W_]+")
# A letter that opens a question is a capital without naming anybody.
_OPENING_LETTER = re.compile(r"^\W*[^\W_]\b")


def named(question: str, speakers: Sequence[str]) -> NDArray[np.float64]:
    """Out: (passages,), 1 where a word of the question is of this speaker's name alone, 1/n where n share it, else 0.

    "What does Dr Quill expect?" names Dr Quill, and a Dr Voss by half.
    """
    asked = set(_names(_OPENING_LETTER.sub("", question)))
    names = {speaker: set(_names(speaker)) for speaker in set(speakers)}
    bearers = Counter(word for words in names.values() for word in words)
    told = {
        speaker: max((1 / bearers[word] for word in words & asked), default=0.0) for speaker, words in names.items()
    }
    return np.array([told[speaker] for speaker in speakers], dtype=np.float64)


def _names(text: str) -> Iterator[str]:
    """Words that may name somebody, whatever their case; a letter only where it is a capital, as in "Speaker B"."""
    for word in _WORD.findall(text):
        if is_content(word.casefold()) or (len(word) == 1 and word.isupper()):
            yield word.casefold() if len(word) > 1 else word
