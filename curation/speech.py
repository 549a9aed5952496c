"""A sentence as the evidence check reads it: words of meaning, and the small words between them. Data."""

import re
from dataclasses import dataclass

from curation.figures import Figure
from curation.folding import Token
from curation.frames import Frame

MARK = "|"
_TAG = re.compile(r",\s*(?:right|correct|okay|you know)\s*\?$", re.I)


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
        """False for what only asks for a nod: "It was the damp, right?"."""
        bare = self.text.rstrip("\"'”’)] ")
        return bare.endswith("?") and not _TAG.search(bare)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Piece:
    text: str
    word: Word
    means: bool
    breaks: bool
