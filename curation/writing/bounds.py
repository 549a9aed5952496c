"""In: a field of an answer as it came. Out: the same within bounds: what is too long is cut, not refused. Pure."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from curation.writing.fencing import unbroken

_LONGEST_STATEMENT = 700
_LONGEST_QUOTE = 1500
_LONGEST_PASSAGE = 8000
_LONGEST_NAME = 40
_FIRST_NUMBER = re.compile(r"-?\d{1,9}")
_MARKERS = re.compile(r"\s*\[\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*\](?=[\s.,;:!?]|$)")
_SENTENCE_END = re.compile(r".*[.!?…][\"”’)]*(?=\s)", re.S)
_LINE_MARK = re.compile(r"^(?:>\s*)+")
_WRAPPED = re.compile(r"^(?:\"(.*)\"|“([^“”]*)”)$", re.S)


def _shortened(longest: int) -> Callable[[str], str]:
    """Without the mark of the line it stood on; cut after the last whole sentence, else after the last whole word."""

    def shorten(text: str) -> str:
        shown = _LINE_MARK.sub("", unbroken(text))
        if len(shown) <= longest:
            return shown
        whole = _SENTENCE_END.match(shown[:longest])
        return whole.group() if whole else shown[:longest].rsplit(" ", 1)[0]

    return shorten


def _said(text: str) -> str:
    """Out: a statement without the "[3]" that models like to repeat in it: its citations stand beside it."""
    return _MARKERS.sub("", _shortened(_LONGEST_STATEMENT)(text))


def _quote(text: str) -> str:
    shown = _shortened(_LONGEST_QUOTE)(text)
    wrapped = _WRAPPED.match(shown)
    return next((inside for inside in wrapped.groups() if inside), "") if wrapped else shown


def _as_number(told: Any) -> Any:
    """ "[3]" and "passage 3" are 3."""
    if isinstance(told, str) and (found := _FIRST_NUMBER.search(told)):
        return int(found.group())
    return told


def first(most: int) -> tuple[BeforeValidator, AfterValidator]:
    return BeforeValidator(lambda told: [] if told is None else told), AfterValidator(lambda told: told[:most])


Number = Annotated[int, BeforeValidator(_as_number)]
Prose = Annotated[str, AfterValidator(_said)]
Quote = Annotated[str, AfterValidator(_quote)]
Name = Annotated[str, AfterValidator(lambda told: told.strip().lower()[:_LONGEST_NAME])]
Retold = Annotated[str, AfterValidator(_shortened(_LONGEST_PASSAGE))]
