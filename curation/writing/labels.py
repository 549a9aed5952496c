"""Names, headings and titles: one line of plain words, whoever wrote them. Pure."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

from curation.writing.unseen import seen

LONGEST_LABEL = 160
UNTITLED = "Without a title"
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
_STACKED = re.compile(r"([\u0300-\u036f\u0483-\u0489]{3})[\u0300-\u036f\u0483-\u0489]+")


def as_label(text: str) -> str:
    """Out: the words alone, on one line, without addresses and markup. Raises ValueError where none are left."""
    words = _plain(_STACKED.sub(r"\1", seen(text[:_LOOKED_AT]).replace("\n", " "))).split()
    if not any(letter.isalnum() for word in words for letter in word):
        raise ValueError("A label needs at least one word.")
    return _cut(" ".join(words))


def label_of(heading: str) -> str:
    """In: a heading of any kind, one given by hand for instance. Out: a label, also for an address or a sign alone."""
    try:
        return as_label(heading)
    except ValueError:
        return UNTITLED


def kept(written: str, own: str) -> str:
    """In: what a writer calls what it was shown as `label_of(own)`. Out: `own`, where it only gave that back."""
    return own if written.casefold() == label_of(own).casefold() else written


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


def _cut(text: str) -> str:
    if len(text) <= LONGEST_LABEL:
        return text
    return text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


Label = Annotated[str, AfterValidator(as_label)]
