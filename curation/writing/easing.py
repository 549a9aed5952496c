"""In: JSON as a chat wrote it, or prose. Out: the same in the shape that replies have. Pure.

A citation without a quote gets the sentence of its passage that is nearest to the statement: whether this bears
the statement out is for evidence to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from curation.writing.lexical import stems
from curation.writing.sentences import sentences

_LISTS = {"statements", "gist", "points", "quotations", "questions", "lead"}
_RANGE = re.compile(r"(-?\d{1,6})(?:\s*[–-]\s*(\d{1,6}))?")
_MARK = re.compile(r"\[\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*\]")
_NUMBER = re.compile(r"\s*\[?\s*\d{1,4}\s*\]?\s*")
_AFTER_STOP = re.compile(rf"(?<![.!?…])([.!?…]+[\"”’)]*)\s*((?:{_MARK.pattern}[^\S\n]*)+)")
_DECORATION = re.compile(r"^[^\S\n]*(?:[-*•#>]+|\d{1,2}[.)])\s+|\*\*|__", re.M)
_WIDEST = 6
# No answer keeps more; a paste of megabytes costs no more than one that is read whole.
_MOST_CITATIONS = 6
_MOST_IN_A_LIST = 60
_MOST_SAID_IN_PROSE = 24
_LONGEST_STATEMENT = 4000
_LONGEST_PLACE = 200
_LONGEST_PROSE = 40_000


@dataclass(frozen=True)
class Easing:
    """`passages` are the texts by number less one."""

    passages: Sequence[str]
    _known: dict[int, list[tuple[set[str], str]]] = field(init=False, default_factory=dict, repr=False)

    def eased(self, told: Any) -> Any:
        if isinstance(told, list):
            return [self.eased(one) for one in told]
        if not isinstance(told, dict):
            return told
        tree = {str(name).strip().casefold(): value for name, value in told.items()}
        tree = {name: self._field(name, value) for name, value in tree.items()}
        if tree.get("abstained"):
            tree.setdefault("statements", [])
        if "statements" in tree:
            tree.setdefault("abstained", not tree["statements"])
        return self._cited(tree) if isinstance(tree.get("text"), str) else tree

    def prose(self, text: str) -> list[dict[str, Any]]:
        """Out: the sentences that cite something by "[n]", as statements; marks behind a full stop are of it."""
        plain = _AFTER_STOP.sub(_before_stop, _DECORATION.sub("", text[:_LONGEST_PROSE]))
        cited = (one.text for one in sentences(plain) if _MARK.search(one.text))
        return [self._cited({"text": said}) for said in islice(cited, _MOST_SAID_IN_PROSE)]

    def _field(self, name: str, value: Any) -> Any:
        if name in _LISTS and isinstance(value, list):
            return [self.eased(_as_statement(one)) for one in value[:_MOST_IN_A_LIST]]
        if name == "meaning" and isinstance(value, str):
            return self.eased({"text": value})
        return value if name == "citations" else self.eased(value)

    def _cited(self, tree: dict[str, Any]) -> dict[str, Any]:
        text = tree["text"][:_LONGEST_STATEMENT]
        text = text if any(letter.isalnum() for letter in text) else ""
        told = tree.get("citations") or [found.group() for found in islice(_MARK.finditer(text), _MOST_IN_A_LIST)]
        each = told[:_MOST_IN_A_LIST] if isinstance(told, list) else [told]
        places = dict.fromkeys(place for one in each for place in _places(one))
        citations = [self._citation(*place, text) for place in islice(places, _MOST_CITATIONS)]
        return tree | {"text": text, "citations": citations}

    def _citation(self, number: int, quote: str, text: str) -> dict[str, Any]:
        return {"passage": number, "quote": quote or self._nearest(text, number)}

    def _nearest(self, text: str, number: int) -> str:
        if not 1 <= number <= len(self.passages):
            return ""
        wanted = set(stems(text))
        shared = [(len(wanted & words), sentence) for words, sentence in self._sentences(number)]
        most, sentence = max(shared, key=lambda pair: pair[0], default=(0, ""))
        return sentence if most else ""

    def _sentences(self, number: int) -> list[tuple[set[str], str]]:
        """The passage's sentences with their stems, taken apart once."""
        if number not in self._known:
            self._known[number] = [(set(stems(one.text)), one.text) for one in sentences(self.passages[number - 1])]
        return self._known[number]


def _places(told: Any) -> Iterator[tuple[int, str]]:
    """ "[3]", "3, 5", {"passage": "[3]"} and {"passage": 3, "quote": "..."} all cite something."""
    place = told.get("passage", told.get("number", "")) if isinstance(told, dict) else told
    quote = str(told.get("quote") or "") if isinstance(told, dict) else ""
    for number in _numbers(str(place)[:_LONGEST_PLACE]):
        yield number, quote if quote.strip(" .…") else ""


def _before_stop(found: re.Match[str]) -> str:
    return f" {found.group(2).strip()}{found.group(1)} "


def _as_statement(told: Any) -> Any:
    """A bare number stands for a given statement, bare words for one without more."""
    if isinstance(told, int) or (isinstance(told, str) and _NUMBER.fullmatch(told)):
        return {"statement": told}
    return {"text": told} if isinstance(told, str) else told


def _numbers(told: str) -> Iterator[int]:
    """ "[3–5]" is 3, 4 and 5."""
    for first, last in _RANGE.findall(told):
        wide = int(last) - int(first) if last else 0
        yield from range(int(first), int(last) + 1) if 0 < wide < _WIDEST else [int(first)]
