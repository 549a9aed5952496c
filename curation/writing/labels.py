"""Names, headings and titles: one line of plain words, whoever wrote them. Pure."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

LONGEST_LABEL = 160
_ADDRESS = re.compile(r"\b(?:https?|ftp|mailto|javascript|data):\S*|\bwww\.\S+|\S+@\S+\.\w+", re.I)
_MARKUP = re.compile(r"<[^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)|[`*_#|]{2,}|^[#>\s]+")


def as_label(text: str) -> str:
    """Out: the words alone, on one line, without addresses and markup. Raises ValueError where none are left."""
    words = _ADDRESS.sub(" ", _MARKUP.sub(r"\1", _visible(text))).split()
    if not any(letter.isalnum() for word in words for letter in word):
        raise ValueError("A label needs at least one word.")
    return _cut(" ".join(words))


def _visible(text: str) -> str:
    """Line breaks and tabs as spaces; what has no shape of its own, such as a joiner or a tag, is left out."""
    shown = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in shown if unicodedata.category(letter)[0] != "C")


def _cut(text: str) -> str:
    if len(text) <= LONGEST_LABEL:
        return text
    return text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


Label = Annotated[str, AfterValidator(as_label)]
