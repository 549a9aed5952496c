"""An honest answer to the prompt that compares: pairs of sentences that share their words, both copied as they stand.

The same figures make a pair known, other figures an update by the same author and a disagreement by another.
"""

import re
from dataclasses import dataclass

_BLOCK = re.compile(r"^\[(\d+)\]([^\n]*)\n> ([^\n]+)", re.MULTILINE)
_AUTHOR = re.compile(r"by (.+)$")
_FIGURE = re.compile(r"\d[\d.,]*")
_SHARED = 0.6


@dataclass(frozen=True)
class _Sentence:
    number: int
    now: bool
    author: str
    text: str

    @property
    def words(self):
        return {word.removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", self.text.lower())}


def compared(prompt):
    """In: the whole prompt. Out: the object that it asks for."""
    told, verdicts, done = None, [], set()
    for one in _sentences(prompt):
        if one.now:
            told = one
        elif told and told.number not in done and (verdict := _beside(told, one)):
            done.add(told.number)
            verdicts.append({"statement": told.number, "met": one.number, "verdict": verdict} | _quotes(told, one))
    return {"verdicts": verdicts}


def _sentences(prompt):
    """An author that is not said again is the one before."""
    author = ""
    for number, head, text in _BLOCK.findall(prompt):
        found = _AUTHOR.search(head)
        author = found[1] if found else "" if head.strip() else author
        yield _Sentence(int(number), head.strip().startswith("comes now"), author, text.strip())


def _beside(now, met):
    shared = len(now.words & met.words) / max(1, min(len(now.words), len(met.words)))
    if shared < _SHARED:
        return ""
    if _FIGURE.findall(now.text) == _FIGURE.findall(met.text):
        return "known"
    return "updates" if now.author == met.author else "disagrees"


def _quotes(now, met):
    return {"now": now.text, "then": met.text}
