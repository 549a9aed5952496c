"""In: a profile before and after a change. Out: what the change does, word by word, and what it will touch. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from curation.profile.told import ASKED

# A word takes the space behind it along, so that words in a row are struck and marked in one.
_WORDS = re.compile(r"\s+|\S+\s*")
_SHAPED = "explanations, answers, practice and digests that a language model writes from now on"
_TOUCHES = {
    "does": f"For whom they are told: {_SHAPED}.",
    "knows": f"What they take as known: {_SHAPED}.",
    "after": f"What they lead with: {_SHAPED}. Interests are offered to you from it; none is added by itself.",
    "told": f"How they are told: {_SHAPED}.",
    "level": "The level at which pass 2 opens; you can still change it there for one source.",
}
STAYS = "What is written already stays as it is. Which sources are kept or filtered does not change."


@dataclass(frozen=True)
class Stretch:
    """Words that stay (`same`), that are struck (`gone`) or that are added (`new`), with their white space."""

    how: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class FieldChange:
    name: str
    asked: str
    stretches: tuple[Stretch, ...]
    touches: str


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    """The fields that change, in the order in which they are asked for."""
    changed = [name for name in ASKED if before.get(name, "") != after.get(name, "")]
    return [
        FieldChange(name, ASKED[name], tuple(_stretches(before.get(name, ""), after.get(name, ""))), _TOUCHES[name])
        for name in changed
    ]


def _stretches(before: str, after: str) -> Iterator[Stretch]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Stretch("gone", "".join(old[i:j]))
        if k < m:
            yield Stretch("new", "".join(new[k:m]))
