"""Names, headings and titles: one line of plain words, whoever wrote them. Pure."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

LONGEST_LABEL = 160
_LOOKED_AT = 2000
# What follows a scheme without a space: "Data: a field guide" is a title, "data:text/html,x" is an address.
_ADDRESS = re.compile(
    r"(?:https?|ftp|file|wss?|vbscript|javascript):[^\s\"“”<>]+|mailto:\S+|data:[^\s,;]*[,;]\S*|\bwww\.\S+|[^\s@]+@[^\s@.]+(?:\.\w+)+"
    r"|(?<![\w.])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}/\S*|(?<![\w.])(?:[a-z0-9-]{2,}\.){2,}[a-z]{2,}\b",
    re.I,
)
_MARKUP = re.compile(
    r"<[^<>]*>|!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|\{[{%]|[%}]\}|[`*_#|]{2,}|`|^[#>=\s]+", re.I
)
_UNCLOSED = re.compile(r"<(?=[a-z/!|])", re.I)
# Letters and marks to Unicode, nothing to the eye: fillers, the blank of Braille, selectors of variants.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_STACKED = re.compile(r"([\u0300-\u036f\u0483-\u0489]{3})[\u0300-\u036f\u0483-\u0489]+")


def as_label(text: str) -> str:
    """Out: the words alone, on one line, without addresses and markup. Raises ValueError where none are left."""
    words = _plain(_visible(text[:_LOOKED_AT])).split()
    if not any(letter.isalnum() for word in words for letter in word):
        raise ValueError("A label needs at least one word.")
    return _cut(" ".join(words))


def _plain(text: str) -> str:
    """What is left when a piece is taken out may be a piece again: until nothing more comes out."""
    folded = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(folded) or _MARKUP.search(folded):
        text = folded
    while True:
        plainer = _ADDRESS.sub(" ", _MARKUP.sub(r"\1", text)).strip()
        if plainer == text:
            return _UNCLOSED.sub("", text)
        text = plainer


def _visible(text: str) -> str:
    """Line breaks and tabs as spaces; what has no shape of its own, such as a joiner or a tag, is left out."""
    shown = (" " if letter.isspace() else letter for letter in text)
    seen = "".join(letter for letter in shown if unicodedata.category(letter)[0] != "C")
    return _STACKED.sub(r"\1", _BLANK.sub("", seen))


def _cut(text: str) -> str:
    if len(text) <= LONGEST_LABEL:
        return text
    return text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


Label = Annotated[str, AfterValidator(as_label)]
