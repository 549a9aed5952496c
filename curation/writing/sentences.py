"""In: a text. Out: its sentences as spans. Pure; shared by passages, statements and evidence."""

import re
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9@#$])|\n+")


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Out: sentences in order, trimmed of white space, never empty; `text[s.start:s.end] == s.text`."""
    edges = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        piece = text[start:end]
        body = piece.strip()
        if body:
            offset = start + len(piece) - len(piece.lstrip())
            found.append(Sentence(offset, offset + len(body), body))
    return found
