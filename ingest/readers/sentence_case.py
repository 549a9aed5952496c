"""In: words in capitals only, or in small letters only. Out: the same in sentence case, letter for letter. Pure.

In a text all in capitals nobody can tell an acronym; only dotted ones (`U.S.`) and words with a digit are kept.
"""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

_FEWEST_LETTERS = 20
_I = re.compile(r"\W*i(?:['’](?:m|ve|ll|d|s|re))?\W*", re.I)
_DOTTED = re.compile(r"\W*(?:[^\W\d_]\.){2,}\W*|\W*\w*\d\w*\W*")
_ORDINAL = re.compile(r"\W*\d+(?:st|nd|rd|th|s|am|pm|k|m|ft|lb|lbs|x)\W*", re.I)
_PROPER_TEXT = (
    "mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december"
)
_PROPER = frozenset(_PROPER_TEXT.split())
# Names that are everyday words, and roles that are no names.
_NO_NAMES_TEXT = (
    "will may mark bill grace hope rose art frank jack pat rob sue drew chase grant dean miles joy faith summer "
    "host guest man woman boy girl speaker narrator announcer reporter interviewer voice caller moderator "
    "all both crowd audience the and of de van von la"
)
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())


class Case(StrEnum):
    MIXED = "mixed"
    UPPER = "upper"
    LOWER = "lower"


def case_of(texts: Iterable[str]) -> Case:
    """MIXED unless hardly a letter is small, or hardly a word (but `I`) has a capital."""
    words = [text for text in texts if not _I.fullmatch(text)]
    letters = [letter for text in words for letter in text if letter.isupper() or letter.islower()]
    upper = sum(map(str.isupper, letters))
    if len(letters) < _FEWEST_LETTERS:
        return Case.MIXED
    if upper > 0.9 * len(letters):
        return Case.UPPER
    raised = sum(text != text.lower() for text in words)
    return Case.LOWER if raised <= len(words) // 100 else Case.MIXED


def names_in(labels: Iterable[str]) -> frozenset[str]:
    """The words of speakers' names, in small letters."""
    words = {word.strip(".,:'’").lower() for label in labels for word in label.split()}
    return frozenset(word for word in words if len(word) > 1 and word.isalpha() and word not in _NO_NAMES)


def recased(text: str, case: Case, *, opens: bool, names: Collection[str], english: bool) -> str:
    """One word, as long as before; `opens` when it is the first of its sentence."""
    core = text.strip(".,;:!?…\"'“”‘’()[]-–—").lower()
    core = re.sub(r"['’]s$", "", core)
    small = text if case is Case.LOWER or _keeps_capitals(text) else text.lower()
    if opens or core in names or (english and (core in _PROPER or _I.fullmatch(text))):
        small = _raised(small)
    return small if len(small) == len(text) else text


def recased_label(label: str) -> str:
    """`ADA MOSS` as `Ada Moss`; a label with small letters or digits stays as it is."""
    if not label.isupper() or any(sign.isdigit() or sign == "_" for sign in label):
        return label
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), label)


def _keeps_capitals(text: str) -> bool:
    return bool(_DOTTED.fullmatch(text)) and not _ORDINAL.fullmatch(text)


def _raised(text: str) -> str:
    place = next((at for at, sign in enumerate(text) if sign.isalnum()), None)
    return text if place is None else text[:place] + text[place].upper() + text[place + 1 :]
